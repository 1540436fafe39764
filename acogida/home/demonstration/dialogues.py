"""The dialogues of the demonstration: an invented Mechanism, its consultations and its conversatorios."""

from datetime import UTC, date, datetime, time, timedelta

from acogida.accounts.models import Membership, Organisation, Role, User
from acogida.compact.models import EntityKind, Objective, RoundTable, StakeholderGroup
from acogida.dialogues.actions import (
    answers,
    consultations,
    events,
    guests,
    initiatives,
    mechanism,
    notes,
    recommendations,
)
from acogida.dialogues.actions.guests import Invited
from acogida.dialogues.models import Consultation, Delegate, Event, Recommendation
from acogida.home.demonstration.ground import BEGAN, Described, Region, add_person, described, members, moment
from acogida.territories.models import Level, Territory

SECRETARIAT = "secretaria@acogida.example"


def load(region: Region) -> None:
    said = described("dialogues")
    by = region.person(SECRETARIAT)
    for person in said["people"]:
        add_person(person, language=person["language"])
    voices = {
        one["name"]: _add_member(one, number, by=by) for number, one in enumerate(said["organisations"])
    }
    for office in said["offices"]:
        mechanism.take_office(
            RoundTable.objects.get(number=office["table"]),
            role=office["role"],
            delegate=voices[office["organisation"]],
            ends_on=date(2027, 3, 1),
            by=by,
            at=moment(date(2025, 3, 1)),
        )
    _closed(said["consultations"]["closed"], list(voices.values()), by=by)
    past = _past(said["past"], by=by)
    _answers(said["past"]["answers"], past, region)
    _upcoming(said["upcoming"], past, region, by=by)
    _open(said["consultations"]["open"], region, by=by)
    _initiatives(said["initiatives"], voices, by=by)
    _session(said["session"], by=by)


def _country(code: str) -> Territory:
    return Territory.objects.get(code=code, level=Level.COUNTRY)


def _add_member(said: Described, number: int, *, by: User) -> Delegate:
    """An organisation of one group with the person who speaks for it."""
    at = moment(date(2025, 2, 3))
    group = StakeholderGroup.objects.get(number=said["group"])
    organisation = Organisation.objects.create(
        name=f"{said['name']} (demostración)",
        kind=EntityKind.objects.get(key=said["kind"]),
        stakeholder_group=group,
        country=_country(said["country"]),
        is_demonstration=True,
        created_at=moment(BEGAN),
    )
    if person := said.get("person"):
        user = add_person(person, language="es")
    else:
        email = f"voz-{number + 1}@mecanismo.example"
        user = User.objects.create_user(email, None, name=f"Voz {number + 1}", language="es", joined_at=at)
    Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATOR, starts_on=BEGAN)
    member = mechanism.apply(
        organisation,
        group=group,
        standing="member",
        statement="Organización inventada para la demostración.",
        tables=RoundTable.objects.filter(number__in=said["tables"]),
        by=user,
        at=at,
    )
    mechanism.vet(member, admit=True, reason="Ejemplo de revisión: estatutos y trabajo.", by=by, at=at)
    return mechanism.accredit(
        member,
        user=user,
        speaks=True,
        starts_on=date(2025, 2, 3),
        ends_on=date(2028, 2, 3),
        by=user,
        at=at,
    )


def _closed(said: Described, voices: list[Delegate], *, by: User) -> None:
    at = moment(said["opened_on"])
    made = consultations.create(
        said["title"],
        question=said["question"],
        method="approve",
        limit=2,
        shows_live=False,
        may_add=False,
        closes_on=said["closes_on"],
        options=said["options"],
        by=by,
        at=at,
        is_demonstration=True,
    )
    made = consultations.open_consultation(made, by=by, at=at)
    for voice, choices in zip(voices, said["choices"], strict=True):
        consultations.cast(made, choices=choices, gender="unsaid", by=voice.user, at=at + timedelta(days=3))
    consultations.close(made, by=by, at=moment(said["closes_on"]))


def _open(said: Described, region: Region, *, by: User) -> Consultation:
    made = consultations.create(
        said["title"],
        question=said["question"],
        method="statements",
        limit=2,
        shows_live=True,
        may_add=True,
        closes_on=(region.now + timedelta(days=said["days_open"])).date(),
        options=said["statements"],
        by=by,
        at=region.now,
        is_demonstration=True,
    )
    return consultations.open_consultation(made, by=by, at=region.now)


def _event(said: Described, held_on: date, previous: Event | None, *, by: User, at: datetime) -> Event:
    return events.create(
        values={
            "kind": "conversatorio",
            "title": f"{said['title']} (demostración)",
            "held_on": held_on,
            "mode": "hybrid",
            "place": said["place"],
            "organisers": "Secretaría de la demostración",
            "context": said["context"],
            "aims": said.get("aims", []),
            "cities": said["cities"],
            "interpretation": ["es", "en"],
            "formula": {"civil_society": 3, "national": 2, "local": 1},
            "previous": previous,
            "is_demonstration": True,
        },
        by=by,
        at=at,
    )


def _add_theme(event: Event, said: Described, panel: list[list[str]], *, by: User, at: datetime) -> None:
    start = datetime.combine(event.held_on, time(said["hour"]), tzinfo=UTC)
    theme = events.add_theme(
        event,
        values={
            "title": said["title"],
            "starts_at": start,
            "ends_at": start + timedelta(hours=2),
            "format": "lightning",
            "questions": said["questions"],
        },
        objectives=Objective.objects.filter(number__in=said["objectives"]),
        by=by,
        at=at,
    )
    for sector, organisation, country, gender in panel:
        events.add_panellist(
            theme,
            sector=sector,
            organisation=organisation,
            country=_country(country),
            gender=gender,
            by=by,
            at=at,
        )


def _past(said: Described, *, by: User) -> Event:
    at = moment(said["held_on"])
    before = at - timedelta(days=40)
    event = _event(said, said["held_on"], None, by=by, at=before)
    for theme in said["themes"]:
        _add_theme(event, theme, theme["panel"], by=by, at=before)
    people = [_guest(row, n) for row in said["guests"] for n in range(row["count"])]
    genders = [row["gender"] for row in said["guests"] for _n in range(row["count"])]
    made = guests.add_guests(event, guests=people, by=by, at=before)
    event = events.send_invitations(event, balance_reason="", by=by, at=before)
    for number, (guest, gender) in enumerate(zip(made, genders, strict=True)):
        guests.register(
            guest,
            name="",
            gender=gender,
            where="room" if number % 2 else "online",
            interpretation="es",
            is_returning=number % 4 == 0,
            at=before + timedelta(days=5),
        )
    event = events.begin(event, by=by, at=at)
    rapporteur = User.objects.get(email="relatoria@acogida.example")
    for number, theme in enumerate(event.themes.order_by("number")):
        for guest in made[number * 5 :]:
            guests.check_in(guest, theme=theme, by=by, at=at)
        for section, chapter, text in said["themes"][number]["notes"]:
            notes.add_note(theme, section=section, chapter=chapter, text=text, by=rapporteur, at=at)
    event = events.close(event, by=by, at=at + timedelta(hours=8))
    made[0].refresh_from_db()
    for idea in said["taken_home"]:
        notes.take_home(made[0], text=idea, at=at + timedelta(days=1))
    notes.publish_report(event, conclusions=said["conclusions"], by=by, at=at + timedelta(days=20))
    for guest in made:  # the event is over: the figures stay, the people go
        guests.erase(guest, by=by, at=at + timedelta(days=90))
    return Event.objects.get(pk=event.pk)


def _guest(row: Described, number: int) -> Invited:
    key = f"{row['sector']}{number + 1}"
    return Invited(
        f"{key}@invitados.example",
        f"Inventado{key}",
        f"Entidad{key}",
        row["sector"],
        _country(row["country"]),
    )


def _answers(said: list[Described], event: Event, region: Region) -> None:
    for one in said:
        theme, number = one["recommendation"]
        organisation = region.towns[one["municipality"]]
        recommendations.answer(
            Recommendation.objects.get(event=event, theme__number=theme, number=number),
            organisation=organisation,
            stance=one["stance"],
            text=one["text"],
            evidence=one.get("evidence", ""),
            by=members(organisation, Role.APPROVER)[0],
            at=moment(one["answered_on"]),
        )


def _upcoming(said: Described, previous: Event, region: Region, *, by: User) -> None:
    at = region.now
    event = _event(said, (at + timedelta(days=said["days_ahead"])).date(), previous, by=by, at=at)
    _add_theme(event, said["theme"], said["panel"], by=by, at=at)
    invited = Invited(
        "voz@red-muestra.example", "Ramiro Red", "Red Muestra", "civil_society", _country("COL")
    )
    guests.add_guests(event, guests=[invited], by=by, at=at)
    events.send_invitations(event, balance_reason="", by=by, at=at)


def _initiatives(said: list[Described], voices: dict[str, Delegate], *, by: User) -> None:
    at = moment(date(2026, 2, 10))
    for one in said:
        made = initiatives.send(
            values={
                "title": one["title"],
                "text": one["text"],
                "country": _country(one["country"]),
                "contact": one.get("contact", ""),
                "may_show_contact": one.get("agrees", False),
            },
            objectives=Objective.objects.filter(number__in=one["objectives"]),
            by=voices[one["organisation"]].user,
            at=at,
        )
        if not one.get("waits"):
            initiatives.decide(made, accept=True, reason="", by=by, at=at + timedelta(days=3))


def _session(said: Described, *, by: User) -> Event:
    """An invented annual session of mechanisms: two that answered, one that did not."""
    at = moment(said["held_on"])
    before = at - timedelta(days=30)
    event = events.create(
        values={
            "kind": "mechanisms",
            "title": f"{said['title']} (demostración)",
            "held_on": said["held_on"],
            "mode": "in_person",
            "place": said["place"],
            "organisers": "Presidencia de la demostración",
            "context": said["context"],
            "questions": said["questions"],
            "is_demonstration": True,
        },
        by=by,
        at=before,
    )
    start = datetime.combine(event.held_on, time(said["theme"]["hour"]), tzinfo=UTC)
    events.add_theme(
        event,
        values={
            "title": said["theme"]["title"],
            "starts_at": start,
            "ends_at": start + timedelta(hours=3),
            "format": "round",
            "mechanisms": [one["name"] for one in said["mechanisms"]],
        },
        objectives=Objective.objects.filter(number__in=said["theme"]["objectives"]),
        by=by,
        at=before,
    )
    return _held(event, said["mechanisms"], by=by, before=before, at=at)


def _held(event: Event, mechanisms: list[Described], *, by: User, before: datetime, at: datetime) -> Event:
    """Invited, answered, come, closed."""
    people = [
        Invited(
            f"representa-{number}@mecanismos.example",
            f"Representante {number}",
            one["name"],
            "national",
            _country(one["country"]),
            "es",
            one["name"],
        )
        for number, one in enumerate(mechanisms, 1)
    ]
    made = guests.add_guests(event, guests=people, by=by, at=before)
    event = events.send_invitations(event, balance_reason="", by=by, at=before)
    for guest, one in zip(made, mechanisms, strict=True):
        guest.event = event
        if one["answers"]:
            answers.answer(guest, texts=dict(enumerate(one["answers"], 1)), seen=0, at=before)
        guests.register(
            guest,
            name="",
            gender="unsaid",
            where="room",
            interpretation="es",
            is_returning=False,
            at=before,
        )
    event = events.begin(event, by=by, at=at)
    for guest in made:
        guests.check_in(guest, theme=event.themes.get(), by=by, at=at)
    return events.close(event, by=by, at=at + timedelta(hours=5))
