"""Two invented editions made from the real programmes: one that runs, one that is over."""

import csv
import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from acogida.accounts.models import Mandate, MandateKind, User
from acogida.compact.models import Objective
from acogida.home.demonstration.ground import BEGAN, Described, Region, add_person, described, moment
from acogida.territories.models import Level, Territory
from acogida.training.actions import (
    attendance,
    certificate,
    credit,
    groupwork,
    material,
    nomination,
    programme,
    questionnaire,
    session,
)
from acogida.training.models import Certificate, Edition, Nomination, Session
from acogida.training.states import Kind, State

ANSWERS = {"proposed": None, "waiting": None, "declined": False}


def load(region: Region) -> None:
    said = described("training")
    if not Edition.objects.exists():
        programme.load(at=region.now)
        questionnaire.load_questionnaires()
    focal = add_person({k: v for k, v in said["focal_point"].items() if k != "country"}, language="es")
    country = Territory.objects.get(code=said["focal_point"]["country"], level=Level.COUNTRY)
    Mandate.objects.create(user=focal, kind=MandateKind.FOCAL_POINT, country=country, starts_on=BEGAN)
    by = region.person("secretaria@acogida.example")
    _past(said["past"], by=by)
    _running(said["running"], region, by=by)


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
    person = {k: v for k, v in said.items() if k not in {"country", "slot", "state", "course"}}
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


def _running(said: Described, region: Region, *, by: User) -> None:
    today = region.now.date()
    at = region.now - timedelta(days=20)
    edition = _edition(said, starts_on=today - timedelta(days=3), by=by, at=at)
    closes = region.now + timedelta(days=1)
    programme.edit_edition(edition, values={"nominations_close_at": closes}, by=by, at=at)
    people = [(_nominate(edition, one, by=by, at=at), one) for one in said["people"]]
    for course in edition.components.filter(kind=Kind.COURSE):
        for person, one in people:
            if one.get("course"):
                credit.credit(person, component=course, by=by, at=region.now - timedelta(days=2))
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
    material.announce(edition, **said["announcement"], by=by, at=at)


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
    for one in said["people"]:
        person = _nominate(edition, one, by=by, at=at)
        for course in edition.components.filter(kind=Kind.COURSE):
            credit.credit(person, component=course, by=by, at=over)
        for held in Session.objects.filter(component__edition=edition):
            session.note_presence(held, nomination=person, kind="sheet", by=by, at=over)
    # What was asked in writing is not known of an invented past: the questionnaires are not a condition.
    edition.components.filter(kind=Kind.QUESTIONNAIRE).update(is_required=False)
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
