"""What every part of the demonstration stands on: its places, organisations and people."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings

from acogida.accounts.models import Mandate, Membership, Organisation, User
from acogida.compact.models import EntityKind
from acogida.core.search.sources import changed
from acogida.territories.models import Level, Territory

BEGAN = date(2024, 1, 8)
Described = dict[str, Any]


@cache
def described(name: str = "region") -> Described:
    """One file of the invented region as written, from the wheel or from the checkout."""
    folders = (settings.PACKAGE / "demo", settings.PACKAGE.parent / "demo")
    path = next(folder / f"{name}.yaml" for folder in folders if (folder / f"{name}.yaml").exists())
    found: Described = yaml.safe_load(Path(path).read_text())
    return found


def moment(day: date, hour: int = 16) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


@dataclass(frozen=True)
class Region:
    """The region while it is put in: what is said of it, its municipalities' organisations by code, now."""

    said: Described
    towns: dict[str, Organisation]
    now: datetime

    def person(self, email: str) -> User:
        """Somebody who was added before, by e-mail."""
        return User.objects.get(email=email)


def settle(*, now: datetime) -> Region:
    """The people of the whole platform and the municipalities with theirs."""
    said = described()
    for person in said["people"]:
        add_person(person, language=person["language"])
    towns = {town["code"]: _add_municipality(town) for town in said["municipalities"]}
    return Region(said, towns, now)


def add_person(person: Described, *, language: str) -> User:
    """Somebody who can sign in with the demonstration's password; with a mandate where `person` says one."""
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
            user=add_person(person, language=town["language"]),
            organisation=organisation,
            role=person["role"],
            starts_on=BEGAN,
        )
    changed("territory", territory.pk)
    return organisation


def members(organisation: Organisation, role: str) -> list[User]:
    """Who holds a role in an organisation, in the order they came."""
    held = organisation.memberships.filter(role=role).select_related("user").order_by("pk")
    return [membership.user for membership in held]
