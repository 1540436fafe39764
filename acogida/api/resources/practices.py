"""Good practices, as they were published: drafts and reviews are nobody's business here."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.practices import PracticeBrief, PracticeOut
from acogida.practices import queries
from acogida.practices.models import Origin, Practice

router = Router()
PLAIN = (
    *("code", "slug", "original_language", "implementer", "organisation", "partners", "objectives"),
    *("objectives_by_us", "principles", "sdgs", "places_text", "level", "kind", "year_start", "year_end"),
    *("progress", "contexts", "budget", "origin", "grade", "source", "is_demonstration", "licence"),
)
PLACE = ("code", "name", "country", "lat", "lon")


def _brief(found: Practice) -> Said:
    content, version = queries.public_content(found), found.current_version
    assert version is not None  # public_content() has just read it
    texts = content["texts"]
    return {
        **{name: content[name] for name in PLAIN},
        "id": found.pk,
        "titles": {code: text["title"] for code, text in texts.items()},
        "summaries": {code: text["summary"] for code, text in texts.items()},
        "languages": sorted(texts),
        "places": [{name: place[name] for name in PLACE} for place in content["places"]],
        "state": found.state,
        "confirmed_on": found.confirmed_on,
        "version": {"number": version.number, "at": version.published_at, "sha256": version.sha256},
        "url": api_url("practices", found.pk),
        "page": page_url("practices:practice", found.slug),
    }


def _whole(found: Practice) -> Said:
    fields = ("year", "outcome", "changed", "result")
    return {
        **_brief(found),
        "content": queries.public_content(found),
        "first_published_at": found.first_published_at,
        "adaptations": [
            {"organisation": one.organisation.name, **{name: getattr(one, name) for name in fields}}
            for one in found.adaptations.all()
        ],
    }


def _changed(found: Practice) -> datetime | None:
    return found.current_version.published_at if found.current_version else None


def _told_in(rows: Any, code: str) -> Any:
    """Those told in the language: a code is a key of the version's texts, so only plain codes are asked."""
    return rows.filter(current_version__content__texts__has_key=code) if code.isidentifier() else rows.none()


def _graded(rows: Any, grade: str) -> Any:
    return rows.filter(origin=grade) if grade in Origin.values else rows.filter(traits__grade=grade)


mount(
    router,
    Resource(
        name="practices",
        one="practice",
        lists=gettext_noop("Good practices, each in its current version"),
        shows=gettext_noop("One good practice: its version, frozen, and who did it again"),
        missing=gettext_lazy("There is no published practice with this number."),
        rows=queries.published,
        whole_rows=lambda rows: rows.prefetch_related("adaptations__organisation"),
        brief=_brief,
        whole=_whole,
        shape=PracticeBrief,
        whole_shape=PracticeOut,
        changed=_changed,
        filters={
            "objective": "traits__served__objective",
            "country": "traits__country",
            "territory": "places__code",
            "year": "traits__year",
            "language": _told_in,
            "grade": _graded,
            "state": "state",
        },
        words="practice",
    ),
)
