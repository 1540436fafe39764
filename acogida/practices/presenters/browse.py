"""The list of practices: rows, facets with their labels and counts, the map."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.compact.models import Objective, Principle
from acogida.core.search.listing import Listing
from acogida.design.maps import Map, Point, point_map
from acogida.practices.models import Grade, Kind, Level, Origin
from acogida.practices.presenters import words
from acogida.practices.queries.asking import GROUPS, Question
from acogida.territories.models import Territory
from acogida.territories.queries import outlines_of_lac

MOST_OPTIONS = 60
NATURAL = {"objective", "sdg"}


def rows(listing: Listing, language: str) -> list[dict[str, Any]]:
    """What a list shows of each practice found, without a query."""
    shown = []
    for hit in listing.hits:
        extra = hit.extra
        start, end, progress = extra["years"]
        status, tone = words.status(extra["status"][hit.language])
        grade, grade_tone = words.grade(extra["grade"])
        shown.append(
            {
                "url": reverse(hit.view, args=hit.args),
                "title": hit.title,
                "title_language": extra["title_language"] or hit.language,
                "language": hit.language,
                # What follows the summary is for the search, not for the eye.
                "snippet": hit.snippet[: extra["said"][hit.language]],
                "places": hit.note,
                "implementer": extra["implementer"],
                "years": words.years(start, end, progress),
                "objectives": hit.objectives,
                "grade": grade,
                "grade_tone": grade_tone,
                "status": ""
                if extra["status"][hit.language] == "original" and hit.language == language
                else status,
                "status_tone": tone,
                "other": words.language_name(hit.language) if hit.language != language else "",
                "copies": extra["copies"],
                "is_demonstration": extra["is_demonstration"],
            }
        )
    return shown


def groups(question: Question, listing: Listing) -> list[dict[str, Any]]:
    """The facets that offer something, each with its options and counts."""
    labels = _labels(listing.counts, question)
    found = []
    for name, label in _group_labels().items():
        counts = dict(listing.counts.get(name, {}))
        chosen = question.facets.get(name, [])
        if name == "division" and not question.facets.get("country"):
            continue
        values = _ordered(name, {*counts, *chosen}, labels)[:MOST_OPTIONS]
        options = [
            {
                "value": value,
                "label": labels.get((name, value), value),
                "count": counts.get(value, 0),
                "checked": value in chosen,
            }
            for value in values
        ]
        if options:
            found.append({"name": name, "label": label, "options": options, "open": bool(chosen)})
    every = {"value": "1", "label": _("Every value chosen must hold"), "checked": question.every}
    together = {"name": "every", "label": _("How filters combine"), "options": [every]}
    return [*found, together | {"open": question.every}]


def _ordered(name: str, values: set[str], labels: Mapping[tuple[str, str], str]) -> list[str]:
    if name in NATURAL:
        return sorted((v for v in values if v.isdigit()), key=int)
    if name == "year":
        return sorted((v for v in values if v.isdigit()), key=int, reverse=True)
    return sorted(values, key=lambda value: labels.get((name, value), value))


def _group_labels() -> dict[str, str]:
    told = {
        "objective": _("Objective"),
        "principle": _("Principle"),
        "sdg": _("Sustainable Development Goal"),
        "country": _("Country"),
        "division": _("First-level division"),
        "level": _("Level"),
        "kind": _("Kind"),
        "year": _("Began in"),
        "language": _("Language"),
        "grade": pgettext("practice", "Grade"),
    }
    return {name: told[name] for name in GROUPS}


def _labels(counts: Mapping[str, Mapping[str, int]], question: Question) -> dict[tuple[str, str], str]:
    """The words of every value, in three queries."""
    found: dict[tuple[str, str], str] = {}
    for objective in Objective.objects.only("number", "label"):
        found["objective", str(objective.pk)] = f"{objective.pk}. {objective.short}"
    for principle in Principle.objects.all():
        found["principle", principle.pk] = str(principle)
    codes = {code for name in ("country", "division") for code in counts.get(name, {})}
    codes |= {code for name in ("country", "division") for code in question.facets.get(name, [])}
    for place in Territory.objects.filter(code__in=codes):
        found["country", place.code] = found["division", place.code] = str(place)
    for goal in range(1, 18):
        found["sdg", str(goal)] = pgettext("SDG", "Goal %(number)s") % {"number": goal}
    for name, choices in (("level", Level), ("kind", Kind), ("grade", Grade)):
        found |= {(name, value): str(label) for value, label in choices.choices}
    found["grade", Origin.COMPILED] = words.grade("")[0]
    found |= {("language", code): words.language_name(code) for code in ("es", "pt", "en", "fr")}
    return found


def chosen(question: Question, listing: Listing) -> list[tuple[str, str]]:
    """What narrows the list, each with the address of the list without it."""
    labels = _labels(listing.counts, question)
    return [
        (labels.get((name, value), value), question.address(without=(name, value)))
        for name, values in question.facets.items()
        for value in values
    ]


def map_of(listing: Listing) -> Map | None:
    """Where the practices of the list were carried out; those of a whole country are only in the list."""
    points = [
        Point(f"{hit.title} ({name})", lat, lon, url=reverse(hit.view, args=hit.args))
        for hit in listing.hits
        for name, lat, lon in hit.extra["points"]
    ]
    if not points:
        return None
    return point_map(
        _("Where these practices were carried out"),
        outlines_of_lac(),
        points,
        sentence=_("%(number)s places of the practices on this page are marked.") % {"number": len(points)},
        source=_("Boundaries: Natural Earth. Places: GeoNames and national registers."),
    )


def pages(question: Question, total: int, size: int) -> dict[str, str]:
    last = -(-total // size)
    return {
        "previous": question.address(page=question.page - 1) if question.page > 1 else "",
        "next": question.address(page=question.page + 1) if question.page < last else "",
    }


def orders(question: Question) -> list[tuple[str, str, bool]]:
    """The ways to sort: words, address, and whether it is this one."""
    offered = [
        ("relevance", pgettext("sort", "Relevance")),
        ("year", pgettext("sort", "Newest")),
        ("copies", pgettext("sort", "Most adapted")),
    ]
    return [(label, question.address(order=key, page=1), question.order == key) for key, label in offered]


def views(question: Question) -> Sequence[tuple[str, str, bool]]:
    offered = [
        ("list", pgettext("view", "List")),
        ("map", pgettext("view", "Map")),
        ("table", pgettext("view", "Table")),
    ]
    return [(label, question.address(view=key), question.view == key) for key, label in offered]
