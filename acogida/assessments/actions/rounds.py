"""The rounds before publishing: consultation, then validation from outside, or back to the draft."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.assessments import rules
from acogida.assessments.models import Assessment
from acogida.assessments.states import MOVES, State
from acogida.core import audit
from acogida.core.errors import Refused

ROUNDS = (State.DRAFT, State.CONSULTATION, State.VALIDATION)


@transaction.atomic
def move_to(assessment: Assessment, *, state: str, by: User, at: datetime) -> Assessment:
    """Open the consultation or the validation, or go back. Links of a round serve while it is open."""
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=assessment.pk)
    )
    if not rules.may_answer(by, assessment):
        raise Refused(_("Only people who edit for this municipality can open a round."))
    if assessment.state == State.PUBLISHED:
        raise Refused(_("This assessment is published. Reopen it to prepare its next edition."))
    if state not in ROUNDS or State(state) not in MOVES[State(assessment.state)]:
        raise Refused(_("The assessment cannot go there from where it is."))
    if not assessment.answers.exclude(value="").exists():
        raise Refused(_("Answer at least one question first."))
    before, assessment.state = assessment.state, State(state)
    assessment.save(update_fields=["state"])
    audit.record(
        "assessments.round_opened", assessment, by=by, at=at, detail={"from": before, "to": str(state)}
    )
    return assessment
