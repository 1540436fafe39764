"""The invented directories of the demonstration, their counts, protocols and outreach days."""

from datetime import datetime, time, timedelta
from itertools import cycle, islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from acogida.accounts.clocks import of_country
from acogida.accounts.models import Role
from acogida.home.demonstration.ground import Described, Region, described, members
from acogida.services import actions
from acogida.services.models import Office, Service

WORDS = ("town", "checked")


def load(region: Region) -> None:
    said = described("services")
    made = {entry["name"]: _add(entry, region) for entry in said["services"]}
    for correction in said["corrections"]:
        actions.send_correction(
            made[correction["service"]],
            wrong=correction["wrong"],
            text=str(correction["text"]),
            at=region.now - timedelta(days=correction["days"]),
        )
    offices = {entry["town"]: _add_office(entry, made, region) for entry in said["offices"]}
    for protocol in said["protocols"]:
        _add_protocol(protocol, region)
    for day in said["outreach"]:
        _add_day(day, offices[day["town"]], region)


def _add(said: Described, region: Region) -> Service:
    """One entry, checked so many days ago; a draft where it was never checked."""
    organisation = region.towns[said["town"]]
    assert organisation.territory is not None  # the region gives every organisation its place
    editor = members(organisation, Role.EDITOR)[0]
    values = {key: value for key, value in said.items() if key not in WORDS}
    values["time_zone"] = of_country(organisation.country.code)
    days = said.get("checked", 0)
    at = region.now - timedelta(days=days)
    service = actions.create(organisation, territory=organisation.territory, values=values, by=editor, at=at)
    if "checked" in said:
        return actions.publish(service, checked_on=at.date(), by=editor, at=at)
    return service


def _add_office(said: Described, services: dict[str, Service], region: Region) -> Office:
    """A counter, and what it counted in this month and those before, a few on each working day."""
    organisation = region.towns[said["town"]]
    assert organisation.territory is not None  # the region gives every organisation its place
    editor = members(organisation, Role.EDITOR)[0]
    office = actions.open_office(
        organisation,
        name=said["name"],
        territory=organisation.territory,
        time_zone=of_country(organisation.country.code),
        topics=said["topics"],
        origins=said["origins"],
        languages=said["languages"],
        by=editor,
        at=region.now - timedelta(days=100),
    )
    kinds = [
        {**tap, "referred": services[tap["referred"]].pk} if "referred" in tap else tap
        for tap in said["taps"]
    ]
    end = region.now
    for number in said["months"]:
        first = end.replace(day=1)
        _count(office, list(islice(cycle(kinds), number)), since=first, until=end)
        end = first - timedelta(days=1)
    return office


def _count(office: Office, taps: list[dict[str, Any]], *, since: datetime, until: datetime) -> None:
    """Taps spread over the days from `since` to `until`, sent together at the end."""
    days = max(1, (until - since).days)
    editor = members(office.organisation, Role.EDITOR)[0]
    sent = [
        {
            **tap,
            "key": str(uuid5(NAMESPACE_URL, f"{office.pk}/{until:%Y-%m-%d}/{n}")),
            "at": int((since + timedelta(days=n % days)).timestamp() * 1000),
        }
        for n, tap in enumerate(taps)
    ]
    actions.count(office, taps=sent, sent_by_clock=until, by=editor, at=until)


def _add_day(said: Described, office: Office, region: Region) -> None:
    """A day out so many days from now; one in the past was counted and closed."""
    editor = members(office.organisation, Role.EDITOR)[0]
    held = region.now + timedelta(days=said["days"])
    day = actions.plan_day(
        office,
        title=said["title"],
        held_on=held.date(),
        starts_at=time.fromisoformat(said["starts_at"]),
        ends_at=time.fromisoformat(said["ends_at"]),
        place=said["place"],
        partners=said["partners"],
        checklist=said["checklist"],
        quota=said["quota"],
        by=editor,
        at=min(held, region.now) - timedelta(days=20),
    )
    if "attended" not in said:
        return
    kinds = [
        {"topic": "papers", "sex": sex, "origin": origin, "outreach": day.pk}
        for sex, origin in (("f", "NIC"), ("m", "NIC"), ("f", "VEN"))
    ]
    _count(office, list(islice(cycle(kinds), said["attended"])), since=held, until=held)
    actions.close_day(day, turned_away=said["turned_away"], lesson=said["lesson"], by=editor, at=held)


def _add_protocol(said: Described, region: Region) -> None:
    """A protocol that every institution it names approved on paper, in force for three months."""
    organisation = region.towns[said["town"]]
    editor, approver = members(organisation, Role.EDITOR)[0], members(organisation, Role.APPROVER)[0]
    at = region.now - timedelta(days=90)
    version = actions.write_protocol(
        organisation, situation=said["situation"], intro=said["intro"], steps=said["steps"], by=editor, at=at
    )
    actions.ask_institutions(version, by=editor, at=at)
    for signature in version.signatures.all():
        actions.sign_on_paper(signature, reference="Acta 3 (demostración)", by=editor, at=at)
    actions.put_in_force(version, by=approver, at=at)
