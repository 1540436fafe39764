"""How officers write sexes, ages, periods and countries, in Spanish, Portuguese, English and French."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from acogida.core.text import fold

ALL, UNKNOWN, OTHER = "all", "unknown", "other"
TOTALS = {
    "total", "totales", "todos", "todas", "ambos", "ambos sexos", "ambos os sexos", "both", "both sexes",
    "all", "ensemble", "les deux sexes", "tous", "toutes", "t", "todas las edades", "todas as idades",
    "all ages", "tous les ages", "total general",
}  # fmt: skip
UNKNOWNS = {
    "desconocido", "desconocida", "no especificado", "no especificada", "sin dato", "sin datos", "ns/nr",
    "n/e", "ignorado", "ignorada", "desconhecido", "nao informado", "nao especificado", "sem informacao",
    "unknown", "not stated", "not specified", "inconnu", "non precise", "pais ignorado", "no responde",
    "prefiere no contestar", "prefiero no contestar",
}  # fmt: skip
OTHERS = {
    "otro", "otra", "otros", "otras", "outro", "outra", "outros", "outras", "other", "others", "autre",
    "autres", "no binario", "nao binario", "non-binary", "non binaire", "x", "otro pais", "otros paises",
    "outros paises", "other countries", "autres pays", "resto", "resto del mundo",
}  # fmt: skip
WOMEN = {
    "mujer", "mujeres", "femenino", "feminino", "mulher", "mulheres", "women", "woman", "female", "females",
    "femme", "femmes", "f", "nina", "ninas", "feminin",
}  # fmt: skip
MEN = {
    "hombre", "hombres", "masculino", "varon", "varones", "homem", "homens", "men", "man", "male", "males",
    "homme", "hommes", "h", "v", "nino", "ninos", "masculin",
}  # fmt: skip
BAND = re.compile(r"(\d{1,3}) ?(?:-|–|a|to|à|ate|y|e|et) ?(\d{1,3})")
OPEN = re.compile(
    r"(?:mayor(?:es)? de |mas de )?(\d{1,3}) ?"
    r"(?:\+|y mas|o mas|ou mais|e mais|and over|or more|et plus|ou plus)"
)
UNDER = re.compile(r"(?:menor(?:es)? de|menos de|under|moins de|<) ?(\d{1,3})")
AGE_NOISE = re.compile(r"\b(anos|years?|ans|de|entre|from|aged|edad|old)\b|\.")
OLDEST = 120
MONTHS = (
    "enero|janeiro|january|janvier|ene|jan", "febrero|fevereiro|february|fevrier|feb|fev",
    "marzo|marco|march|mars|mar",
    "abril|april|avril|abr|apr", "mayo|maio|may|mai", "junio|junho|june|juin|jun",
    "julio|julho|july|juillet|jul",
    "agosto|august|aout|ago|aug", "septiembre|setiembre|setembro|september|septembre|sep|set",
    "octubre|outubro|october|octobre|oct|out", "noviembre|novembro|november|novembre|nov",
    "diciembre|dezembro|december|decembre|dic|dez|dec",
)  # fmt: skip
PEOPLE_OF = {
    "argentin": "ARG", "bolivian": "BOL", "brasileir": "BRA", "brasilen": "BRA", "chilen": "CHL",
    "colombian": "COL", "costarric": "CRI", "cuban": "CUB", "dominican": "DOM", "ecuatorian": "ECU",
    "equatorian": "ECU", "salvadoren": "SLV", "salvadorenh": "SLV", "guatemaltec": "GTM", "haitian": "HTI",
    "hondur": "HND", "mexican": "MEX", "nicarag": "NIC", "panamen": "PAN", "paraguay": "PRY", "peruan": "PER",
    "uruguay": "URY", "venezolan": "VEN", "venezuelan": "VEN", "estadounidens": "USA",
}  # fmt: skip
ALSO = {
    "eeuu": "USA", "ee uu": "USA", "ee.uu.": "USA", "ee. uu.": "USA", "eua": "USA", "usa": "USA",
    "estados unidos de america": "USA", "united states of america": "USA", "etats-unis d'amerique": "USA",
    "rep. dominicana": "DOM", "r. dominicana": "DOM", "republica dominicana": "DOM", "rca": "CAF",
    "venezuela, rb": "VEN", "inglaterra": "GBR", "corea del sur": "KOR", "rusia": "RUS", "siria": "SYR",
}  # fmt: skip


@lru_cache(maxsize=4096)  # a table says the same few words in every row
def plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split()).strip(" .:;")


def sex(text: str, *, others: Collection[str] = ()) -> str | None:
    """`female`, `male`, `other`, `unknown` or `all`; None where it is none of them.

    A bare M is a woman beside an H (mujer, hombre) and a man beside an F; `others` are the column's
    values, already plain. Alone it may be either, and is refused.
    """
    word = plain(text)
    if word == "m":
        if "h" in others or "v" in others:
            return "female"
        return "male" if "f" in others else None
    for words, code in (
        (WOMEN, "female"),
        (MEN, "male"),
        (TOTALS, ALL),
        (UNKNOWNS, UNKNOWN),
        (OTHERS, OTHER),
    ):
        if word in words:
            return code
    return None


@lru_cache(maxsize=1024)
def age(text: str) -> str | None:
    """`0-4`, `60+`, `25`, `unknown` or `all`; None where it is none of them."""
    word = plain(text)
    if word in TOTALS:
        return ALL
    if word in UNKNOWNS:
        return UNKNOWN
    bare = " ".join(AGE_NOISE.sub(" ", word).split())
    if under := UNDER.fullmatch(word.replace(" anos", "").replace(" years", "").replace(" ans", "")):
        return f"0-{int(under[1]) - 1}" if int(under[1]) > 0 else None
    if band := BAND.fullmatch(bare):
        low, high = int(band[1]), int(band[2])
        return f"{low}-{high}" if low < high <= OLDEST else None
    if wide := OPEN.fullmatch(bare):
        return f"{int(wide[1])}+" if int(wide[1]) <= OLDEST else None
    return bare if bare.isdigit() and int(bare) <= OLDEST else None


def ages_in(code: str) -> tuple[int, int] | None:
    """The first and last year of age of a code that `age` gave; None for `all` and `unknown`."""
    if code in {ALL, UNKNOWN}:
        return None
    if code.endswith("+"):
        return int(code[:-1]), OLDEST
    low, _dash, high = code.partition("-")
    return int(low), int(high or low)


@lru_cache(maxsize=1024)
def period(text: str, *, latest: int) -> str | None:
    """`2024`, `2024-03` or `2024-Q1`; None where it is none, or is before 1900 or after `latest`."""
    word = plain(text)
    found = (
        _match(r"(\d{4})(?:\.0)?", word, "{0}")
        or _match(r"(\d{4})[-/](\d{1,2})(?:[-/]\d{1,2})?(?:[t ].*)?", word, "{0}-{1:0>2}")
        or _match(r"\d{1,2}[-/](\d{1,2})[-/](\d{4})", word, "{1}-{0:0>2}")
        or _match(r"(\d{1,2})[-/](\d{4})", word, "{1}-{0:0>2}")
        or _match(r"(\d{4})[- ]?[tq]([1-4])", word, "{0}-Q{1}")
        or _match(r"[tq]([1-4])[- /]?(\d{4})", word, "{1}-Q{0}")
        or _month(word)
    )
    if not found or not 1900 <= int(found[:4]) <= latest:
        return None
    month = found[5:]
    return found if not month or month.startswith("Q") or 1 <= int(month) <= 12 else None


def _match(pattern: str, word: str, shape: str) -> str:
    found = re.fullmatch(pattern, word)
    return shape.format(*found.groups()) if found else ""


def _month(word: str) -> str:
    for number, names in enumerate(MONTHS, start=1):
        if found := re.fullmatch(rf"(?:{names})\.?(?: de| del)?[ /-]?(\d{{4}})", word):
            return f"{found[1]}-{number:02}"
    return ""


def origin(text: str, countries: Mapping[str, str]) -> str | None:
    """An ISO 3166-1 alpha-3 code, `OTHER`, `UNKNOWN` or `all`; None where the country is not known.

    `countries` maps plain names in every language and codes to alpha-3 codes.
    """
    word = plain(text)
    if word in TOTALS:
        return ALL
    if word in UNKNOWNS:
        return "UNKNOWN"
    if word in OTHERS:
        return "OTHER"
    bare = plain(re.sub(r"\(.*?\)", "", text))
    for name in (word, bare):
        if code := ALSO.get(name) or countries.get(name):
            return code
    return next((code for stem, code in PEOPLE_OF.items() if bare.startswith(stem)), None)
