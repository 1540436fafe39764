"""Numbers and days as the page's language writes them; remembered, since a long page often repeats them."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal
from django.utils.formats import date_format
from django.utils.translation import get_language

REMEMBERED = 8192


def number(value: float | Decimal | str, pattern: str = "#,##0.##") -> str:
    """As the page's language writes it, at most two decimals; `pattern` is one of CLDR's."""
    return _number(value, pattern, get_language() or "es")


@lru_cache(maxsize=REMEMBERED)
def _number(value: float | Decimal | str, pattern: str, language: str) -> str:
    return str(format_decimal(Decimal(str(value)), format=pattern, locale=language))


def day(value: date | str, style: str = "DATE_FORMAT") -> str:
    """A day in words; text is as ISO 8601 writes it, what follows its day is left out."""
    return _day(value, style, get_language() or "es")


@lru_cache(maxsize=REMEMBERED)
def _day(value: date | str, style: str, _language: str) -> str:
    return date_format(date.fromisoformat(value[:10]) if isinstance(value, str) else value, style)
