"""Columns that could name a person: found by their header and by what is in them, and refused.

Counts only is a promise. A false alarm costs an officer a renamed column; a missed one costs a person.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from acogida.core.text import fold
from acogida.documents.tables import Column, Sheet

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.I)
CURP = re.compile(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", re.I)
CPF = re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}")
RUT = re.compile(r"\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]")
DOTTED_ID = re.compile(r"\d{1,2}\.\d{3}\.\d{3}")
CUI = re.compile(r"\d{4}[ -]\d{5}[ -]\d{4}")
PASSPORT = re.compile(r"[A-Z]{1,3}[ -]?\d{6,9}[A-Z]?", re.I)
PHONE = re.compile(r"(\+\d{1,3}[\s.-]?)?(\(\d{1,4}\)[\s.-]?)?\d{2,5}([\s.-]\d{2,5}){1,4}|\+\d{8,15}")
DATE = re.compile(r"(19|20)\d{2}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-](19|20)\d{2}")
NAME = re.compile(r"[^\W\d_][\w'’.-]+(,? [^\W\d_][\w'’.-]*){1,5}")

# Header words that leave no doubt, in Spanish, Portuguese, English and French, folded.
SURE = {
    "name": r"apellidos?|sobrenome|surname|last name|first name|full name|prenoms?|nom de famille|"
    r"nombres? y apellidos?|nombre completo|nome completo|nom complet",
    "document": r"pasaporte|passaporte|passport|passeport|curp|cpf|dni|rut|run|rg|nie|ssn|cui|dpi|"
    r"cedula|carteira de identidade|carne de extranjeria|documento de identidad|identity document|"
    r"piece d'identite|(n|no|num|numero|n°|nro)\.? (de )?(documento|identidad|identificacion|identidade)|"
    r"id number|identity number|numero de identificacion",
    "phone": r"telefonos?|celular|telefone|phone|mobile|whatsapp|telephone|movil",
    "e-mail": r"e-?mail|correo|correo electronico|courriel|mail",
    "address": r"domicilio|endereco|address|adresse|street|calle|rua|rue",
    "birth date": r"fecha de nac\w*|data de nasc\w*|date of birth|birth ?date|dob|date de naissance|"
    r"f\. ?nac\w*",
}
SURE_WORDS = {kind: re.compile(rf"(?<!\w)({words})(?!\w)") for kind, words in SURE.items()}
# A column of short numbers under these counts such things: "DNI emitidos", "llamadas al teléfono".
COUNTABLE = {"document", "phone", "e-mail", "address"}
# Words that may head a column of people or of something else: what is in it decides.
MAYBE_NAME = re.compile(
    r"(?<!\w)(nombres?|nome|name|nom|beneficiari[oa]s?|persona|pessoa|person|personne|titular|"
    r"solicitante|paciente|alumn[oa]|jefe de hogar|requerente|aluno)(?!\w)"
)
MAYBE_DOCUMENT = re.compile(r"(?<!\w)(documento|identificacion|identidade|id|matricula|folio|doc)(?!\w)")
# What is not a person although it has a name or an address.
OF_PLACES = re.compile(
    r"municip|pais|country|pays|localidad|barrio|bairro|comuna|commune|provincia|departament|estado|"
    r"centro|center|escuela|escola|school|institu|servicio|servico|service|indicador|indicator|origen|"
    r"origem|origine|region|ciudad|cidade|city|ville|albergue|abrigo|programa|lugar|nacionalidad"
)
COMMON = """
    maria jose juan luis carlos ana jorge pedro miguel rosa antonio francisco manuel carmen marta martha
    jesus fernando luisa elena andrea daniel david diana gabriel gloria guadalupe hector ines isabel javier
    joao joaquim jean pierre marie paul john james mary robert michael sarah laura lucia mario margarita
    monica natalia oscar pablo patricia paula rafael ramon raul ricardo roberto rodrigo samuel sandra
    santiago sergio silvia sofia teresa valentina veronica victor yolanda alejandro alejandra alberto alicia
    angel beatriz camila claudia cristina eduardo emilio enrique esteban felipe marcos mateo matias nicolas
    paulo thiago wilson yesenia yuli
"""
GIVEN = frozenset(COMMON.split())


@dataclass(frozen=True)
class Found:
    """A column that could name somebody: what kind of thing it holds."""

    column: Column
    kind: str


@dataclass(frozen=True)
class _Pattern:
    """`share` of the values, and at least `least` of them, must look so."""

    kind: str
    looks: Callable[[str], bool]
    share: float
    least: int


PATTERNS = (
    _Pattern("e-mail", lambda v: bool(EMAIL.search(v)), 0, 1),
    _Pattern("document", lambda v: bool(CURP.fullmatch(v) or CPF.fullmatch(v) or CUI.fullmatch(v)), 0, 1),
    _Pattern("document", lambda v: bool(RUT.fullmatch(v)) and rut_checks(v), 0, 1),
    _Pattern("document", lambda v: bool(PASSPORT.fullmatch(v)), 0.3, 2),
    _Pattern("phone", lambda v: looks_like_phone(v), 0.5, 2),
    _Pattern("name", lambda v: looks_like_person(v), 0.25, 2),
)


def find(sheet: Sheet) -> list[Found]:
    """The columns that could name people, in the order of the file; whatever they will be used for."""
    found = []
    for column in sheet.columns:
        values = [text for row in [*sheet.rows, *sheet.totals] if (text := sheet.text(row, column))]
        if kind := _kind(fold(column.header), values, numeric=column.is_numeric):
            found.append(Found(column, kind))
    return found


def _kind(header: str, values: Sequence[str], *, numeric: bool) -> str:
    of_places = bool(OF_PLACES.search(header))
    counted = Counter(values)
    for kind, words in SURE_WORDS.items():
        counts = numeric and kind in COUNTABLE and not _long_numbers(values)
        if words.search(header) and not counts and not (of_places and kind in {"name", "address"}):
            return kind
    for pattern in PATTERNS:
        if pattern.kind == "name" and of_places:
            continue
        hits = sum(often for value, often in counted.items() if pattern.looks(value))
        if hits >= pattern.least and hits >= pattern.share * len(values):
            return pattern.kind
    if MAYBE_NAME.search(header) and not of_places and _mostly(values, lambda v: bool(NAME.fullmatch(v))):
        return "name"
    if MAYBE_DOCUMENT.search(header) and not of_places and _long_numbers(values):
        return "document"
    return ""


def _mostly(values: Sequence[str], looks: Callable[[str], bool]) -> bool:
    return bool(values) and sum(looks(v) for v in values) * 2 > len(values)


def _long_numbers(values: Sequence[str]) -> bool:
    """Mostly numbers of identity or telephone length, hardly any twice."""
    digits = [re.sub(r"\D", "", v) for v in values]
    long = [d for d in digits if 7 <= len(d) <= 15]
    return bool(values) and len(long) * 2 > len(values) and len(set(long)) * 10 >= len(long) * 9


def looks_like_phone(value: str) -> bool:
    """Separated or prefixed digits, 8 to 15 of them; no plain number, date or year range."""
    if DATE.fullmatch(value) or not PHONE.fullmatch(value):
        return False
    return 8 <= len(re.sub(r"\D", "", value)) <= 15 and not re.fullmatch(r"\d{1,3}([., ]\d{3})+", value)


def looks_like_person(value: str) -> bool:
    """Two to six words, one of them a common given name."""
    words = [word.strip(".,") for word in fold(value).split()]
    return (
        2 <= len(words) <= 6 and bool(NAME.fullmatch(value)) and bool(GIVEN & {words[0], words[-1], words[1]})
    )


def rut_checks(value: str) -> bool:
    """Whether the check digit of a Chilean RUT is right (modulo 11, Registro Civil)."""
    body, check = re.sub(r"[.\s]", "", value).split("-")
    total = sum(int(d) * (2 + i % 6) for i, d in enumerate(reversed(body)))
    return "0123456789K0"[11 - total % 11] == check.upper()
