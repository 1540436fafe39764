"""A draft as a file that can be sent by any means and brought in elsewhere: JSON, read with suspicion."""

import json
from typing import Any

from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.practices.fields import NAMES
from acogida.practices.models import Practice, TextStatus

FORMAT, VERSION = "acogida-practice-draft", 1
LONGEST_FILE = 1024 * 1024
WORDS = ("implementer", "partners", "places_text", "leftover", "level", "kind", "progress", "budget")
YEARS = ("year_start", "year_end")
NUMBERS = ("primary", "secondary", "sdgs")
CODES = ("principles", "contexts", "places", "origins")


def draft_of(practice: Practice) -> dict[str, Any]:
    """Everything its people have written, no person and nothing of its review."""
    served = {row.objective_id: row.is_primary for row in practice.served.all()}
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": practice.original_language,
        "texts": {
            text.language: {"status": text.status} | {name: getattr(text, name) for name in NAMES}
            for text in practice.texts.order_by("language")
        },
        "primary": sorted(n for n, first in served.items() if first),
        "secondary": sorted(n for n, first in served.items() if not first),
        "principles": list(practice.principles.order_by("number").values_list("key", flat=True)),
        "sdgs": practice.sdgs,
        "places": list(practice.places.order_by("code").values_list("code", flat=True)),
        "origins": list(practice.origins.order_by("code").values_list("code", flat=True)),
        "contexts": practice.contexts,
        "is_border": practice.is_border,
        **{name: getattr(practice, name) for name in (*WORDS, *YEARS)},
    }


def read_draft(data: bytes) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """The values of a draft file for `actions.start`, and its other languages with their status.

    Raises Refused with a sentence where it is not such a file.
    """
    if len(data) > LONGEST_FILE:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": 1})
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refused(_("This is neither our Word template nor a draft kept as a file.")) from error
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise Refused(_("This is neither our Word template nor a draft kept as a file."))
    if given.get("version") != VERSION:
        raise Refused(_("This draft was kept by a newer Acogida. Ask for it as a Word file."))
    texts = given.get("texts")
    language = given.get("language")
    if language not in LANGUAGES or not isinstance(texts, dict) or not isinstance(texts.get(language), dict):
        raise Refused(_("The draft does not say in which language it is told."))
    values: dict[str, Any] = {"language": language, "is_border": given.get("is_border") is True}
    values |= _texts(texts[language])
    values |= {name: given[name] for name in WORDS if isinstance(given.get(name), str)}
    values |= {name: given[name] for name in YEARS if _is_number(given.get(name))}
    values |= {name: [n for n in _list(given.get(name)) if _is_number(n)] for name in NUMBERS}
    values |= {name: [code for code in _list(given.get(name)) if isinstance(code, str)] for name in CODES}
    others = {
        code: _texts(text) | {"status": _status(text)}
        for code, text in texts.items()
        if code in LANGUAGES and code != language and isinstance(text, dict)
    }
    return values, others


def _texts(given: dict[str, Any]) -> dict[str, str]:
    return {name: given[name] for name in NAMES if isinstance(given.get(name), str)}


def _status(given: dict[str, Any]) -> str:
    """As it says; whatever else it claims to be was not checked by a person."""
    said = given.get("status")
    return said if said in (TextStatus.HUMAN, TextStatus.OUTDATED) else TextStatus.MACHINE


def _list(given: Any) -> list[Any]:
    return given[:300] if isinstance(given, list) else []


def _is_number(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and abs(given) < 10_000
