"""Two invented editions made from the real programmes: one that runs, one that is over."""

import csv
import io
import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from acogida.accounts.models import Mandate, MandateKind, User
from acogida.compact.models import Objective
from acogida.home.demonstration.ground import BEGAN, Described, Region, add_person, described, moment
from acogida.territories.models import Level, Territory
from acogida.training.actions import (
    announcement,
    attendance,
    certificate,
    closing,
    course,
    course_loading,
    credit,
    final,
    groupwork,
    learner,
    material,
    nomination,
    programme,
    questionnaire,
    quiz,
    session,
)
from acogida.training.models import Certificate, Component, Course, Edition, Nomination, Session, Survey, Wave
from acogida.training.queries.course import Sheet, sheet_of, units_of
from acogida.training.questions import marking
from acogida.training.states import Kind, State

ANSWERS = {"proposed": None, "waiting": None, "declined": False}
# What the file says of a person and no form asks.
OURS = {"country", "slot", "state", "elsewhere", "units", "answers", "later"}


def load(region: Region) -> None:
    said = described("training")
    if not Edition.objects.exists():
        programme.load(at=region.now)
        questionnaire.load_questionnaires()
    if not Course.objects.exists():
        course_loading.load_courses(at=region.now)
    focal = add_person({k: v for k, v in said["focal_point"].items() if k != "country"}, language="es")
    country = Territory.objects.get(code=said["focal_point"]["country"], level=Level.COUNTRY)
    Mandate.objects.create(user=focal, kind=MandateKind.FOCAL_POINT, country=country, starts_on=BEGAN)
    by = region.person("secretaria@acogida.example")
    _past(said["past"], by=by)
    _running(said["running"], region, said["past"]["answers"], by=by)


def _edition(said: Described, *, starts_on: date, by: User, at: datetime) -> Edition:
    edition = programme.copy_edition(
        Edition.objects.get(slug=said["from"]),
        slug=said["slug"],
        title=said["title"],
        starts_on=starts_on,
        is_demonstration=True,
        by=by,
        at=at,
    )
    # The bodies that held the real edition hold none of this one.
    organisers = [{"role": {"es": "Organiza", "en": "Organised by"}, "name": "Secretaría inventada"}]
    programme.edit_edition(edition, values={"organisers": organisers}, by=by, at=at)
    programme.publish_edition(edition, by=by, at=at)
    return edition


def _nominate(edition: Edition, said: Described, *, by: User, at: datetime) -> Nomination:
    person = {k: v for k, v in said.items() if k not in OURS}
    made = nomination.nominate(
        edition,
        slot=edition.slots.get(key=said["slot"]),
        country=Territory.objects.get(code=said["country"], level=Level.COUNTRY),
        person=person,
        by=by,
        at=at,
    )
    accepts = ANSWERS.get(said.get("state", ""), True)
    if accepts is None:
        return made
    return nomination.answer(made, accepts=accepts, by=made.email, at=at + timedelta(days=1))


def _running(said: Described, region: Region, answers: Described, *, by: User) -> None:
    today = region.now.date()
    at = region.now - timedelta(days=20)
    edition = _edition(said, starts_on=today - timedelta(days=3), by=by, at=at)
    closes = region.now + timedelta(days=1)
    programme.edit_edition(edition, values={"nominations_close_at": closes}, by=by, at=at)
    people = [(_nominate(edition, one, by=by, at=at), one) for one in said["people"]]
    part = _ask_for_ours(edition.components.get(kind=Kind.COURSE), said["course"], by=by, at=at)
    for person, one in people:
        if one.get("elsewhere"):
            credit.credit(person, component=part, by=by, at=region.now - timedelta(days=2))
        if one.get("units"):
            _learn(person, part, units=one["units"], at=region.now - timedelta(days=2))
    inside = [(person, one) for person, one in people if person.state == State.ACCEPTED]
    _answer(edition, inside, answers, random.Random(answers["seed"]), waves=(Wave.ENTRY,))
    for held in Session.objects.filter(component__edition=edition):
        session.set_session(
            held, starts_at=held.starts_at, ends_at=held.ends_at, join_url=said["join_url"], by=by, at=at
        )
    first = Session.objects.filter(component__edition=edition).order_by("starts_at")[0]
    attendance.bring_report(
        first,
        data=_report(said["joined"], first),
        name="participantes.csv",
        zone=edition.time_zone,
        by=by,
        at=region.now,
    )
    attendance.accept_addresses(first, by=by, at=region.now)
    _hand_out(first, said, by=by, at=region.now)
    _write_challenges(edition, said, by=by, at=first.ends_at)


def _ask_for_ours(part: Component, slug: str, *, by: User, at: datetime) -> Component:
    """The edition asks for the course that ships, under its own name."""
    shipped = Course.objects.get(slug=slug)
    course.ask_for(part, course=shipped, by=by, at=at)
    hours = max(sum(unit.minutes for unit in units_of(shipped)) // 60, 1)
    return closing.set_part(
        part,
        opens_at=part.opens_at,
        closes_at=part.closes_at,
        is_required=True,
        title=shipped.title,
        hours=hours,
        by=by,
        at=at,
    )


def _learn(person: Nomination, part: Component, *, units: int, at: datetime) -> None:
    """The first `units` of the course passed here; the first of them was sent empty once before."""
    mine = learner.begin_part(person, component=part, at=at)
    for n, unit in enumerate(units_of(mine.course)[:units]):
        if not n:
            quiz.send(mine, token=sheet_of(mine, unit.quiz).token, answers={}, at=at)
        sheet = sheet_of(mine, unit.quiz)
        when = at + timedelta(minutes=12 * (n + 1))
        quiz.send(mine, token=sheet.token, answers=_rightly(sheet), at=when)


def _rightly(sheet: Sheet) -> dict[str, list[str]]:
    """The right answers to a sheet."""
    sent: dict[str, list[str]] = {}
    for question in sheet.questions:
        name = f"q{question.pk}"
        for field, values in marking.right_answers(question.kind, question.content).items():
            sent[name + field] = values
    return sent


def _hand_out(held: Session, said: Described, *, by: User, at: datetime) -> None:
    """The first session's recording, for participants and then for everybody, and what they were told."""
    edition = held.component.edition
    recording = material.add_material(
        edition,
        kind="recording",
        language="es",
        session=held,
        participants_from=held.ends_at,
        by=by,
        at=at,
        **said["recording"],
    )
    material.release(
        recording, public_from=held.ends_at + timedelta(hours=12), consent=said["consent"], by=by, at=at
    )
    told = announcement.announce(edition, **said["announcement"], by=by, at=at)
    announcement.mail(told.pk, at=at)


def _report(rows: list[list[object]], held: Session) -> bytes:
    """A report of the meeting as Zoom writes it, by the clocks of the edition."""
    zone = ZoneInfo(held.component.edition.time_zone)
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Name (Original Name)", "User Email", "Join Time", "Leave Time"])
    for name, email, *minutes in rows:
        times = [(held.starts_at + timedelta(minutes=int(str(m)))).astimezone(zone) for m in minutes]
        writer.writerow([name, email, *(f"{time:%m/%d/%Y %I:%M:%S %p}" for time in times)])
    return made.getvalue().encode()


def _write_challenges(edition: Edition, said: Described, *, by: User, at: datetime) -> None:
    boards = edition.components.get(kind=Kind.GROUP_WORK)
    for one in said["challenges"]:
        groupwork.add_item(
            boards.groups.get(key=one["group"]),
            title=one["title"],
            horizon=one["horizon"],
            objectives=Objective.objects.filter(number__in=one["objectives"]),
            by=by,
            at=at,
        )


def _past(said: Described, *, by: User) -> None:
    at = moment(said["starts_on"] - timedelta(days=40))
    over = moment(said["starts_on"] + timedelta(days=3))
    edition = _edition(said, starts_on=said["starts_on"], by=by, at=at)
    people = [(_nominate(edition, one, by=by, at=at), one) for one in said["people"]]
    for person, _one in people:
        for part in edition.components.filter(kind=Kind.COURSE):
            credit.credit(person, component=part, by=by, at=over)
        for held in Session.objects.filter(component__edition=edition):
            session.note_presence(held, nomination=person, kind="sheet", by=by, at=over)
    chance = random.Random(said["answers"]["seed"])
    _answer(edition, people, said["answers"], chance, waves=(Wave.ENTRY, Wave.EXIT))
    certificate.work_batch(certificate.begin_batch(edition, by=by, at=over), at=over)
    renamed = said["renamed"]
    wrong = Certificate.objects.get(nomination__edition=edition, nomination__email=renamed["email"])
    certificate.reissue(
        wrong,
        first_name=renamed["first_name"],
        last_name=wrong.nomination.last_name,
        reason=renamed["reason"],
        by=by,
        at=over + timedelta(days=2),
    )
    _write_challenges(edition, said, by=by, at=over)
    groupwork.share(edition.components.get(kind=Kind.GROUP_WORK), by=by, at=over)
    assert Nomination.objects.filter(edition=edition, state=State.ACCEPTED).count() == len(said["people"])
    asked = "\n".join(said["recommendations"])
    final.freeze_report(edition, recommendations=asked, by=by, at=over + timedelta(days=20))
    closing.close_edition(edition, by=by, at=over + timedelta(days=21))
    questionnaire.ask_later(edition, by=by, at=over + timedelta(days=21))
    _answer(edition, people, said["answers"], chance, waves=(Wave.LATER,))


def _answer(
    edition: Edition,
    people: list[tuple[Nomination, Described]],
    said: Described,
    chance: random.Random,
    *,
    waves: tuple[Wave, ...],
) -> None:
    """These waves, each answered while it was open, by who is said to."""
    found = Survey.objects.filter(component__edition=edition, wave__in=waves)
    for survey in found.select_related("component__edition", "questionnaire").order_by("component__order"):
        opens_at = survey.component.opens_at
        at = opens_at + timedelta(days=1) if opens_at else survey.component.closes_at
        assert at is not None  # each wave of this edition opens or closes
        for person, one in people:
            theirs = [*one.get("answers", [Wave.ENTRY, Wave.EXIT]), *([Wave.LATER] if "later" in one else [])]
            if survey.wave in theirs:
                given = _invented(survey, said, chance)
                questionnaire.respond(person, survey=survey, answers=given, at=at)


def _invented(survey: Survey, said: Described, chance: random.Random) -> dict[str, str]:
    """One person's answers: knowledge right as often as the wave says, scales and words as the file does."""
    given = {}
    for item in survey.questionnaire.items:
        key = item["key"]
        if survey.wave not in item["waves"]:
            continue
        if "answer" in item:
            wrong = [option for option in item["options"] if option != item["answer"]]
            is_right = chance.random() < said["right"][survey.wave]
            given[key] = item["answer"] if is_right else chance.choice(wrong)
        elif item["kind"] == "one":
            given[key] = chance.choices(list(item["options"]), weights=said["scale"])[0]
        else:
            given[key] = chance.choice(said[key])
    return given
