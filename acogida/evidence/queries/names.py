"""The names of places of origin."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import get_language, override

from acogida.core.text import LANGUAGES
from acogida.evidence.disclosure import ALL
from acogida.evidence.sentences import special_origin
from acogida.territories.models import Level, Territory


def origin_names(codes: Iterable[str]) -> dict[str, str]:
    """Origin codes to names in the page's language, in one query; residual codes to their words."""
    wanted = {code for code in codes if code != ALL}
    known = {t.code: t.local_name for t in Territory.objects.filter(code__in=wanted)} if wanted else {}
    return {code: known.get(code) or capfirst(special_origin(code)) for code in wanted}


def country_names() -> dict[str, str]:
    """Every country's name in the page's language, by code: one query for a page of many charts."""
    return {t.code: t.local_name for t in Territory.objects.filter(level=Level.COUNTRY)}


def origin_name(code: str) -> dict[str, str]:
    """One origin's name in every language."""
    if code == ALL:
        return {}
    place = Territory.objects.filter(code=code).first()
    return {language: named(place, language) if place else _special(code, language) for language in LANGUAGES}


def named(place: Territory, language: str | None = None) -> str:
    """A place's name in a language, as its page shows it."""
    with override(language or get_language()):
        return place.local_name


def _special(code: str, language: str) -> str:
    with override(language):
        return special_origin(code)


def places_by_code(codes: Iterable[str]) -> list[Territory]:
    """The territories with these codes, asked in blocks: a statement takes only so many values."""
    wanted = sorted({code for code in codes if code != ALL})
    return [
        place
        for i in range(0, len(wanted), 900)
        for place in Territory.objects.filter(code__in=wanted[i : i + 900])
    ]
