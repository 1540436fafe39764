"""Mechanisms and countries for tests."""

from datetime import UTC, date, datetime

from acogida.accounts.models import Mandate, User
from acogida.mechanisms.models import (
    Kind,
    Mechanism,
    Meeting,
    ObjectiveCode,
    Participation,
    Reach,
    Status,
    Theme,
)
from acogida.territories.models import Level, Territory

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def country(code):
    found, _new = Territory.objects.get_or_create(
        code=code, defaults={"level": Level.COUNTRY, "name": f"País {code}", "slug": code.lower()}
    )
    return found


def mechanism(key, *, members=(), objectives=(), themes=(), reach=Reach.REGIONAL, status=Status.ACTIVE):
    made = Mechanism.objects.create(
        key=key,
        names={"es": f"Mecanismo {key}"},
        acronyms={"es": key.upper()},
        kind=Kind.REGIONAL_FORUM,
        reach=reach,
        status=status,
        position=Mechanism.objects.count() + 1,
        checked_on=TODAY,
    )
    for code in members:
        participation(made, code)
    for number in objectives:
        ObjectiveCode.objects.create(mechanism=made, objective_id=number, confidence="analyst")
    for name in themes:
        theme, _new = Theme.objects.get_or_create(key=name, defaults={"names": {"es": name}})
        made.themes.add(theme)
    return made


def participation(of, code, **more):
    said = {"part": "member", "confidence": "high", "checked_on": TODAY, "recorded_at": NOW} | more
    return Participation.objects.create(mechanism=of, country=country(code), **said)


def meeting(of, first, last=None):
    return Meeting.objects.create(
        mechanism=of,
        titles={"es": "Reunión"},
        starts_on=first,
        ends_on=last or first,
        confidence="high",
        checked_on=TODAY,
    )


def person(email="alguien@pueblo.example", *, secretariat=False):
    user = User.objects.create_user(email, "x" * 12, name="Alguien", language="es", joined_at=NOW)
    if secretariat:
        Mandate.objects.create(user=user, kind="secretariat", starts_on=date(2024, 1, 1))
    return user
