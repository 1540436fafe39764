"""The invented directories of the demonstration, their counts, protocols and outreach days."""

from datetime import timedelta

from acogida.accounts.clocks import of_country
from acogida.accounts.models import Role
from acogida.home.demonstration.ground import Described, Region, described, members
from acogida.services import actions
from acogida.services.models import Service

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
