"""What a published version says, as plain data that never changes again."""

from typing import Any

from acogida.practices.fields import NAMES
from acogida.practices.models import Practice, PracticeText

LICENCE = "CC BY 4.0"
# What a version says about itself; the rest is what the practice says.
OF_THE_VERSION = ("number", "published_on", "note")


def content_of(practice: Practice) -> dict[str, Any]:
    """The practice as its rows stand now: no person in it, nothing of its review."""
    return {
        "code": practice.code,
        "slug": practice.slug,
        "origin": practice.origin,
        "grade": practice.grade,
        "original_language": practice.original_language,
        "title_language": practice.title_language,
        "texts": {text.language: _text(text) for text in practice.texts.order_by("language")},
        "organisation": practice.organisation.name if practice.organisation else "",
        "is_demonstration": bool(practice.organisation and practice.organisation.is_demonstration),
        "implementer": practice.implementer,
        "partners": practice.partners,
        "objectives": [
            {"number": row.objective_id, "primary": row.is_primary}
            for row in practice.served.order_by("objective_id")
        ],
        "objectives_by_us": practice.objectives_by_us,
        "principles": list(practice.principles.order_by("number").values_list("key", flat=True)),
        "principles_by_us": practice.principles_by_us,
        "sdgs": sorted(practice.sdgs),
        "places": _places(practice),
        "places_text": practice.places_text,
        "level": practice.level,
        "kind": practice.kind,
        "year_start": practice.year_start,
        "year_end": practice.year_end,
        "progress": practice.progress,
        "contexts": practice.contexts,
        "is_border": practice.is_border,
        "origins": sorted(practice.origins.values_list("code", flat=True)),
        "budget": practice.budget,
        "source": {
            "name": practice.source_name,
            "url": practice.source_url,
            "scope": practice.source_scope,
            "seen": practice.source_seen,
        },
        "licence": LICENCE,
        **_files(practice),
    }


def _files(practice: Practice) -> dict[str, Any]:
    """The files that go with it; nothing at all where there are none, as in versions of before."""
    kept = practice.attachments.filter(removed_at=None).select_related("file").order_by("pk")
    files = [
        {
            "id": one.pk,
            "name": one.file.name,
            "caption": one.caption,
            "type": one.file.content_type,
            "size": one.file.size,
            "sha256": one.file.sha256,
        }
        for one in kept
    ]
    return {"attachments": files} if files else {}


def _text(text: PracticeText) -> dict[str, str]:
    return {"status": text.status} | {name: getattr(text, name) for name in NAMES}


def _places(practice: Practice) -> list[dict[str, Any]]:
    found = practice.places.select_related("country", "parent").order_by("level", "name", "code")
    return [
        {
            "code": place.code,
            "slug": place.slug,
            "name": place.name,
            "level": place.level,
            "country": place.code if place.is_country else place.country.code if place.country else "",
            "division": place.parent.code if place.parent and place.parent.level == "division" else "",
            "lat": place.lat,
            "lon": place.lon,
        }
        for place in found
    ]


def same_words(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two contents say the same about the practice."""
    return {k: v for k, v in one.items() if k not in OF_THE_VERSION} == {
        k: v for k, v in other.items() if k not in OF_THE_VERSION
    }


def language_shown(content: dict[str, Any], language: str) -> str:
    """The language a reader is shown: theirs where it is told in it, else the original."""
    return language if language in content["texts"] else content["original_language"]


def completeness(content: dict[str, Any], language: str) -> tuple[int, int]:
    """How many of the parts that the original tells are told in a language too."""
    original = content["texts"].get(content["original_language"], {})
    told = [name for name in NAMES if original.get(name)]
    there = content["texts"].get(language, {})
    return sum(1 for name in told if there.get(name)), len(told)
