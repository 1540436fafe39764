"""The demonstration region: invented municipalities that say so, in real countries with real figures.

What they say is in `demo/region.yaml`; this puts it in through the same deeds that people use, on the
days it says, so that audit trail, versions and threads are real.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from acogida.accounts.models import Mandate, Membership, Organisation, Role, User
from acogida.assessments import actions as assessing
from acogida.assessments.models import Assessment, Instrument, Question, Value
from acogida.compact.models import EntityKind, LocalAction, Objective
from acogida.core.search.sources import changed
from acogida.notices.models import Notice, OutgoingMail
from acogida.plans import actions as planning
from acogida.plans.models import Action, Challenge, Plan
from acogida.territories.models import Level, Territory

VALUES = {
    "y": Value.YES,
    "p": Value.PARTLY,
    "n": Value.NO,
    "a": Value.NOT_APPLICABLE,
    "u": Value.UNKNOWN,
}
BEGAN = date(2024, 1, 8)
OLD = timedelta(days=60)
Described = dict[str, Any]


@cache
def described() -> Described:
    """The invented region as written, from the wheel or from the checkout."""
    folders = (settings.PACKAGE / "demo", settings.PACKAGE.parent / "demo")
    path = next(folder / "region.yaml" for folder in folders if (folder / "region.yaml").exists())
    found: Described = yaml.safe_load(Path(path).read_text())
    return found


def moment(day: date, hour: int = 16) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def is_loaded() -> bool:
    return Organisation.objects.filter(territory__code=described()["municipalities"][0]["code"]).exists()


def people() -> Iterator[tuple[str, str, str]]:
    """(e-mail, name, what for) of everybody who can sign in."""
    for person in described()["people"]:
        yield person["email"], person["name"], "operator" if person.get("operator") else person["mandate"]
    for town in described()["municipalities"]:
        for person in town["people"]:
            yield person["email"], person["name"], f"{person['role']}, {town['name']}"


@transaction.atomic
def load(*, now: datetime) -> bool:
    """Put the region in, whole or not at all. False where it is already there: nothing is changed."""
    if is_loaded():
        return False
    for person in described()["people"]:
        _add_person(person, language=person["language"])
    towns = {town["code"]: _add_municipality(town) for town in described()["municipalities"]}
    for assessment in described()["assessments"]:
        _add_assessment(assessment, towns[assessment["municipality"]])
    for plan in described()["plans"]:
        _add_plan(plan, towns[plan["municipality"]])
    Notice.objects.filter(created_at__lt=now - OLD).update(read_at=now)
    # What the deeds would have mailed years ago is not left in today's outbox.
    transaction.on_commit(lambda: OutgoingMail.objects.filter(to__endswith=".example").delete())
    return True


def _add_person(person: Described, *, language: str) -> User:
    user = User.objects.create_user(
        person["email"],
        described()["password"],
        name=person["name"],
        language=language,
        is_operator=person.get("operator", False),
        joined_at=moment(BEGAN),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person.get("mandate"):
        Mandate.objects.create(user=user, kind=person["mandate"], starts_on=BEGAN)
    return user


def _add_municipality(town: Described) -> Organisation:
    country = Territory.objects.get(code=town["country"], level=Level.COUNTRY)
    territory = Territory(
        code=town["code"],
        level=Level.MUNICIPALITY,
        parent=country,
        country=country,
        name=town["name"],
        slug=town["slug"],
        is_demonstration=True,
        is_lac=True,
    )
    territory.save()
    organisation = Organisation.objects.create(
        name=f"{town['organisation']} (demostración)",
        kind=EntityKind.objects.get(key="local_government"),
        country=country,
        territory=territory,
        is_demonstration=True,
        created_at=moment(BEGAN),
    )
    for person in town["people"]:
        Membership.objects.create(
            user=_add_person(person, language=town["language"]),
            organisation=organisation,
            role=person["role"],
            starts_on=BEGAN,
        )
    changed("territory", territory.pk)
    return organisation


def _members(organisation: Organisation, role: str) -> list[User]:
    held = organisation.memberships.filter(role=role).select_related("user").order_by("pk")
    return [membership.user for membership in held]


def _add_assessment(said: Described, organisation: Organisation) -> None:
    editor, approver = _members(organisation, Role.EDITOR)[0], _members(organisation, Role.APPROVER)[0]
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
    editors, approver = _members(organisation, Role.EDITOR), _members(organisation, Role.APPROVER)[0]
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
