"""The local data kit: what a municipality can count itself, from which register, and how to divide it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.documents.tables import OutSheet, write_csv, write_xlsx

# Columns of a template by role: the header is translated, the HXL tag is what the import goes by.
COLUMNS: dict[str, tuple[str | Promise, str]] = {
    "year": (gettext_lazy("Year"), "#date+year"),
    "month": (gettext_lazy("Month"), "#date+month"),
    "place": (gettext_lazy("Place inside the municipality"), "#adm+name"),
    "sex": (gettext_lazy("Sex"), "#sex"),
    "age": (gettext_lazy("Age band"), "#age"),
    "origin": (gettext_lazy("Country of origin"), "#country+origin"),
    "count": (gettext_lazy("How many"), "#affected"),
}


@dataclass(frozen=True)
class Item:
    """One thing to gather: from whose register, in which columns, for which objectives of the Compact."""

    code: str
    what: str | Promise
    register: str | Promise
    columns: Sequence[str]
    objectives: Sequence[int]

    @property
    def headers(self) -> list[str]:
        return [str(COLUMNS[name][0]) for name in self.columns]

    @property
    def tags(self) -> list[str]:
        return [COLUMNS[name][1] for name in self.columns]


ITEMS = (
    Item(
        "foreign-born",
        gettext_lazy("People born in another country who live here"),
        gettext_lazy("Population census or household register: ask the statistics office"),
        ("year", "sex", "age", "origin", "count"),
        (1,),
    ),
    Item(
        "office-attentions",
        gettext_lazy("Attentions at the town hall’s desk for migrants"),
        gettext_lazy("The desk’s own tally, kept by month"),
        ("month", "sex", "age", "origin", "count"),
        (3, 15),
    ),
    Item(
        "health-attentions",
        gettext_lazy("People attended at health posts who were born in another country"),
        gettext_lazy("Register of attentions of the health department"),
        ("month", "sex", "age", "origin", "count"),
        (15,),
    ),
    Item(
        "school-enrolments",
        gettext_lazy("Girls and boys enrolled in school who were born in another country"),
        gettext_lazy("Enrolment register of the education department"),
        ("year", "sex", "age", "origin", "count"),
        (15,),
    ),
    Item(
        "registrations",
        gettext_lazy("Births registered with a mother or father from another country"),
        gettext_lazy("Civil registry, by year of registration"),
        ("year", "sex", "origin", "count"),
        (4,),
    ),
    Item(
        "permits",
        gettext_lazy("Residence and work permits given to people who live here"),
        gettext_lazy("The national migration service, by municipality of residence"),
        ("year", "sex", "age", "origin", "count"),
        (5, 6, 7),
    ),
    Item(
        "shelter-nights",
        gettext_lazy("People in transit who slept in shelters"),
        gettext_lazy("Monthly counts of shelters and of organisations that run them"),
        ("month", "place", "sex", "age", "origin", "count"),
        (7, 23),
    ),
    Item(
        "returned",
        gettext_lazy("People who came back to live here"),
        gettext_lazy("Reception centres for returnees and the desk that attends them"),
        ("year", "sex", "age", "origin", "count"),
        (21,),
    ),
    Item(
        "remittance-households",
        gettext_lazy("Households that receive money from relatives abroad"),
        gettext_lazy("Household survey, census or the register of social programmes"),
        ("year", "place", "count"),
        (20,),
    ),
)  # fmt: skip


def template(item: Item, kind: str) -> bytes:
    """A file to fill in: headers in the page's language, HXL tags beneath, and how to fill it."""
    if kind == "csv":
        return write_csv(item.headers, [item.tags])
    about = OutSheet(_("How to fill it in"), [_("Rule")], [(rule,) for rule in rules_of(item)])
    return write_xlsx([OutSheet(str(item.what)[:31], item.headers, [item.tags]), about])


def rules_of(item: Item) -> list[str]:
    """How a template is filled in, line by line."""
    said = [
        _("What: %(what)s.") % {"what": item.what},
        _("Where from: %(register)s.") % {"register": item.register},
        _("One row for each group of people. Counts only: no names, documents, telephones or addresses."),
    ]
    if "month" in item.columns:
        said.append(_("Month: 2026-03. One row for each month."))
    if "sex" in item.columns:
        said.append(_("Sex: woman, man, other or unknown; the word may be in any of the four languages."))
    if "age" in item.columns:
        said.append(_("Age: bands that do not overlap, such as 0-4, 5-11, 12-17, 18-29, 30-59, 60+."))
    if "origin" in item.columns:
        said.append(_("Origin: the country’s name or its three letters; “unknown” where nobody asked."))
    said.append(_("Write a zero where you counted nobody, and leave empty what nobody counted."))
    said.append(_("Counts below five are hidden for everybody once the file is in, and others with them."))
    return said
