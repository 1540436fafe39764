"""The controlled lists of a directory entry and of the tally: what can be chosen, nothing else.

Each topic names the objectives of the Compact it serves, so that what is counted at a counter can be
read by objective later.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from acogida.core.text import fold


@dataclass(frozen=True)
class Topic:
    """What somebody comes for. `objectives` are numbers of the Compact's objectives."""

    key: str
    label: str | Promise
    objectives: tuple[int, ...]


TOPICS: dict[str, Topic] = {
    topic.key: topic
    for topic in (
        Topic("information", pgettext_lazy("a topic", "Information and guidance"), (3,)),
        Topic("papers", pgettext_lazy("a topic", "Papers and regularisation"), (4, 5, 12)),
        Topic("asylum", pgettext_lazy("a topic", "Asylum and refugee status"), (7, 12)),
        Topic("consular", pgettext_lazy("a topic", "Consular help"), (14,)),
        Topic("legal", pgettext_lazy("a topic", "Legal advice"), (7, 12)),
        Topic("health", pgettext_lazy("a topic", "Health"), (15,)),
        Topic("pregnancy", pgettext_lazy("a topic", "Pregnancy and early childhood"), (7, 15)),
        Topic("mental", pgettext_lazy("a topic", "Mental health"), (15,)),
        Topic("education", pgettext_lazy("a topic", "School and studies"), (15, 18)),
        Topic("work", pgettext_lazy("a topic", "Work and labour rights"), (6, 16)),
        Topic("housing", pgettext_lazy("a topic", "Shelter and housing"), (7, 15)),
        Topic("food", pgettext_lazy("a topic", "Food, clothing and hygiene"), (7, 15)),
        Topic("violence", pgettext_lazy("a topic", "Violence and protection"), (7, 17)),
        Topic("trafficking", pgettext_lazy("a topic", "Trafficking in persons"), (10,)),
        Topic("childhood", pgettext_lazy("a topic", "Children and adolescents"), (7,)),
        Topic("family", pgettext_lazy("a topic", "Missing people and family contact"), (8,)),
        Topic("language", pgettext_lazy("a topic", "Language classes and interpreting"), (16,)),
        Topic("money", pgettext_lazy("a topic", "Remittances and bank accounts"), (20,)),
        Topic("community", pgettext_lazy("a topic", "Community and culture"), (16, 17)),
        Topic("return", pgettext_lazy("a topic", "Return and reintegration"), (21,)),
    )
}


class Provider(TextChoices):
    """Who gives the service."""

    MUNICIPAL = "municipal", pgettext_lazy("a provider", "Municipality")
    STATE = "state", pgettext_lazy("a provider", "National or provincial body")
    CIVIL = "civil", pgettext_lazy("a provider", "Civil society")
    INTERNATIONAL = "international", pgettext_lazy("a provider", "International organisation")
    CONSULATE = "consulate", pgettext_lazy("a provider", "Consulate")
    OTHER = "other", pgettext_lazy("a provider", "Other")


class Cost(TextChoices):
    FREE = "free", pgettext_lazy("a cost", "Free")
    PARTLY = "partly", pgettext_lazy("a cost", "Partly paid")
    PAID = "paid", pgettext_lazy("a cost", "Paid")
    UNKNOWN = "unknown", pgettext_lazy("a cost", "Not known")


class Paper(TextChoices):
    """What is asked for at the door. An empty list means that it is not known; NONE says: nothing."""

    NONE = "none", pgettext_lazy("papers", "No papers asked")
    ANY_ID = "any_id", pgettext_lazy("papers", "Any identity document, also expired")
    VALID_ID = "valid_id", pgettext_lazy("papers", "Valid identity document")
    PASSPORT = "passport", pgettext_lazy("papers", "Passport")
    RESIDENCE = "residence", pgettext_lazy("papers", "Residence or migration document")
    BIRTH = "birth", pgettext_lazy("papers", "Birth certificate")
    ADDRESS = "address", pgettext_lazy("papers", "Proof of address")
    REFERRAL = "referral", pgettext_lazy("papers", "Referral note")
    PHOTO = "photo", pgettext_lazy("papers", "Photograph")
    OTHER = "other", pgettext_lazy("papers", "Other papers: ask before going")


class Access(TextChoices):
    RAMP = "ramp", pgettext_lazy("access", "Step-free entrance")
    TOILET = "toilet", pgettext_lazy("access", "Accessible toilet")
    SIGN = "sign", pgettext_lazy("access", "Sign language")
    PRIVATE = "private", pgettext_lazy("access", "Room to talk in private")
    CHILDREN = "children", pgettext_lazy("access", "Place for children")
    PHONE = "phone", pgettext_lazy("access", "Also by telephone")
    ONLINE = "online", pgettext_lazy("access", "Also online")


class Sex(TextChoices):
    WOMEN = "f", pgettext_lazy("counted", "Women")
    MEN = "m", pgettext_lazy("counted", "Men")
    UNSAID = "", pgettext_lazy("counted", "Not noted")


class Age(TextChoices):
    """Bands wide enough to be guessed without asking for a paper."""

    CHILD = "0-11", pgettext_lazy("ages", "0–11")
    TEEN = "12-17", pgettext_lazy("ages", "12–17")
    YOUNG = "18-29", pgettext_lazy("ages", "18–29")
    ADULT = "30-59", pgettext_lazy("ages", "30–59")
    OLDER = "60+", pgettext_lazy("ages", "60 and over")
    UNSAID = "", pgettext_lazy("counted", "Not noted")


# Languages spoken at counters of the region; what Babel does not name, we do.
LANGUAGE_CODES = (
    "es", "pt", "en", "fr", "ht", "ar", "arn", "ay", "cak", "gn", "jam", "kek", "ln", "mam", "miq", "nah",
    "pap", "qu", "quc", "ru", "srn", "uk", "wo", "yua", "zh",
)  # fmt: skip
OWN_NAMES = {
    "cak": "Kaqchikel", "jam": "Patwa", "kek": "Qʼeqchiʼ", "mam": "Mam", "miq": "Mískitu", "nah": "Náhuatl",
    "yua": "Maya",
}  # fmt: skip


def language_name(code: str) -> str:
    """The name of a language in the page's language."""
    spoken = (get_language() or "es")[:2]
    name = OWN_NAMES.get(code) or Locale(spoken).languages.get(code) or code
    return str(name[:1].upper() + name[1:])


def languages() -> list[tuple[str, str]]:
    """Those a form offers: the four of the platform and Kreyòl first, then by name."""
    first = [(code, language_name(code)) for code in LANGUAGE_CODES[:5]]
    rest = [(code, language_name(code)) for code in LANGUAGE_CODES[5:]]
    return first + sorted(rest, key=lambda pair: fold(pair[1]))


def topics_of(objective: int) -> list[str]:
    """The keys of the topics that serve an objective."""
    return [topic.key for topic in TOPICS.values() if objective in topic.objectives]


def topic_choices() -> list[tuple[str, str | Promise]]:
    return [(topic.key, topic.label) for topic in TOPICS.values()]


def known(keys: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """The keys in the order of the list; raises KeyError with the first that is not on it."""
    asked, offered = list(keys), list(allowed)
    for key in asked:
        if key not in offered:
            raise KeyError(key)
    return [key for key in offered if key in asked]


def zones_of(iso2: str) -> list[tuple[str, str]]:
    """The clocks of a country by its ISO 3166-1 alpha-2 code, with the name of a city each."""
    zones = dict.fromkeys(get_global("territory_zones").get(iso2, []) if iso2 else [])
    return [(zone, zone.split("/")[-1].replace("_", " ")) for zone in zones] or [("UTC", "UTC")]
