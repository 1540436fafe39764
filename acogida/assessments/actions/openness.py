"""What a municipality lets others know: that it is measuring, and its shares in the anonymous band."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.assessments import rules
from acogida.assessments.models import Assessment
from acogida.core import audit
from acogida.core.errors import Refused


@transaction.atomic
def let_public_know(assessment: Assessment, *, is_announced: bool, by: User, at: datetime) -> Assessment:
    """Show on the public map that the assessment is in process, or no longer; nothing of what it says."""
    return _set(assessment, "is_announced", is_announced, by=by, at=at)


@transaction.atomic
def share_in_band(assessment: Assessment, *, shares_band: bool, by: User, at: datetime) -> Assessment:
    """Let its published shares count, without a name, in the band that similar municipalities see."""
    return _set(assessment, "shares_band", shares_band, by=by, at=at)


def _set(assessment: Assessment, field: str, value: bool, *, by: User, at: datetime) -> Assessment:
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=assessment.pk)
    )
    if not rules.may_publish(by, assessment):
        raise Refused(_("Only an approver of this municipality decides what others may know."))
    if getattr(assessment, field) != value:
        setattr(assessment, field, value)
        assessment.save(update_fields=[field])
        audit.record("assessments.openness", assessment, by=by, at=at, detail={field: value})
    return assessment
