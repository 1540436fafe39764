"""Published practices, as everybody and the modules above read them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count

from acogida.core.search.sources import Entry
from acogida.practices.models import Adaptation, Origin, Practice, PracticeQuerySet
from acogida.practices.queries.content import language_shown
from acogida.territories.models import Territory

KIND = "practice"


def published() -> PracticeQuerySet:
    """Every public practice with its current version, newest first. No ranking.

    `public_content(practice)` is what may be read; the live rows may hold an update not yet published.
    """
    return Practice.objects.all().public().select_related("current_version", "organisation").order_by("-pk")


def public_content(practice: Practice) -> dict[str, Any]:
    """What its current version says. Raises ValueError for a practice never published."""
    if practice.current_version is None:
        raise ValueError(f"practice {practice.pk} was never published")
    content: dict[str, Any] = practice.current_version.content
    return content


def title_of(content: dict[str, Any], language: str) -> str:
    title: str = content["texts"][language_shown(content, language)]["title"]
    return title


def of_territory(territory: Territory, limit: int = 20) -> list[Practice]:
    """Public practices carried out in a place, or in a country by its places; newest first."""
    return list(published().filter(places=territory)[:limit])


def of_objective(number: int, limit: int = 20) -> list[Practice]:
    """Public practices that serve an objective, those that serve it first of all before, then newest."""
    return list(
        published()
        .filter(traits__served__objective=number)
        .order_by("-traits__served__is_primary", "-traits__year", "pk")[:limit]
    )


def search_entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Public practices for the search: one entry a language it is told in."""
    found = published()
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    copies = dict(Adaptation.objects.values_list("practice").annotate(n=Count("pk")))
    for practice in found.iterator(chunk_size=500):
        yield from entries_of(practice.pk, public_content(practice), copies=copies.get(practice.pk, 0))


def entries_of(pk: int, content: dict[str, Any], *, copies: int) -> Iterator[Entry]:
    """One published content as the index keeps it; the original language first."""
    facets = tuple(_facets(content))
    places = ", ".join(place["name"] for place in content["places"]) or content["places_text"]
    extra = _extra(content, copies)
    languages = sorted(content["texts"], key=lambda code: (code != content["original_language"], code))
    for language in languages:
        text = content["texts"][language]
        parts = [text[name] for name in text if name not in ("status", "title")]
        yield Entry(
            key=str(pk),
            language=language,
            title=text["title"],
            body="\n".join([*parts, content["implementer"], content["partners"], places]),
            view="practices:practice",
            args=(content["slug"],),
            country=next((place["country"] for place in content["places"]), ""),
            objectives=tuple(served["number"] for served in content["objectives"]),
            note=places,
            facets=facets,
            year=content["year_start"] or 0,
            copies=copies,
            extra=extra,
        )


def _facets(content: dict[str, Any]) -> Iterator[str]:
    yield from (f"objective:{served['number']}" for served in content["objectives"])
    yield from (f"principle:{key}" for key in content["principles"])
    yield from (f"sdg:{goal}" for goal in content["sdgs"])
    yield from sorted({f"country:{p['country']}" for p in content["places"] if p["country"]})
    yield from sorted({f"division:{p['division']}" for p in content["places"] if p["division"]})
    yield from (f"{name}:{content[name]}" for name in ("level", "kind") if content[name])
    if content["year_start"]:
        yield f"year:{content['year_start']}"
    yield from (f"language:{code}" for code in sorted(content["texts"]))
    yield f"grade:{content['grade'] or Origin.COMPILED}"


def _extra(content: dict[str, Any], copies: int) -> dict[str, Any]:
    """What a row of a list shows, so that a list costs no query a row."""
    return {
        "status": {code: text["status"] for code, text in content["texts"].items()},
        "said": {code: len(" ".join(text["summary"].split())) for code, text in content["texts"].items()},
        "title_language": content["title_language"],
        "grade": content["grade"],
        "origin": content["origin"],
        "implementer": content["implementer"],
        "years": [content["year_start"], content["year_end"], content["progress"]],
        "points": [[p["name"], p["lat"], p["lon"]] for p in content["places"] if p["lat"] is not None],
        "is_demonstration": content["is_demonstration"],
        "copies": copies,
    }
