"""Words that mean the same in different languages: registered by who knows the field, asked by search."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from acogida.core.text import LANGUAGES, stems

# One meaning: by language, the single words that say it.
Meaning = Mapping[str, Iterable[str]]
_KNOWN: list[Callable[[], Iterable[Meaning]]] = []


def register(meanings: Callable[[], Iterable[Meaning]]) -> None:
    """Called once from an `AppConfig.ready`; read when the first question is asked."""
    if meanings not in _KNOWN:
        _KNOWN.append(meanings)
        _meanings.cache_clear()


def alike(word: str) -> dict[str, frozenset[str]]:
    """By language, the stems of the words that mean what this word means; nothing for a word unknown.

    The word may be of any language, with or without its accents.
    """
    found: dict[str, set[str]] = {}
    by_stem = _meanings()
    for code in LANGUAGES:
        for meaning in by_stem.get((code, stems(word, code)[0]), ()):
            for language, others in meaning.items():
                found.setdefault(language, set()).update(others)
    return {language: frozenset(others) for language, others in found.items()}


@lru_cache(maxsize=1)
def _meanings() -> dict[tuple[str, str], list[dict[str, set[str]]]]:
    by_stem: dict[tuple[str, str], list[dict[str, set[str]]]] = {}
    for source in _KNOWN:
        for meaning in source():
            stemmed = {
                code: {stems(word, code)[0] for word in meaning.get(code, ()) if stems(word, code)}
                for code in LANGUAGES
            }
            for code, words in stemmed.items():
                for word in words:
                    by_stem.setdefault((code, word), []).append(stemmed)
    return by_stem
