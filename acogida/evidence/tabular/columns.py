"""What the columns of an officer's table are, guessed from HXL tags and from header words."""

import re

from acogida.core.text import fold
from acogida.documents.tables import Column, Sheet
from acogida.evidence.tabular.headings import headed

ROLES = ("place", "period", "sex", "age", "origin", "value")
HXL = {
    "place": ("#adm", "#loc"),
    "period": ("#date", "#period"),
    "sex": ("#sex", "#gender"),
    "age": ("#age",),
    "origin": ("#country+origin", "#origin", "#country", "#nationality"),
    "value": ("#affected", "#population", "#beneficiary", "#value", "#indicator", "#reached", "#inneed"),
}
WORDS = {
    "place": r"municip|localidad|comuna|commune|barrio|bairro|lugar|place|lieu|distrito|district|territor",
    "period": r"^(ano|anio|ejercicio|year|annee|periodo|periode|period|fecha|data|date|mes|month|mois|"
    r"trimestre)\b",
    "sex": r"\b(sexo|sex|sexe|genero|gender|genre)\b",
    "age": r"\b(edad|edades|idade|age|ages|faixa etaria|grupo etario|tranche)\b",
    "origin": r"origen|origem|origin|nacionalidad|nacionalidade|nationalit|pais|country|pays|procedencia",
    "value": r"cantidad|quantidade|personas|pessoas|people|personnes|total|valor|value|valeur|numero|number|"
    r"^nombre( d|$)|casos|cases|atencion|atendiment|effectif|poblacion|populacao|population|conteo|"
    r"contagem|count",
}  # fmt: skip
LATEST = 2100


def guess(sheet: Sheet) -> dict[str, str]:
    """The likeliest column letter for each role; roles without one are left out.

    `years` holds the letters, joined by commas, of columns headed by a year, a sex or an age, where
    several columns hold the counts.
    """
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for role in ROLES:
        column = _by_tag(sheet, role, taken) or _by_words(sheet, role, taken)
        if column:
            chosen[role] = column.letter
            taken.add(column.letter)
    wide = headed([c for c in sheet.columns if c.is_numeric], latest=LATEST)
    if len(wide) > 1 or (wide and "value" not in chosen):
        chosen.pop("value", None)
        chosen["years"] = ",".join(wide)
        for role in ("period", "sex", "age"):
            said = any(getattr(one, role) for one in wide.values())
            if said or chosen.get(role) in wide:
                chosen.pop(role, None)
    elif "value" not in chosen:
        numeric = [c for c in sheet.columns if c.is_numeric and c.letter not in taken]
        if numeric:
            chosen["value"] = numeric[-1].letter
    return chosen


def _by_tag(sheet: Sheet, role: str, taken: set[str]) -> Column | None:
    for tag in HXL[role]:
        for column in sheet.columns:
            if column.hxl.replace(" ", "").casefold().startswith(tag) and column.letter not in taken:
                return column
    return None


def _by_words(sheet: Sheet, role: str, taken: set[str]) -> Column | None:
    for column in sheet.columns:
        if column.letter in taken or (role == "value" and not column.is_numeric):
            continue
        if re.search(WORDS[role], fold(column.header).strip()):
            return column
    return None


def by_letter(sheet: Sheet, letter: str) -> Column | None:
    return next((column for column in sheet.columns if column.letter == letter), None)
