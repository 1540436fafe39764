"""The states of services, corrections, protocols and outreach days, and the moves between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ServiceState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", pgettext_lazy("a service", "Closed for good")


class CorrectionState(TextChoices):
    WAITING = "waiting", _("Waiting")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class ProtocolState(TextChoices):
    """Of one version: written, with the institutions, in force, replaced by a later one."""

    DRAFT = "draft", _("Draft")
    APPROVAL = "approval", _("With the institutions")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced")


class OutreachState(TextChoices):
    PLANNED = "planned", pgettext_lazy("a day", "Planned")
    HELD = "held", pgettext_lazy("a day", "Held")
    CANCELLED = "cancelled", pgettext_lazy("a day", "Cancelled")


MOVES = {
    ServiceState.DRAFT: {ServiceState.PUBLISHED},
    ServiceState.PUBLISHED: {ServiceState.CLOSED},
    ServiceState.CLOSED: {ServiceState.PUBLISHED},
}
CORRECTION_MOVES = {
    CorrectionState.WAITING: {CorrectionState.APPROVED, CorrectionState.DECLINED},
    CorrectionState.APPROVED: set[CorrectionState](),
    CorrectionState.DECLINED: set[CorrectionState](),
}
PROTOCOL_MOVES = {
    ProtocolState.DRAFT: {ProtocolState.APPROVAL},
    ProtocolState.APPROVAL: {ProtocolState.DRAFT, ProtocolState.IN_FORCE},
    ProtocolState.IN_FORCE: {ProtocolState.REPLACED},
    ProtocolState.REPLACED: set[ProtocolState](),
}
OUTREACH_MOVES = {
    OutreachState.PLANNED: {OutreachState.HELD, OutreachState.CANCELLED},
    OutreachState.HELD: set[OutreachState](),
    OutreachState.CANCELLED: set[OutreachState](),
}
