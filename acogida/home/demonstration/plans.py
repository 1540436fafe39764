"""What a plan went through after its adoption: amendment, delay, overspend, recovery, evaluation."""

from datetime import timedelta
from decimal import Decimal

from acogida.accounts.models import Role, User
from acogida.compact.models import Objective
from acogida.home.demonstration.ground import Described, Region, described, members, moment
from acogida.plans import actions as planning
from acogida.plans.models import Action, Plan
from acogida.plans.queries.suggestions import practices_for


def load(region: Region) -> None:
    said = described("plans")
    organisation = region.towns[said["municipality"]]
    plan = Plan.objects.get(organisation=organisation, title=said["plan"])
    editor, approver = members(organisation, Role.EDITOR)[0], members(organisation, Role.APPROVER)[0]
    _amend(plan, said["amendment"], editor=editor, approver=approver)
    before, after = _split(said["reports"], said["evaluation"]["opened"])
    for report in before:
        _report(plan, report, by=editor)
    _evaluate(plan, said["evaluation"], editor=editor, approver=approver)
    for report in after:
        _report(plan, report, by=editor)
    _take_up(plan, said["counted"], region, editor=editor, approver=approver)


def _take_up(plan: Plan, said: Described, region: Region, *, editor: User, approver: User) -> None:
    """What the counter is asked, as a challenge with an action that follows a practice and counts itself."""
    at = region.now - timedelta(days=said["days"])
    words = {"title": said["title"], "horizon": said["horizon"]}
    challenge = planning.challenge_from_tally(plan, topic=said["topic"], **words, by=editor, at=at)
    values = said["action"] | {
        "challenge": challenge,
        "objective": Objective.objects.get(number=said["action"]["objective"]),
        "budget": Decimal(said["action"]["budget"]),
        "inspired_by": next((fit.practice for fit in practices_for(challenge)), None),
    }
    action = planning.add_action(plan, values=values, by=editor, at=at)
    numbers = {key: Decimal(said["indicator"][key]) for key in ("baseline", "target")}
    planning.add_indicator(action, values=said["indicator"] | numbers, by=editor, at=at)
    planning.adopt(plan, note=said["note"], by=approver, at=at)


def _split(reports: list[Described], day: object) -> tuple[list[Described], list[Described]]:
    """Those reported before a day, and those after it."""
    ordered = sorted(reports, key=lambda report: report["date"])
    return [r for r in ordered if r["date"] < day], [r for r in ordered if r["date"] >= day]


def _action(plan: Plan, title: str) -> Action:
    found: Action = plan.actions.current().get(title=title)
    return found


def _amend(plan: Plan, said: Described, *, editor: User, approver: User) -> None:
    at = moment(said["date"] - timedelta(days=5))
    for one in said["actions"]:
        action = _action(plan, one["title"])
        if "needs" in one:
            needs = [_action(plan, title) for title in one["needs"]]
            action = planning.set_needs(action, needs=needs, by=editor, at=at)
        if "risks" in one:
            risks = [planning.Risk(**risk) for risk in one["risks"]]
            action = planning.set_risks(action, risks=risks, revision=action.revision, by=editor, at=at)
        if "reach" in one:
            action = planning.set_reach(
                action, reach=one["reach"], revision=action.revision, by=editor, at=at
            )
        lines = [
            planning.Line(**(line | {"amount": Decimal(line["amount"]), "currency": action.currency}))
            for line in one["lines"]
        ]
        planning.set_budget(action, lines=lines, revision=action.revision, by=editor, at=at)
    planning.adopt(plan, note=said["note"], by=approver, at=moment(said["date"]))


def _report(plan: Plan, said: Described, *, by: User) -> None:
    action = _action(plan, said["action"])
    value, source = said["value"]
    planning.report_progress(
        action,
        reported_on=said["date"],
        condition=said["condition"],
        narrative=said["narrative"],
        delay_reason=said.get("delay_reason", ""),
        spent_on={line: Decimal(amount) for line, amount in said["spent_on"].items()},
        reached=said.get("reached", {}),
        values=[planning.Reported(action.indicators.get(), Decimal(value), source)],
        by=by,
        at=moment(said["date"], 18),
    )


def _evaluate(plan: Plan, said: Described, *, editor: User, approver: User) -> None:
    at, published = moment(said["opened"]), moment(said["published"])
    evaluation = planning.open_evaluation(
        plan, kind="mid_term", evaluator=said["evaluator"], method=said["method"], by=editor, at=at
    )
    for finding in said["findings"]:
        planning.add_finding(evaluation, **finding, by=editor, at=at)
    for lesson in said["lessons"]:
        planning.add_lesson(evaluation, **lesson, by=editor, at=at)
    made = [
        planning.add_recommendation(evaluation, text=one["text"], by=editor, at=at)
        for one in said["recommendations"]
    ]
    planning.publish_evaluation(evaluation, by=approver, at=published)
    for recommendation, one in zip(made, said["recommendations"], strict=True):
        planning.respond(
            recommendation,
            response=one["response"],
            response_text=one["response_text"],
            unit=one.get("unit", ""),
            due_on=one.get("due_on"),
            by=editor,
            at=published,
        )
        if "state" in one:
            planning.follow_up(
                recommendation, state=one["state"], state_text=one["state_text"], by=editor, at=published
            )
