"""A list of nominees from a spreadsheet: looked through first, then kept whole or not at all."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import fold
from acogida.documents.tables import Row, Sheet, read_table
from acogida.territories.models import Territory
from acogida.training import rules
from acogida.training.actions import duplicates
from acogida.training.actions.nomination import drafted, require_open
from acogida.training.models import Edition, Nomination, Quota, Slot
from acogida.training.models.nomination import Experience, Gender, Sector
from acogida.training.people import alike
from acogida.training.states import HOLDING, State

# What offices call each column, folded.
HEADERS = {
    "first_name": ("nombres", "nombre", "first name", "given name", "nome", "prenom", "name"),
    "last_name": ("apellidos", "apellido", "last name", "surname", "sobrenome", "nom", "family name"),
    "email": ("correo electronico", "correo", "email", "e-mail", "courriel", "e-mail address"),
    "country": ("pais", "country", "pays"),
    "slot": ("perfil", "profile", "profil"),
    "gender": ("genero", "sexo", "gender", "sex", "genre"),
    "experience": ("experiencia", "experience"),
    "sector": ("sector", "secteur", "setor"),
    "organisation": ("institucion", "organizacion", "organisation", "organization", "instituicao"),
    "municipality": ("municipio", "municipality", "municipalite"),
    "position": ("cargo", "position", "puesto", "fonction"),
    "language": ("idioma", "language", "langue"),
}
GENDERS = {
    **dict.fromkeys(("f", "mujer", "femenino", "woman", "female", "femme", "mulher"), Gender.WOMAN),
    **dict.fromkeys(("m", "hombre", "masculino", "man", "male", "homem", "homme"), Gender.MAN),
}
EXPERIENCES = {
    **dict.fromkeys(("si", "yes", "sim", "oui", "con experiencia", "experienced"), Experience.EXPERIENCED),
    **dict.fromkeys(("no", "nao", "non", "empieza", "starting"), Experience.STARTING),
}


SECTORS = {
    **dict.fromkeys(
        ("local", "municipal", "gobierno local", "governo local", "local government", "municipio"),
        Sector.LOCAL,
    ),
    **dict.fromkeys(
        ("estatal", "provincial", "departamental", "state", "estadual", "gobierno estatal"), Sector.STATE
    ),
    **dict.fromkeys(
        ("nacional", "national", "federal", "gobierno nacional", "governo federal", "ministerio"),
        Sector.NATIONAL,
    ),
    **dict.fromkeys(
        ("internacional", "international", "regional", "organismo internacional"), Sector.INTERNATIONAL
    ),
    **dict.fromkeys(("sociedad civil", "civil society", "sociedade civil", "societe civile"), Sector.SOCIETY),
    **dict.fromkeys(("academia", "universidad", "academic", "universite"), Sector.ACADEMIA),
    **dict.fromkeys(("privado", "sector privado", "private", "prive"), Sector.PRIVATE),
}


@dataclass
class DryRun:
    """What an import would do. `faults` are (line of the file, sentence): with any, nothing is kept.

    `pairs` are (line, line of the other or 0, name, name of the other): people who may be the same.
    """

    rows: list[tuple[int, Nomination]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    pairs: list[tuple[int, int, str, str]] = field(default_factory=list)
    seated: int = 0
    waiting: int = 0


def look_through(
    edition: Edition, *, data: bytes, name: str, country: Territory | None, by: User, at: datetime
) -> DryRun:
    """Read a list of nominees without keeping anything: what is wrong line by line, seats, likely duplicates.

    `country` is whose list it is; the secretariat may leave it out where the file has a column for it.
    """
    require_open(edition, country, by=by, at=at) if country else _require_running(by)
    sheet = read_table(data, name)
    columns = {key: _column(sheet, names) for key, names in HEADERS.items()}
    missing = [key for key in ("first_name", "email") if columns[key] is None]
    if missing:
        raise Refused(_("The file has no column for names or none for e-mail addresses."))
    found = DryRun()
    reader = _Reader(edition, sheet, columns, country, by=by, at=at)
    for row in sheet.rows:
        try:
            found.rows.append((row.number, reader.read(row)))
        except Refused as refusal:
            found.faults.append((row.number, str(refusal)))
    _number_again(edition, found)
    _count_seats(found)
    _look_for_pairs(edition, found)
    return found


def _require_running(by: User) -> None:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat brings lists of several countries."))


def _column(sheet: Sheet, names: tuple[str, ...]) -> Any:
    return next((column for column in sheet.columns if fold(column.header).strip() in names), None)


class _Reader:
    """Turns rows into nominations; countries and slots are read once for the whole file."""

    def __init__(
        self, edition: Edition, sheet: Sheet, columns: dict[str, Any], country: Territory | None, **who: Any
    ) -> None:
        self.edition, self.sheet, self.columns, self.country, self.who = edition, sheet, columns, country, who
        self.slots: dict[str, Slot] = {}
        for slot in edition.slots.all():
            for word in (slot.key, *slot.title.values()):
                self.slots[fold(word)] = slot
        self.quotas: dict[tuple[int, int], Quota] = {}
        self.places: dict[str, Territory] = {}
        for quota in Quota.objects.filter(slot__edition=edition).select_related("country"):
            self.quotas[quota.slot_id, quota.country_id] = quota
            for word in (quota.country.code, quota.country.name, *quota.country.names.values()):
                self.places[fold(word)] = quota.country

    def text(self, row: Row, key: str) -> str:
        column = self.columns[key]
        return self.sheet.text(row, column).strip() if column else ""

    def read(self, row: Row) -> Nomination:
        person: dict[str, Any] = {
            key: self.text(row, key)[:longest]
            for key, longest in (
                ("first_name", 80),
                ("last_name", 80),
                ("email", 254),
                ("organisation", 160),
                ("municipality", 120),
                ("position", 120),
            )
        }
        person["gender"] = GENDERS.get(fold(self.text(row, "gender")), Gender.UNSAID)
        person["experience"] = EXPERIENCES.get(fold(self.text(row, "experience")), Experience.UNSAID)
        person["sector"] = SECTORS.get(fold(self.text(row, "sector")), Sector.UNSAID)
        language = fold(self.text(row, "language"))[:2]
        person["language"] = language if language in {"es", "en", "pt", "fr"} else "es"
        try:
            validate_email(person["email"])
        except ValidationError:
            raise Refused(_("“%(text)s” is no e-mail address.") % {"text": person["email"]}) from None
        slot, country = self._slot(row), self._country(row)
        quota = self.quotas.get((slot.pk, country.pk)) if country else None
        if quota is None and not slot.is_observer:
            raise Refused(_("This country has no seats in this profile."))
        new = drafted(self.edition, slot=slot, country=country, person=person, **self.who)
        new.quota = quota
        return new

    def _slot(self, row: Row) -> Slot:
        said = fold(self.text(row, "slot"))
        if found := self.slots.get(said):
            return found
        raise Refused(_("“%(text)s” is no profile of this edition.") % {"text": self.text(row, "slot")})

    def _country(self, row: Row) -> Territory | None:
        said = fold(self.text(row, "country"))
        found = self.places.get(said) if said else self.country
        if found is None and said:
            raise Refused(_("“%(text)s” has no seats in this edition.") % {"text": self.text(row, "country")})
        if self.country and found and found.pk != self.country.pk:
            raise Refused(_("This list is for %(country)s only.") % {"country": self.country})
        return found


def _number_again(edition: Edition, found: DryRun) -> None:
    """Addresses that come twice, in the file or because they are nominated already, are faults."""
    open_ones = Nomination.objects.open().filter(edition=edition).select_related("country")
    there = {n.email: str(n.country or "") for n in open_ones}
    first: dict[str, int] = {}
    kept = []
    for line, new in found.rows:
        if new.email in there:
            words = _(
                "%(email)s is already nominated by %(country)s. A person takes part for one country only."
            )
            said = words % {"email": new.email, "country": there[new.email] or _("the secretariat")}
            found.faults.append((line, said))
        elif new.email in first:
            words = _("%(email)s stands already on line %(line)s.")
            found.faults.append((line, words % {"email": new.email, "line": first[new.email]}))
        else:
            first[new.email] = line
            kept.append((line, new))
    found.rows = kept
    found.faults.sort()


def _count_seats(found: DryRun) -> None:
    """Who would sit and who would wait, in the order of the file, with the bound of each municipality."""
    ids = {new.quota_id for _line, new in found.rows if new.quota_id}
    taken: dict[int, set[int]] = defaultdict(set)
    towns: Counter[tuple[int, str]] = Counter()
    held = Nomination.objects.filter(quota__in=ids, state__in=HOLDING)
    for quota_id, seat, name in held.values_list("quota_id", "seat", "municipality"):
        taken[quota_id or 0].add(seat or 0)
        towns[quota_id or 0, fold(name)] += 1
    for _line, new in found.rows:
        if new.quota is None:
            found.seated += 1
            continue
        bound = new.slot.per_municipality
        town = (new.quota.pk, fold(new.municipality))
        seats = taken[new.quota.pk]
        free = next((n for n in range(1, new.quota.seats + 1) if n not in seats), None)
        if free is None or (bound is not None and towns[town] >= bound):
            new.state, new.seat = State.WAITING, None
            found.waiting += 1
            continue
        new.state, new.seat = State.PROPOSED, free
        seats.add(free)
        towns[town] += 1
        found.seated += 1


def _look_for_pairs(edition: Edition, found: DryRun) -> None:
    known = list(Nomination.objects.select_related("edition").order_by("pk"))
    fresh = [(new.name_key, new.email) for _line, new in found.rows]
    for pair in alike(fresh, [(n.name_key, n.email) for n in known])[:200]:
        line, new = found.rows[pair.first]
        if pair.second < len(fresh):
            other_line, other = found.rows[pair.second]
            found.pairs.append((line, other_line, new.name, other.name))
        else:
            other = known[pair.second - len(fresh)]
            found.pairs.append((line, 0, new.name, f"{other.name} ({other.edition})"))


@transaction.atomic
def import_nominees(
    edition: Edition, *, data: bytes, name: str, country: Territory | None, by: User, at: datetime
) -> list[Nomination]:
    """Keep a list of nominees whole, or nothing of it. Mails are for the caller to send afterwards.

    Seats are counted again while the quotas are locked: what the dry run said may have changed since.
    """
    list(Quota.objects.select_for_update().filter(slot__edition=edition).order_by("pk"))
    found = look_through(edition, data=data, name=name, country=country, by=by, at=at)
    if found.faults:
        raise Refused(_("Nothing was kept: the file still has faults. Put them right and send it again."))
    kept = Nomination.objects.bulk_create([new for _line, new in found.rows], batch_size=500)
    duplicates.propose(kept)
    audit.record(
        "training.nominees_imported",
        edition,
        by=by,
        at=at,
        detail={"people": len(kept), "seated": found.seated, "waiting": found.waiting},
    )
    return kept
