"""Practices of the demonstration at each stage of their review, through the deeds that people use."""

from datetime import timedelta
from typing import Any

from acogida.accounts.models import Organisation, Role
from acogida.accounts.rules import day_of
from acogida.home.demonstration.ground import Described, Region, add_person, described, members, moment
from acogida.practices import actions
from acogida.practices.criteria import Criterion
from acogida.practices.models import Practice, Reviewer

LETTER = (
    "La práctica cumple los criterios. Quienes la revisaron destacan que sus pasos se pueden repetir; "
    "piden que la próxima cuenta la haga alguien de afuera. (Decisión inventada para la demostración.)"
)
PLAIN = {
    "reviewers",
    "municipality",
    "stage",
    "began",
    "strengths",
    "limits",
    "grade",
    "adaptation",
    "question",
    "part",
}


def load(region: Region) -> None:
    said = described("practices")
    secretary = region.person("secretaria@acogida.example")
    roster = [_enrol(person, secretary) for person in said["reviewers"]]
    today = day_of(region.now)
    call = {name: said["call"][name] for name in ("title", "text", "objectives")}
    actions.open_call(
        **call,
        opens_on=today - timedelta(days=10),
        closes_on=today + timedelta(days=said["call"]["days"]),
        language="es",
        by=secretary,
        at=region.now,
    )
    for one in said["practices"]:
        _tell(one, region, roster, secretary)


def _enrol(person: Described, secretary: Any) -> Reviewer:
    user = add_person(person, language=person["language"])
    return actions.enrol(
        user,
        languages=person["languages"],
        objectives=person["objectives"],
        profile=person["profile"],
        is_internal=person.get("internal", False),
        capacity=6,
        by=secretary,
        at=moment(described("practices")["practices"][0]["began"]),
    )


def _tell(said: Described, region: Region, roster: list[Reviewer], secretary: Any) -> None:
    town: Organisation = region.towns[said["municipality"]]
    editor, approver = members(town, Role.EDITOR)[0], members(town, Role.APPROVER)[0]
    at = moment(said["began"])
    values = {name: value for name, value in said.items() if name not in PLAIN}
    values |= {"language": "es", "level": "local", "progress": "ongoing"}
    practice = actions.start(town, values=values, by=editor, at=at)
    if said["stage"] == "draft":
        return
    actions.send(practice, by=approver, at=at + timedelta(days=1))
    if said["stage"] == "sent":
        return
    at += timedelta(days=3)
    actions.invite(practice, reviewers=roster[:3], by=secretary, at=at)
    if said["stage"] == "asked":
        asked = {"part": said["part"], "question": said["question"]}
        actions.ask(practice, **asked, by=secretary, at=region.now - timedelta(days=2))
        return
    _review(practice, said, secretary, at=at)
    if adaptation := said.get("adaptation"):
        other = region.towns[adaptation["municipality"]]
        words = {name: adaptation[name] for name in ("year", "outcome", "changes", "result")}
        by = members(other, Role.EDITOR)[0]
        actions.adapt(practice, other, **words, by=by, at=at + timedelta(days=150))


def _review(practice: Practice, said: Described, secretary: Any, *, at: Any) -> None:
    """Three reviews that agree, and the decision."""
    for number, review in enumerate(practice.reviews.order_by("pk")):
        by, day = review.reviewer, at + timedelta(days=4 + number)
        actions.declare(review, conflict=False, by=by, at=day)
        marks = {
            criterion: {
                "value": 3 + (place + number) % 2,
                "comment": "Se cuenta con claridad (comentario de la demostración).",
            }
            for place, criterion in enumerate(Criterion.values)
        }
        actions.mark(review, marks=marks, verdict="good_practice", by=by, at=day)
        actions.give(review, by=by, at=day)
    actions.decide(
        practice,
        grade=said["grade"],
        letter=LETTER,
        strengths=said["strengths"],
        limits=said["limits"],
        by=secretary,
        at=at + timedelta(days=20),
    )
