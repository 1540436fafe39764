"""The text as a blind reviewer reads it: whose it is and where it was done are blotted out."""

import re
from collections.abc import Iterable

from acogida.accounts.models import Membership
from acogida.core.text import fold
from acogida.practices.fields import NAMES
from acogida.practices.models import Practice

BLOT = "█████"
LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w{2,}", re.I)
# Words too common to give anybody away alone.
COMMON = frozenset(
    [
        "municipalidad",
        "prefeitura",
        "alcaldia",
        "municipio",
        "municipality",
        "ayuntamiento",
        "mairie",
        "ciudad",
        "cidade",
        "city",
        "gobierno",
        "government",
        "demostracion",
        "oficina",
        "office",
        "fundacion",
        "organizacion",
    ]
)
SHORTEST = 4


def names_of(practice: Practice) -> list[str]:
    """Everything that would tell who sends it, the longest first."""
    found: list[str] = [practice.implementer, practice.places_text, *practice.partners.splitlines()]
    organisation = practice.organisation
    if organisation:
        found.append(organisation.name)
        found.append(re.sub(r"\s*\([^)]*\)$", "", organisation.name))
        people = Membership.objects.filter(organisation=organisation).values_list("user__name", "user__email")
        found += [word for pair in people for word in pair]
        if organisation.territory:
            found += [organisation.territory.name, *organisation.territory.names.values()]
    for place in practice.places.all():
        found += [place.name, *place.names.values()]
    if focal := getattr(practice, "focal_point", None):
        found += [focal.name, focal.email]
    found += [part for name in found for part in re.split(r"[,;/·]|\s+-\s+|\bwith\b|\bcon\b|\bcom\b", name)]
    kept = {name.strip() for name in found}
    return sorted(
        (name for name in kept if len(name) >= SHORTEST and fold(name) not in COMMON),
        key=lambda name: (-len(name), name),
    )


def masked(text: str, names: Iterable[str]) -> str:
    """The text with every name blotted out, accents and case aside, and without links or addresses."""
    blotted = LINK.sub(BLOT, text)
    for name in names:
        pattern = r"\s+".join(re.escape(part) for part in fold(name).split())
        if not pattern:
            continue
        spans = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", _aligned(blotted))]
        for start, end in reversed(spans):
            blotted = blotted[:start] + BLOT + blotted[end:]
    return blotted


def _aligned(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return "".join(folded if len(folded := fold(c)) == 1 else c for c in text)


def parts_for(practice: Practice, language: str) -> dict[str, str]:
    """Every part of the text in a language, blotted; parts that are empty are left out."""
    names = names_of(practice)
    text = practice.texts.get(language=language)
    return {name: masked(getattr(text, name), names) for name in NAMES if getattr(text, name)}


def language_for(practice: Practice, languages: Iterable[str]) -> str:
    """The language a reviewer reads it in: the original where they can, else a person's translation."""
    readable = list(
        practice.texts.filter(status__in=["original", "human"]).values_list("language", flat=True)
    )
    wanted = [practice.original_language, *languages]
    return next(
        (code for code in wanted if code in readable and code in set(languages)), practice.original_language
    )
