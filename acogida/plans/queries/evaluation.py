"""What an evaluation looks at: targets against actuals, and what a plan leaves unfinished."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from acogida.plans.models import (
    Action,
    Challenge,
    Condition,
    Evaluation,
    FollowUp,
    Plan,
    Progress,
    Recommendation,
    Response,
)
from acogida.plans.queries.achievement import share_of_the_way
from acogida.plans.queries.public import reported
from acogida.plans.queries.published import public_content


def results(plan: Plan) -> list[dict[str, Any]]:
    """Every indicator of the adopted version with its last value, in the order of the plan. `share` is the
    part of the way from baseline to target, None without a value.
    """
    content = public_content(plan)
    values = reported(plan, content).values
    rows = []
    for action in content["actions"]:
        for indicator in action["indicators"]:
            told = values.get(indicator["id"], [])
            last = told[-1] if told else None
            share = None
            if last is not None:
                share = share_of_the_way(
                    baseline=Decimal(indicator["baseline"]),
                    target=Decimal(indicator["target"]),
                    actual=last.value,
                )
            rows.append(
                {
                    "action": action["id"],
                    "action_title": action["title"],
                    "indicator": indicator["id"],
                    "title": indicator["title"],
                    "unit": indicator["unit"],
                    "direction": indicator["direction"],
                    "baseline": indicator["baseline"],
                    "target": indicator["target"],
                    "target_on": indicator["target_on"],
                    "actual": None if last is None else str(last.value),
                    "reported_on": None if last is None else last.progress.reported_on.isoformat(),
                    "source": "" if last is None else last.source,
                    "share": share,
                }
            )
    return rows


def judged(evaluation: Evaluation) -> set[str]:
    """The criteria that have a finding."""
    return set(evaluation.findings.values_list("criterion", flat=True))


def evaluation_content(evaluation: Evaluation, *, on: date) -> dict[str, Any]:
    """What an evaluation says, as plain data: frozen when it is published. People are not named in it."""
    plan = evaluation.plan
    version = plan.current_version
    return {
        "schema": 1,
        "plan": plan.pk,
        "plan_title": public_content(plan)["title"],
        "version": version.number if version else None,
        "version_sha256": version.sha256 if version else "",
        "kind": evaluation.kind,
        "evaluator": evaluation.evaluator,
        "method": evaluation.method,
        "on": on.isoformat(),
        "results": results(plan),
        "findings": [
            {
                "criterion": finding.criterion,
                "text": finding.text,
                "evidence": finding.evidence,
                "link": finding.link,
                "action": finding.action_id,
            }
            for finding in evaluation.findings.order_by("pk")
        ],
        "lessons": [
            {"text": lesson.text, "worked": lesson.worked, "action": lesson.action_id}
            for lesson in evaluation.lessons.order_by("-worked", "pk")
        ],
        "recommendations": [
            {"id": found.pk, "text": found.text} for found in evaluation.recommendations.order_by("pk")
        ],
    }


@dataclass(frozen=True)
class Unfinished:
    """An adopted action that is not done, and how it stands."""

    action: Action
    last: Progress | None


def unfinished(plan: Plan) -> list[Unfinished]:
    """Actions of the adopted version whose last report is not "finished"; two queries."""
    if plan.current_version is None:
        return []
    ids = [action["id"] for action in plan.current_version.content["actions"]]
    found = []
    for action in Action.objects.filter(pk__in=ids).prefetch_related("progress").order_by("starts_on", "pk"):
        last = max(action.progress.all(), key=lambda r: (r.reported_on, r.pk), default=None)
        if last is None or last.condition != Condition.DONE:
            found.append(Unfinished(action, last))
    return found


def left_open(plan: Plan) -> list[tuple[Challenge, str]]:
    """What the next plan begins with, and why: "unfinished", "unanswered" (a priority without an action) or
    "later" (seen, and no priority). What was dropped when the plan was closed stays behind.
    """
    dropped = {found["action"] for found in plan.closing if found["outcome"] == "drop"}
    going_on = {u.action.challenge_id for u in unfinished(plan) if u.action.pk not in dropped}
    answered = set(plan.actions.current().values_list("challenge", flat=True))
    rows = []
    for challenge in plan.challenges.current().select_related("plan").prefetch_related("objectives"):
        if challenge.pk in going_on:
            rows.append((challenge, "unfinished"))
        elif challenge.is_priority and challenge.pk not in answered:
            rows.append((challenge, "unanswered"))
        elif not challenge.is_priority:
            rows.append((challenge, "later"))
    return rows


def open_recommendations(plan: Plan) -> list[Recommendation]:
    """Accepted recommendations of the plan's evaluations that are not done or dropped."""
    return list(
        Recommendation.objects.filter(
            evaluation__plan=plan,
            evaluation__published_at__isnull=False,
            response__in=[Response.ACCEPTED, Response.PARTLY],
            state__in=[FollowUp.OPEN, FollowUp.UNDER_WAY],
        )
        .select_related("evaluation__plan")
        .order_by("due_on", "pk")
    )
