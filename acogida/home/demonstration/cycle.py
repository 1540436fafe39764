"""Assessments and plans of the demonstration: their cycle, through the deeds that people use."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from acogida.accounts.models import Organisation, Role, User
from acogida.assessments import actions as assessing
from acogida.assessments.models import Assessment, Instrument, Question, Value
from acogida.compact.models import LocalAction, Objective
from acogida.home.demonstration.ground import Described, Region, members, moment
from acogida.plans import actions as planning
from acogida.plans.models import Action, Challenge, Plan

VALUES = {
    "y": Value.YES,
    "p": Value.PARTLY,
    "n": Value.NO,
    "a": Value.NOT_APPLICABLE,
    "u": Value.UNKNOWN,
}


def load(region: Region) -> None:
    for assessment in region.said["assessments"]:
        _add_assessment(assessment, region.towns[assessment["municipality"]])
    for plan in region.said["plans"]:
        _add_plan(plan, region.towns[plan["municipality"]])


def _add_assessment(said: Described, organisation: Organisation) -> None:
    editor, approver = members(organisation, Role.EDITOR)[0], members(organisation, Role.APPROVER)[0]
    published = said["published"]
    at = moment((published or date(said["year"], 10, 5)) - timedelta(days=30))
    instrument = Instrument.objects.latest("pk")
    assessment = assessing.start(organisation, instrument=instrument, year=said["year"], by=editor, at=at)
    questions = {q.code: q for q in Question.objects.filter(sub_dimension__dimension__instrument=instrument)}
    for dimension, letters in said["answers"].items():
        for number, letter in enumerate(letters.split(), 1):
            code = f"{dimension}-{number:02}"
            assessing.save_answer(
                assessment,
                question=questions[code],
                value=VALUES[letter],
                explanation=said["explained"].get(code, ""),
                revision=0,
                by=editor,
                at=at,
            )
    for code, item in said["evidence"].items():
        assessing.add_evidence(assessment, question=questions[code], **item, by=editor, at=at)
    if published:
        assessing.publish(assessment, by=approver, at=moment(published))


def _add_plan(said: Described, organisation: Organisation) -> None:
    editors, approver = members(organisation, Role.EDITOR), members(organisation, Role.APPROVER)[0]
    at = moment(said["created"])
    assert organisation.territory is not None  # the region gives every organisation its place
    plan = planning.create(
        organisation,
        territory=organisation.territory,
        title=said["title"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        contexts=said["contexts"],
        by=editors[0],
        at=at,
    )
    planning.set_weights(plan, weights=said["weights"], by=editors[0], at=at)
    challenges = [_add_challenge(plan, one, organisation, by=editors[0], at=at) for one in said["challenges"]]
    planning.lock_weights(plan, by=editors[0], at=at + timedelta(days=3))
    everybody = [*editors, approver]
    scorers = everybody if said["adopted"] else everybody[:1]
    for number, scorer in enumerate(scorers):
        _score(plan, said["challenges"], challenges, number, by=scorer, at=at + timedelta(days=4 + number))
    if not said["adopted"]:
        return
    planning.close_scoring(plan, by=editors[0], at=at + timedelta(days=12))
    plan.refresh_from_db()
    chosen = [c for c, one in zip(challenges, said["challenges"], strict=True) if one["priority"]]
    planning.choose_priorities(plan, challenges=chosen, by=editors[0], at=at + timedelta(days=14))
    actions = [_add_action(plan, one, challenges, by=editors[0], at=at) for one in said["actions"]]
    planning.adopt(plan, by=approver, at=moment(said["adopted"]))
    for action, one in zip(actions, said["actions"], strict=True):
        for report in one["progress"]:
            _report(action, report, by=editors[0])


def _add_challenge(
    plan: Plan, said: Described, organisation: Organisation, *, by: User, at: datetime
) -> Challenge:
    if "answer" in said:
        assessment = Assessment.objects.get(organisation=organisation, year=said["year"])
        answer = assessment.answers.get(question__code=said["answer"])
        return planning.challenge_from_answer(
            plan, answer=answer, title=said["title"], horizon=said["horizon"], by=by, at=at
        )
    return planning.challenge_by_hand(
        plan,
        title=said["title"],
        reason=said["reason"],
        horizon=said["horizon"],
        objectives=Objective.objects.filter(number__in=said["objectives"]),
        by=by,
        at=at,
    )


def _score(
    plan: Plan, said: list[Described], challenges: list[Challenge], number: int, *, by: User, at: datetime
) -> None:
    """One person's scores: those written, moved a little for each further person, from 1 to 5."""
    criteria = list(plan.criteria.order_by("pk"))
    values: dict[tuple[int, int], int | None] = {}
    for row, (challenge, one) in enumerate(zip(challenges, said, strict=True)):
        for column, (criterion, score) in enumerate(zip(criteria, one["scores"], strict=True)):
            moved = score + ((row + column + number) % 3 == 0) * (-1 if number % 2 else 0)
            values[challenge.pk, criterion.pk] = max(1, min(5, moved))
    planning.score(plan, values=values, by=by, at=at)


def _add_action(
    plan: Plan, said: Described, challenges: list[Challenge], *, by: User, at: datetime
) -> Action:
    plain = {k: v for k, v in said.items() if k not in {"indicators", "progress"}}
    values = plain | {
        "challenge": Challenge.objects.get(pk=challenges[said["challenge"]].pk),
        "objective": Objective.objects.get(number=said["objective"]),
        "local_action": LocalAction.objects.get(code=said["local_action"]),
        "budget": Decimal(said["budget"]),
    }
    action = planning.add_action(plan, values=values, by=by, at=at + timedelta(days=20))
    for indicator in said["indicators"]:
        numbers = {key: Decimal(indicator[key]) for key in ("baseline", "target")}
        planning.add_indicator(action, values=indicator | numbers, by=by, at=at + timedelta(days=21))
    return action


def _report(action: Action, said: Described, *, by: User) -> None:
    indicators = list(action.indicators.order_by("pk"))
    values = [
        planning.Reported(indicator, Decimal(value), source)
        for indicator, (value, source) in zip(indicators, said["values"], strict=True)
    ]
    planning.report_progress(
        action,
        reported_on=said["date"],
        condition=said["condition"],
        narrative=said["narrative"],
        delay_reason=said.get("delay_reason", ""),
        spent=Decimal(said["spent"]),
        values=values,
        by=by,
        at=moment(said["date"], 18),
    )
