"""The imports of an organisation, and what a dry run needs to know."""

import re
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from acogida.accounts.models import EDITING, Organisation
from acogida.accounts.rules import organisations_of, today
from acogida.documents import files
from acogida.documents.tables import Sheet, read_table
from acogida.evidence.models import Import, ImportState, Indicator
from acogida.evidence.tabular.checking import Known
from acogida.evidence.tabular.columns import ROLES
from acogida.evidence.tabular.words import plain
from acogida.territories.models import Level, Territory

DIGITS = re.compile(r"\d+")


def importing_organisations(user: Any) -> QuerySet[Organisation]:
    """Organisations with a territory for which this person may bring in figures today."""
    of_mine = user.memberships.on(today()).filter(role__in=EDITING).values("organisation")
    return Organisation.objects.filter(pk__in=of_mine, territory__isnull=False).select_related("territory")


def imports_of(user: Any) -> QuerySet[Import]:
    """The imports of this person's organisations, newest first."""
    return (
        Import.objects.filter(organisation__in=organisations_of(user))
        .select_related("organisation", "territory", "dataset", "file", "uploaded_by")
        .order_by("-uploaded_at", "-pk")
    )


def own_indicators(organisation: Organisation) -> QuerySet[Indicator]:
    """Indicators the organisation defined for itself, to which an import may add figures."""
    return Indicator.objects.filter(organisation=organisation).select_related("dataset")


def sheet_of(imported: Import) -> Sheet:
    """The table of an upload, read again from the file that was kept."""
    return read_table(files.read(imported.file).getvalue(), imported.file.name)


def remembered(organisation: Organisation, sheet: Sheet, *, title: str) -> dict[str, str]:
    """What the columns were in the organisation's newest file with these headers, in any order.

    Empty where there was none. The indicator that it fed is proposed only to a file of the same title, but
    for its numbers ("Attentions 2023", "Attentions 2024"): many registers have the same headers.
    """
    now = {column.header: column.letter for column in sheet.columns}
    for past in Import.objects.filter(organisation=organisation).exclude(state=ImportState.UPLOADED)[:40]:
        if sorted(past.headers) != sorted(now) or len(now) != len(sheet.columns):
            continue
        kept = _translated(past, now)
        fed = Indicator.objects.filter(organisation=organisation, observations__source=past).first()
        same = DIGITS.sub("", plain(past.title)) == DIGITS.sub("", plain(title))
        return {**kept, "indicator": fed.code} if fed and same else kept
    return {}


def _translated(past: Import, now: dict[str, str]) -> dict[str, str]:
    """A past choice of columns in the letters of another file; the title of a new indicator is left out."""
    headers = {column.letter: column.header for column in sheet_of(past).columns}
    kept: dict[str, str] = {}
    for role, chosen in past.mapping.items():
        if role in ROLES:
            kept[role] = now[headers[chosen]]
        elif role == "years":
            kept[role] = ",".join(now[headers[letter]] for letter in chosen.split(","))
        elif role in {"unit", "definition"}:
            kept[role] = chosen
    return kept


def known_to(imported: Import) -> Known:
    """What rows of this import may name: the place itself and those inside it, and every country."""
    home = imported.territory
    inside = Territory.objects.filter(parent=home)
    places = {}
    for place in [home, *inside]:
        bare_code = place.code.partition(":")[2] or place.code
        for name in (place.name, *place.names.values(), place.code, bare_code):
            places[plain(name)] = place.code
    countries = {}
    for country in Territory.objects.filter(level=Level.COUNTRY):
        for name in (country.name, *country.names.values(), country.code, country.iso2):
            if name:
                countries[plain(name)] = country.code
    return Known(places, home.code, countries, timezone.localdate().year)
