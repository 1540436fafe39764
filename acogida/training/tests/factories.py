"""Editions, people and sessions for tests. Only what a test does not say is filled in."""

from datetime import UTC, date, datetime, timedelta

from acogida.accounts.models import Mandate
from acogida.accounts.tests.factories import UserFactory
from acogida.territories.models import Territory
from acogida.training.actions import nomination as deeds
from acogida.training.models import AgendaItem, Component, Edition, Programme, Quota, Session, Slot
from acogida.training.states import Kind

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def secretariat():
    user = UserFactory()
    Mandate.objects.create(user=user, kind="secretariat", starts_on=date(2020, 1, 1))
    return user


def focal_point(code="MEX"):
    user = UserFactory()
    Mandate.objects.create(user=user, kind="focal_point", country=country(code), starts_on=date(2020, 1, 1))
    return user


def country(code="MEX"):
    return Territory.objects.get(code=code)


def edition(slug="edition", zone="America/Mexico_City", **kwargs):
    programme, _ = Programme.objects.get_or_create(slug="programme", defaults={"title": {"en": "Programme"}})
    values = {
        "title": {"en": "Edition", "es": "Edición"},
        "certificate": {"en": "Certificate", "es": "Certificado"},
        "mode": "virtual",
        "starts_on": date(2026, 3, 10),
        "ends_on": date(2026, 3, 12),
        "published_at": AT,
        "created_at": AT,
    }
    return Edition.objects.create(programme=programme, slug=slug, time_zone=zone, **(values | kwargs))


def slot(of, key="technical", seats=2, countries=("MEX",), order=1, **kwargs):
    made = Slot.objects.create(edition=of, key=key, order=order, title={"en": key.title()}, **kwargs)
    for code in countries:
        Quota.objects.create(slot=made, country=country(code), seats=seats)
    return made


def person(number=1, **kwargs):
    return {"first_name": "Ana", "last_name": f"Prueba {number}", "email": f"p{number}@example.org"} | kwargs


def nominated(of, in_slot, number=1, code="MEX", by=None, at=AT, **kwargs):
    return deeds.nominate(
        of,
        slot=in_slot,
        country=country(code),
        person=person(number, **kwargs),
        by=by or secretariat(),
        at=at,
    )


def accepted(of, in_slot, number=1, **kwargs):
    found = nominated(of, in_slot, number, **kwargs)
    return deeds.answer(found, accepts=True, by=found.email, at=AT)


def component(of, kind=Kind.SESSION, key="s1", order=1, **kwargs):
    return Component.objects.create(
        edition=of, kind=kind, key=key, order=order, title={"en": key.upper()}, **kwargs
    )


def session(of, key="s1", starts_at=None, minutes=120, breaks=(), **kwargs):
    """A session; `breaks` are (minute from, minute to)."""
    starts_at = starts_at or datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
    made = Session.objects.create(
        component=component(of, key=key, **kwargs),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        changed_at=AT,
    )
    for first, last in breaks:
        AgendaItem.objects.create(
            session=made,
            starts_at=starts_at + timedelta(minutes=first),
            ends_at=starts_at + timedelta(minutes=last),
            title={"en": "Break"},
            is_break=True,
        )
    return made
