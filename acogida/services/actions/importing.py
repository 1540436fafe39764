"""A whole directory from a table: tried dry first, then taken in as a whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.clocks import of_country
from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES, fold
from acogida.documents.tables import Sheet
from acogida.services import rules
from acogida.services.actions import writing
from acogida.services.models import Service, ServiceLanguage, ServiceTopic
from acogida.services.states import ServiceState

MOST_ROWS = 10_000
LISTS = ("topics", "languages", "papers", "accessibility")
PLAIN = (*writing.LINES, "provider_kind", "cost", "hours", "time_zone", "lat", "lon")
COLUMNS = (*PLAIN, *LISTS, *(f"{name}_{code}" for name in writing.TEXTS for code in LANGUAGES))


@dataclass
class Tried:
    """What a table would do. `refused` are (row of the file, sentence); `new` what would be written."""

    new: list[tuple[Service, list[str], list[str]]] = field(default_factory=list)
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def try_table(organisation: Organisation, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> Tried:
    """Read every row as an entry; nothing is written. `rows` are (row of the file, values by column).

    An entry that is in the directory already, by name and address, is passed over; one that stands twice
    in the table is refused the second time.
    """
    territory = organisation.territory
    if territory is None:
        raise Refused(_("Only people who edit for this organisation keep its directory."))
    open_ones = Service.objects.filter(territory=territory).exclude(state=ServiceState.CLOSED)
    there = set(open_ones.values_list("identity", flat=True))
    seen: dict[str, int] = {}
    found = Tried()
    for number, said in rows:
        service = Service(organisation=organisation, territory=territory)
        try:
            topics, languages = writing.put(service, _values(said, of_country(organisation.country.code)))
            if service.identity in seen:
                raise Refused(_("The same as row %(row)s.") % {"row": seen[service.identity]})
        except Refused as refusal:
            found.refused.append((number, str(refusal)))
            continue
        seen[service.identity] = number
        if service.identity in there:
            found.known += 1
        else:
            found.new.append((service, topics, languages))
    return found


def rows_of(sheet: Sheet) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a table with the columns it names. Raises Refused where it is not such a table."""
    names = {column.position: column.header.strip().casefold() for column in sheet.columns}
    if "name" not in names.values() or "provider" not in names.values():
        raise Refused(_("The table has no columns “name” and “provider”. Begin from our example."))
    unknown = [name for name in names.values() if name and name not in COLUMNS]
    if unknown:
        raise Refused(_("Unknown column: %(names)s.") % {"names": ", ".join(unknown[:5])})
    if len(sheet.rows) > MOST_ROWS:
        raise Refused(_("At most %(most)s rows at once.") % {"most": MOST_ROWS})
    return [
        (row.number, {names[at]: row.cells[at] for at in names if at < len(row.cells)}) for row in sheet.rows
    ]


@transaction.atomic
def import_table(
    organisation: Organisation, rows: Iterable[tuple[int, Mapping[str, Any]]], *, by: User, at: datetime
) -> int:
    """Write every new entry of a table as a draft, or none; how many. Each is checked before it is public."""
    if not rules.may_keep(by, organisation):
        raise Refused(_("Only people who edit for this organisation keep its directory."))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = try_table(organisation, rows)
    if found.refused:
        raise Refused(_("Some rows cannot be taken. Correct them in your file and upload it again."))
    taken = set(Service.objects.values_list("slug", flat=True))
    for service, _topics, _languages in found.new:
        service.slug = _free(slugify(fold(f"{service.name} {service.territory.name}"))[:180], taken)
        service.created_by, service.created_at = by, at
    Service.objects.bulk_create([service for service, *_lists in found.new], batch_size=500)
    ServiceTopic.objects.bulk_create(
        [ServiceTopic(service=service, topic=key) for service, keys, _l in found.new for key in keys]
    )
    ServiceLanguage.objects.bulk_create(
        [ServiceLanguage(service=service, code=code) for service, _t, codes in found.new for code in codes]
    )
    audit.record("services.imported", organisation, by=by, at=at, detail={"entries": len(found.new)})
    return len(found.new)


def _free(base: str, taken: set[str]) -> str:
    base = base.strip("-") or "service"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


def _values(said: Mapping[str, Any], zone: str) -> dict[str, Any]:
    values: dict[str, Any] = {name: str(said.get(name) or "").strip() for name in PLAIN}
    values["time_zone"] = values["time_zone"] or zone
    for name in ("lat", "lon"):
        values[name] = _coordinate(values[name])
    for name in LISTS:
        values[name] = [key.strip() for key in str(said.get(name) or "").split(",") if key.strip()]
    for name in writing.TEXTS:
        values[name] = {code: str(said.get(f"{name}_{code}") or "") for code in LANGUAGES}
    return values


def _coordinate(text: str) -> float | None:
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise Refused(_("“%(text)s” is not a coordinate.") % {"text": text[:20]}) from error
