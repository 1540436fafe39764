"""Text in four languages: which one to show, and how words are folded to be found."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import Stemmer
from django.utils.translation import get_language

LANGUAGES = ("es", "pt", "en", "fr")
SNOWBALL = {"es": "spanish", "pt": "portuguese", "en": "english", "fr": "french"}


def in_language(texts: Mapping[str, str], language: str | None = None) -> str:
    """The text in the language asked for (default: the page's), else Spanish, else English, else any.

    `texts` maps language codes to strings, as reference data keeps them.
    """
    wanted = (language or get_language() or "es")[:2]
    for code in (wanted, "es", "en", *texts):
        if texts.get(code):
            return texts[code]
    return ""


def language_shown(texts: Mapping[str, str], language: str | None = None) -> str:
    """The code of the language `in_language` really shows, for `lang=` and for the label."""
    wanted = (language or get_language() or "es")[:2]
    return next((code for code in (wanted, "es", "en", *texts) if texts.get(code)), wanted)


def fold(text: str) -> str:
    """Lower case without accents: what a person types when the keyboard has none."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=len(LANGUAGES))
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(SNOWBALL[language])


def words(text: str) -> list[str]:
    """The words of a text, in lower case, accents kept."""
    kept = "".join(c if c.isalnum() else " " for c in text.casefold())
    return kept.split()


def stems(text: str, language: str) -> list[str]:
    """The stems of a text: what is put in an index and what a query is turned into.

    Each word is stemmed with its accents, then folded, and stemmed again as typed without them:
    Snowball knows *evaluación* by its accent, and people leave accents out.
    """
    return [_stem(word, language) for word in words(text)]


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    """One word; remembered, since a language uses few words most of the time."""
    stem = _stemmer(language).stemWord
    return fold(stem(fold(stem(word))))
