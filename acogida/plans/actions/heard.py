"""From what others found to a challenge, and from a finished action to a practice for others."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import in_language
from acogida.dialogues.models import Recommendation as Heard
from acogida.plans.actions.challenges import added, open_plan, short
from acogida.plans.actions.ground import locked, require_text, require_writer
from acogida.plans.models import Action, Challenge, Evaluation, Plan
from acogida.plans.queries.evaluation import results
from acogida.plans.queries.offers import SOURCES
from acogida.practices import actions as practices
from acogida.practices.models import Practice
from acogida.training.models import GroupWorkItem

SUGGESTED = {"local", "practice", "earlier"}


@transaction.atomic
def challenge_from_group_work(plan: Plan, *, item: GroupWorkItem, by: User, at: datetime) -> Challenge:
    """Take up what a group of a training found and shared."""
    plan = open_plan(plan, by)
    item = GroupWorkItem.objects.select_related("group__component__edition__programme").get(pk=item.pk)
    if item.shared_at is None or item.withdrawn_at is not None:
        raise Refused(_("This group has not shared it."))
    if plan.challenges.current().filter(group_work=item).exists():
        raise Refused(_("It is already a challenge of the plan."))
    cause = {
        "kind": "group_work",
        "item": item.pk,
        "text": item.title,
        "group": item.group.title,
        "programme": item.group.component.edition.programme.title,
    }
    return added(
        plan,
        values={
            "title": item.title,
            "description": item.description,
            "horizon": item.horizon,
            "group_work": item,
            "cause": cause,
        },
        objectives=item.objectives.all(),
        by=by,
        at=at,
    )


@transaction.atomic
def challenge_from_dialogue(plan: Plan, *, heard: Heard, by: User, at: datetime) -> Challenge:
    """Take up what a dialogue publicly asks for."""
    plan = open_plan(plan, by)
    heard = Heard.objects.select_related("event", "theme").get(pk=heard.pk)
    if heard.published_at is None:
        raise Refused(_("This recommendation is not published."))
    if plan.challenges.current().filter(heard=heard).exists():
        raise Refused(_("It is already a challenge of the plan."))
    cause = {
        "kind": "heard",
        "recommendation": heard.pk,
        "slug": heard.slug,
        "code": heard.code,
        "event": heard.event.title,
        "text": heard.texts,
    }
    return added(
        plan,
        values={
            "title": short(in_language(heard.texts, by.language)),
            "horizon": "medium",
            "heard": heard,
            "cause": cause,
        },
        objectives=heard.objectives.all(),
        by=by,
        at=at,
    )


@transaction.atomic
def dismiss(challenge: Challenge, *, kind: str, key: str, why: str, by: User, at: datetime) -> Challenge:
    """Say why a suggestion does not fit here; it is not made again."""
    plan = locked(challenge.plan)
    require_writer(plan, by)
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    if not (kind in SUGGESTED or kind in SOURCES) or not key:
        raise Refused(_("There is no such suggestion."))
    why = require_text(why, _("Say why it does not fit: whoever comes next need not ask again."))
    rest = [found for found in challenge.dismissed if (found["kind"], found["key"]) != (kind, key)]
    challenge.dismissed = [*rest, {"kind": kind, "key": key, "why": why, "on": at.date().isoformat()}]
    challenge.save(update_fields=["dismissed"])
    audit.record("plans.suggestion_dismissed", challenge, by=by, at=at, detail={"kind": kind, "key": key})
    return challenge


@transaction.atomic
def draft_practice(evaluation: Evaluation, *, action: Action, by: User, at: datetime) -> Practice:
    """Begin a practice from a finished action with what the plan and its evaluation know of it.

    One that was begun from it already is given back as it is: pressing twice makes no second draft.
    """
    plan = locked(evaluation.plan)
    require_writer(plan, by)
    if evaluation.published_at is None:
        raise Refused(_("Publish the evaluation first."))
    action = Action.objects.select_related("challenge", "objective", "told_as").get(pk=action.pk, plan=plan)
    if action.told_as is not None:
        return action.told_as
    last = action.progress.order_by("-reported_on", "-pk").first()
    if last is None or last.condition != "done":
        raise Refused(_("A practice tells what was carried out. This action is not finished."))
    practice = practices.start(plan.organisation, values=_told(evaluation, action), by=by, at=at)
    action.told_as = practice
    action.save(update_fields=["told_as"])
    audit.record("plans.practice_drafted", action, by=by, at=at, detail={"practice": practice.pk})
    return practice


def _told(evaluation: Evaluation, action: Action) -> dict[str, Any]:
    """What is known, in the words of the plan."""
    rows = [
        row for row in results(evaluation.plan) if row["action"] == action.pk and row["actual"] is not None
    ]
    measured = [
        f"{row['title']}: {_plain(row['baseline'])} → {_plain(row['actual'])} {row['unit']} ({row['source']})"
        for row in rows
    ]
    about = [action.pk, None]
    lessons = [
        lesson.text for lesson in evaluation.lessons.order_by("-worked", "pk") if lesson.action_id in about
    ]
    findings = [f.text for f in evaluation.findings.order_by("pk") if f.action_id == action.pk]
    why = action.challenge.title if action.challenge else action.reason_without_challenge
    reports = action.progress.order_by("reported_on", "pk").values_list("narrative", flat=True)
    return {
        "title": action.title,
        "summary": "\n\n".join(filter(None, [why, action.description])),
        "description": "\n\n".join(reports),
        "results": "\n".join([*measured, *findings]),
        "lessons": "\n".join(lessons),
        "partners": action.partners,
        "primary": [action.objective_id],
        "level": "local",
        "year_start": action.starts_on.year,
        "year_end": action.ends_on.year,
        "contexts": evaluation.plan.contexts,
    }


def _plain(amount: str) -> str:
    """A number as somebody would type it."""
    return f"{Decimal(amount).normalize():f}"
