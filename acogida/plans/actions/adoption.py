"""Adopting: an approver signs, the content is frozen, numbered and public. Amendments are adopted again."""

from datetime import UTC, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.search.sources import changed
from acogida.plans import rules
from acogida.plans.actions.ground import locked, require_move, require_text, require_writer
from acogida.plans.actions.tell import tell_adopted, tell_adoption_asked
from acogida.plans.models import Plan, PlanVersion
from acogida.plans.queries.content import content_of, same_words
from acogida.plans.queries.readiness import missing
from acogida.plans.signals import adopted
from acogida.plans.states import State


@transaction.atomic
def ask_adoption(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Tell the approvers that it is ready to be adopted."""
    plan = locked(plan)
    require_writer(plan, by)
    require_move(plan, State.IMPLEMENTATION, _("A plan is adopted once its actions are designed."))
    _require_ready(plan)
    if plan.adoption_asked_at:
        raise Refused(_("The approvers already know."))
    plan.adoption_asked_at = at
    plan.save(update_fields=["adoption_asked_at"])
    audit.record("plans.adoption_asked", plan, by=by, at=at)
    tell_adoption_asked(plan, by=by, at=at)
    return plan


@transaction.atomic
def adopt(plan: Plan, *, note: str = "", expected: str = "", by: User, at: datetime) -> PlanVersion:
    """Freeze what the plan says as its next version, and show that to everybody.

    `expected` is the hash of the content the approver read (`core.frozen.hash_of`), so that nobody
    signs words changed a moment ago; empty where nothing was shown. An amendment needs a `note`.
    """
    plan = locked(plan)
    if not rules.may_adopt(by, plan):
        raise Refused(_("Only an approver of this organisation can adopt its plan."))
    require_move(plan, State.IMPLEMENTATION, _("A plan is adopted once its actions are designed."))
    _require_ready(plan)
    last = plan.current_version
    content = content_of(plan)
    if expected and expected != hash_of(content):
        raise Refused(
            _("The plan was changed or adopted while you were reading. Read it again before you sign.")
        )
    if last is not None:
        if same_words(content, last.content):
            raise Refused(_("Nothing has changed since version %(number)s.") % {"number": last.number})
        note = require_text(note, _("Say in a sentence what this amendment changes and why."))
    number = last.number + 1 if last else 1
    content["version"] = number
    content["adopted_at"] = at.astimezone(UTC).isoformat(timespec="seconds")
    version = PlanVersion.objects.create(
        plan=plan,
        number=number,
        content=content,
        sha256=hash_of(content),
        note=note.strip(),
        adopted_by=by,
        adopted_at=at,
    )
    plan.state, plan.current_version, plan.adoption_asked_at = State.IMPLEMENTATION, version, None
    plan.first_adopted_at = plan.first_adopted_at or at
    plan.save(update_fields=["state", "current_version", "adoption_asked_at", "first_adopted_at"])
    audit.record("plans.adopted", plan, by=by, at=at, detail={"version": number, "sha256": version.sha256})
    changed("plan", plan.pk)
    tell_adopted(plan, number=number, by=by, at=at)
    transaction.on_commit(partial(adopted.send, PlanVersion, version=version))
    return version


def _require_ready(plan: Plan) -> None:
    gaps = missing(plan)
    if gaps:
        raise Refused(" ".join(gaps))
