"""Prioritising with people in a room: challenges named by groups, printed sheets, dissent."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans import rules
from acogida.plans.actions.challenges import challenge_by_hand
from acogida.plans.actions.ground import locked, require_text, require_writer
from acogida.plans.actions.prioritisation import require_cells, require_scoring
from acogida.plans.models import Challenge, Context, Plan, Score, ScoringSheet
from acogida.plans.states import State

MOST_AT_ONCE = 20


@transaction.atomic
def challenges_from_workshop(
    plan: Plan,
    *,
    context: str,
    horizon: str,
    titles: Iterable[str],
    session: str,
    by: User,
    at: datetime,
) -> list[Challenge]:
    """Take down what a group of a workshop named: one challenge a title, the workshop as its cause."""
    titles = [title.strip() for title in titles if title.strip()]
    if context not in Context.values:
        raise Refused(_("Choose among origin, transit, destination and return."))
    if not titles:
        raise Refused(_("Write at least one challenge, one a line."))
    if len(titles) > MOST_AT_ONCE:
        raise Refused(_("Twenty challenges at a time at most."))
    session = require_text(session, _("Say where and when the workshop was: it is how you know."))
    with override(by.language):
        reason = _("Workshop: %(session)s. Group: %(group)s.") % {
            "session": session.rstrip("."),
            "group": str(Context(context).label).lower(),
        }
    made = [
        challenge_by_hand(plan, title=title, reason=reason, horizon=horizon, by=by, at=at) for title in titles
    ]
    for challenge in made:
        challenge.context = context
        challenge.save(update_fields=["context"])
    return made


@transaction.atomic
def type_sheet(
    plan: Plan,
    *,
    values: Mapping[tuple[int, int], int | None],
    label: str = "",
    by: User,
    at: datetime,
) -> ScoringSheet:
    """Type in one printed sheet: `{(challenge pk, criterion pk): 1 to 5}`; None for a mark left empty."""
    plan = locked(plan)
    require_writer(plan, by)
    require_scoring(plan)
    require_cells(plan, values)
    marks = {cell: mark for cell, mark in values.items() if mark is not None}
    if not marks:
        raise Refused(_("This sheet has no mark. Type at least one."))
    last = plan.sheets.aggregate(last=Max("number"))["last"] or 0
    sheet = ScoringSheet.objects.create(
        plan=plan, number=last + 1, label=label.strip(), typed_by=by, typed_at=at
    )
    Score.objects.bulk_create(
        Score(challenge_id=challenge, criterion_id=criterion, sheet=sheet, value=mark, scored_at=at)
        for (challenge, criterion), mark in marks.items()
    )
    audit.record("plans.sheet_typed", sheet, by=by, at=at, detail={"plan": plan.pk, "marks": len(marks)})
    return sheet


@transaction.atomic
def remove_sheet(sheet: ScoringSheet, *, by: User, at: datetime) -> None:
    """Take a sheet out that was typed wrongly, while the scoring is open."""
    plan = locked(sheet.plan)
    require_writer(plan, by)
    require_scoring(plan)
    audit.record("plans.sheet_removed", sheet, by=by, at=at, detail={"plan": plan.pk})
    sheet.delete()


@transaction.atomic
def dissent(plan: Plan, *, text: str, by: User, at: datetime) -> Plan:
    """Say what one would decide otherwise, once the ranking is known and until the plan is adopted."""
    plan = locked(plan)
    if not rules.may_score(by, plan):
        raise Refused(_("Only people who belong to this organisation score its challenges."))
    if not plan.scoring_closed_at or plan.state not in {State.PRIORITISATION, State.DESIGN}:
        raise Refused(_("Dissent is written once the ranking is known and before the plan is adopted."))
    text = require_text(text, _("Say what you would decide otherwise, and why."))
    if len(plan.dissents) >= MOST_AT_ONCE:
        raise Refused(_("Twenty dissents are kept already. Talk about them before you write another."))
    plan.dissents = [*plan.dissents, text]
    plan.save(update_fields=["dissents"])
    audit.record("plans.dissent_written", plan, by=by, at=at)
    return plan
