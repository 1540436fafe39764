"""Roles beyond one organisation, given and ended by operators."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts import rules
from acogida.accounts.models import Mandate, MandateKind, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.territories.models import Territory


@transaction.atomic
def give_mandate(
    user: User,
    *,
    kind: str,
    country: Territory | None = None,
    ends_on: date | None = None,
    by: User,
    at: datetime,
) -> Mandate:
    """Give a person a mandate from today, until the day before `ends_on` where there is one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not by.is_operator:
        raise Refused(_("Only operators of this installation give mandates."))
    if kind == MandateKind.FOCAL_POINT and country is None:
        raise Refused(_("A focal point has a country: choose it."))
    today = rules.day_of(at)
    if ends_on and ends_on <= today:
        raise Refused(_("The last day must be in the future."))
    if user.mandates.on(today).filter(kind=kind, country=country).exists():
        raise Refused(_("This person already has this mandate."))
    mandate = Mandate.objects.create(user=user, kind=kind, country=country, starts_on=today, ends_on=ends_on)
    audit.record("accounts.mandate_given", mandate, by=by, at=at, detail={"kind": kind})
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: User, at: datetime) -> Mandate:
    """End a mandate today."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if not by.is_operator:
        raise Refused(_("Only operators of this installation end mandates."))
    today = rules.day_of(at)
    if mandate.ends_on and mandate.ends_on <= today:
        raise Refused(_("This mandate has already ended."))
    mandate.ends_on = today
    mandate.save(update_fields=["ends_on"])
    audit.record("accounts.mandate_ended", mandate, by=by, at=at, detail={"kind": mandate.kind})
    return mandate
