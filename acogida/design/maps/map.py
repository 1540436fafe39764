"""What every map is: a picture, its table, its sentence, its source and a word on boundaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Feature = Mapping[str, Any]


@dataclass(frozen=True)
class Map:
    """One map, ready to show; `links` are the rows' pages, "" where there is none."""

    title: str
    svg: SafeString
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    sentence: str
    source: str
    disclaimer: str
    alt: str = ""
    links: Sequence[str] = ()
    svg_for_documents: str = ""


def disclaimer() -> str:
    """What every map of boundaries must say."""
    return _(
        "The boundaries and names shown on this map do not imply official endorsement "
        "or acceptance by anybody."
    )
