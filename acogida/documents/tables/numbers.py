"""Numbers as people write them: 1.234,5 in Bogotá, 1,234.5 in Mexico City, 1 234,5 in Port-au-Prince."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Mark = Literal[",", "."]

# What stands for "no figure" in statistical tables.
MISSING = {
    "", "-", "–", "—", "−", ".", "..", "...", "…", "n/a", "na", "n.a.", "n.d.", "nd", "n/d", "s/d", "sd",
    "s.d.", "#n/a", "#n/d", "null", "none", "sin dato", "sin datos", "sem dados", "no data", "nan",
}  # fmt: skip
SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
SHAPE = re.compile(r"[+\-−]?[\d.,]*\d[\d.,]*%?")
GROUPS = {mark: re.compile(rf"\d{{1,3}}(\{mark}\d{{3}})+") for mark in ",."}


@dataclass(frozen=True)
class NumberStyle:
    """How a column writes numbers: its decimal mark. The other mark, spaces and apostrophes group thousands.

    `certain` is False where every value can be read both ways (1.234), so that a page can ask.
    """

    decimal: Mark = "."
    certain: bool = True

    @property
    def thousands(self) -> Mark:
        return "," if self.decimal == "." else "."


POINT, COMMA = NumberStyle("."), NumberStyle(",")


def is_missing(value: object) -> bool:
    """Whether a cell says that there is no figure, in any of the usual ways."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in MISSING)


def parse_number(value: object, style: NumberStyle = POINT) -> Decimal | None:
    """The number a cell holds, or None where it holds none. A percentage keeps its number: 12 % is 12.

    Strict on purpose: thousands must stand in threes, so that 1.5 is never read as 15.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        return _finite(Decimal(str(value)))
    text = str(value).strip().translate(SPACES).replace("−", "-").removesuffix("%")
    sign, digits = ("-", text[1:]) if text[:1] == "-" else ("", text.removeprefix("+"))
    whole, mark, fraction = digits.partition(style.decimal)
    if style.thousands in whole:
        if not GROUPS[style.thousands].fullmatch(whole):
            return None
        whole = whole.replace(style.thousands, "")
    if not (whole or fraction) or (mark and not fraction):
        return None
    if not all(part.isascii() and part.isdigit() for part in (whole, fraction) if part):
        return None
    return Decimal(f"{sign}{whole or 0}.{fraction or 0}") if fraction else Decimal(f"{sign}{whole}")


def _finite(number: Decimal) -> Decimal | None:
    return number if number.is_finite() else None


def looks_numeric(value: object) -> bool:
    """Whether a cell can be read as a number in some style."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and SHAPE.fullmatch(value.strip().translate(SPACES)) is not None


def evidence(values: Iterable[object]) -> Counter[Mark]:
    """For each decimal mark, how many texts can only be read with it."""
    found: Counter[Mark] = Counter()
    for value in values:
        if not isinstance(value, str) or not looks_numeric(value):
            continue
        point, comma = parse_number(value, POINT), parse_number(value, COMMA)
        if point is not None and comma is None:
            found["."] += 1
        elif comma is not None and point is None:
            found[","] += 1
        elif point != comma and (lead := value.strip().lstrip("+-−")).startswith("0"):
            # 0,123 and 0.123: nobody groups thousands after a zero.
            found["," if lead[1:2] == "," else "."] += 1
    return found


def style_of(values: Iterable[object], *, sheet: Counter[Mark], otherwise: Mark) -> NumberStyle:
    """The style of a column: by its own values, else by the whole sheet's, else the likelier one."""
    texts = [value for value in values if isinstance(value, str) and looks_numeric(value)]
    for votes in (evidence(texts), sheet):
        if votes["."] != votes[","]:
            return NumberStyle("." if votes["."] > votes[","] else ",")
    unclear = any(parse_number(text, POINT) != parse_number(text, COMMA) for text in texts)
    return NumberStyle(otherwise, certain=not unclear)
