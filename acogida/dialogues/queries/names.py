"""Finding in a note what would tell who spoke: names of people and organisations, and rare pairs.

Everything is compared without case and accents. What is found is shown to the rapporteur, who rewrites it
or says why it may stay; nothing is changed by itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from acogida.core.text import fold, stems
from acogida.dialogues.models import Delegate, Event, Guest, Member, Note, Panellist, Sector

RARE = 3  # a pair of sector and country with fewer people than this points at somebody
SMALL_WORDS = frozenset(
    {"de", "del", "la", "las", "los", "el", "y", "e", "i", "da", "do", "das", "dos", "of", "the", "and"}
    | {"for", "para", "por", "en", "et", "du", "des", "le", "les", "a", "al"}
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,4}|(?<!\w)[A-ZÁÉÍÓÚÑ]{2,4}(?!\w)")
# How inhabitants and institutions of a country are called begins so, in the four languages, folded.
PEOPLES: dict[str, tuple[str, ...]] = {
    "ARG": ("argentin",),
    "BLZ": ("belic", "beliz"),
    "BOL": ("bolivi",),
    "BRA": ("brasil", "brazil", "bresil"),
    "BRB": ("barbad",),
    "CHL": ("chile", "chili"),
    "COL": ("colombi",),
    "CRI": ("costa rica", "costarric"),
    "CUB": ("cuba",),
    "DOM": ("dominican", "dominicain"),
    "ECU": ("ecuador", "ecuatorian", "equador", "equatorian", "equateur", "equatorien"),
    "GTM": ("guatemal",),
    "HND": ("hondur",),
    "HTI": ("haiti",),
    "JAM": ("jamai",),
    "MEX": ("mexic", "mejic"),
    "NIC": ("nicarag",),
    "PAN": ("panam",),
    "PER": ("peru", "perou", "peruv"),
    "PRY": ("paragua",),
    "SLV": ("salvador",),
    "TTO": ("trinidad", "trinit"),
    "URY": ("urugua",),
    "USA": ("estados unidos", "estadounidens", "united states", "etats-unis", "etasunien"),
    "VEN": ("venez", "venec"),
}
# Words that say a sector, folded, by how they begin, in the four languages.
SECTORS: dict[str, tuple[str, ...]] = {
    Sector.NATIONAL: ("ministeri", "ministr", "gobierno nacional", "governo nacional", "national government"),
    Sector.LOCAL: (
        "municip",
        "alcald",
        "ayuntamient",
        "prefeit",
        "mayor",
        "mairie",
        "maire",
        "gobierno local",
    ),
    Sector.ACADEMIA: ("universi", "academ", "facultad", "professor", "profesor"),
    Sector.FAITH: ("igles", "igrej", "church", "eglise", "confesional", "pastoral", "faith"),
    Sector.WORKERS: ("sindica", "union", "syndica"),
    Sector.PRIVATE: ("empres", "camara", "company", "companies", "entrepris"),
    Sector.PARLIAMENT: ("parlament", "parliament", "diputad", "deputad", "senad", "senat"),
    Sector.HUMAN_RIGHTS: ("defensor", "ombud", "provedor"),
    Sector.RED_CROSS: ("cruz roja", "cruz vermelha", "red cross", "croix-rouge"),
    Sector.MEDIA: ("periodis", "journalis", "jornalis", "prensa", "imprensa", "press", "radio"),
    Sector.DIASPORA: ("diaspora", "asociacion de migrantes", "migrant organi"),
    Sector.UN: ("naciones unidas", "united nations", "nacoes unidas", "nations unies"),
}


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PAIR = "pair"


@dataclass(frozen=True)
class Found:
    """Words of a note that could tell who spoke, as written there."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Known:
    """Who must not be recognised at one event: people, organisations, and rare (sector, country) pairs."""

    people: Sequence[str]
    organisations: Sequence[str]
    rare: Sequence[tuple[str, str]]


def known_at(event: Event) -> Known:
    """The people and organisations of an event: guests, panels, and members of the Mechanism."""
    guests = list(Guest.objects.filter(event=event).select_related("country"))
    panels = Panellist.objects.filter(theme__event=event).values_list("organisation", flat=True)
    members = Member.objects.admitted().values_list("organisation__name", flat=True)
    delegates = Delegate.objects.filter(ended_on__isnull=True).values_list("user__name", flat=True)
    pairs = Counter((g.sector, g.country.code) for g in guests if g.registered_at)
    return Known(
        people=sorted({name for name in (*(g.name for g in guests), *delegates) if name}),
        organisations=sorted({n for n in (*(g.organisation for g in guests), *panels, *members) if n}),
        rare=sorted(pair for pair, n in pairs.items() if n < RARE),
    )


def scan(text: str, known: Known) -> list[Found]:
    """What in the text could tell who spoke, each once, in the order people, organisations, pairs."""
    found = [
        *_people(text, known.people),
        *_organisations(text, known.organisations),
        *_pairs(text, known.rare),
    ]
    return list(dict.fromkeys(found))


def _people(text: str, people: Iterable[str]) -> Iterable[Found]:
    names: set[str] = set()
    initials: set[str] = set()
    for person in people:
        parts = [part for part in WORD.findall(fold(person)) if part not in SMALL_WORDS]
        names |= {part for part in parts if len(part) >= 3}
        if len(parts) >= 2:
            letters = "".join(part[0] for part in parts)
            initials |= {letters, letters[:2], parts[0][0] + parts[-1][0]}
    for match in WORD.finditer(text):
        word = match.group()
        # A name is written with a capital; María, Marías and María's are the same one.
        if word[0].isupper() and _is_name(fold(word), names):
            yield Found(Kind.PERSON, word)
    for match in INITIALS.finditer(text):
        letters = "".join(c for c in fold(match.group()) if c.isalpha())
        if letters in initials:
            yield Found(Kind.PERSON, match.group().strip())


def _is_name(word: str, names: set[str]) -> bool:
    bare = re.split(r"['’]", word)[0]
    return bare in names or bare.removesuffix("s") in names or bare.removesuffix("es") in names


def _organisations(text: str, organisations: Iterable[str]) -> Iterable[Found]:
    spoken = [
        (m.group(), _stem(m.group())) for m in WORD.finditer(text) if fold(m.group()) not in SMALL_WORDS
    ]
    said = [stem for _word, stem in spoken]
    for organisation in organisations:
        parts = [part for part in WORD.findall(organisation) if fold(part) not in SMALL_WORDS]
        wanted = [_stem(part) for part in parts]
        for start in range(len(said) - len(wanted) + 1 if wanted else 0):
            if said[start : start + len(wanted)] == wanted:
                yield Found(
                    Kind.ORGANISATION, " ".join(word for word, _s in spoken[start : start + len(wanted)])
                )
                break
        acronym = "".join(part[0] for part in parts).upper()
        if len(acronym) >= 3 and re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            yield Found(Kind.ORGANISATION, acronym)


def _stem(word: str) -> str:
    return (stems(word, "es") or [fold(word)])[0]


def _pairs(text: str, rare: Iterable[tuple[str, str]]) -> Iterable[Found]:
    wanted = list(rare)
    for sentence in re.split(r"[.!?;\n]+", text):
        folded = fold(sentence)
        for sector, country in wanted:
            place = _begins(folded, PEOPLES.get(country, ()))
            word = _begins(folded, SECTORS.get(sector, ()))
            if place and word:
                yield Found(Kind.PAIR, f"{word} + {place}")


def _begins(folded: str, beginnings: Iterable[str]) -> str:
    """The first word of the text that begins so, "" where none does."""
    for beginning in beginnings:
        if match := re.search(rf"(?<!\w){re.escape(beginning)}\w*", folded):
            return match.group()
    return ""


def unresolved(notes: Iterable[Note], known: Known) -> dict[int, list[Found]]:
    """By note, what was found and neither rewritten nor justified. `notes` come with their justifications."""
    result = {}
    for note in notes:
        justified = {one.words for one in note.justifications.all()}
        left = [found for found in scan(note.text, known) if found.words not in justified]
        if left:
            result[note.pk] = left
    return result
