"""The four languages: their names, and which of them a text seems to be written in."""

from collections import Counter

from django.utils.translation import pgettext

from acogida.core.text import words

# Little words that each language uses all the time and the others hardly do.
OWN = {
    "es": "el los las una y con del más también fue es su sus porque donde cuando sin hasta",
    "pt": "os uma e com do da dos das não em ao foi são pela pelo também até sua onde um na no",
    "en": "the and of to in with for was were is are that from by on this they which",
    "fr": "le les une et avec du des dans pour est ont été au aux qui sur par leur pas",
}
BY_WORD = {code: frozenset(words(text)) for code, text in OWN.items()}
LEAST, CLEARLY = 6, 1.6


def language_name(code: str) -> str:
    """A language's name in the page's language."""
    return {
        "es": pgettext("language", "Spanish"),
        "pt": pgettext("language", "Portuguese"),
        "en": pgettext("language", "English"),
        "fr": pgettext("language", "French"),
    }.get(code, code)


def guessed(text: str) -> str:
    """The code of the language it seems to be in, or nothing where it is too short or too mixed to tell.
    It proposes; a person decides.
    """
    said = Counter(words(text))
    counts = sorted(((sum(said[word] for word in own), code) for code, own in BY_WORD.items()), reverse=True)
    (most, code), (next_most, _other) = counts[:2]
    return code if most >= LEAST and most >= CLEARLY * next_most else ""
