"""Bringing the practices compiled from public sources into the repository, the same every time."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.compact.models import Objective, Principle
from acogida.practices.actions.ground import freeze
from acogida.practices.models import Level, ObjectiveServed, Origin, Practice, PracticeText, TextStatus
from acogida.practices.states import State
from acogida.territories.models import Territory

Row = dict[str, str]
PRINCIPLES = {
    "Human rights": "human_rights",
    "Whole-of-government": "whole_of_government",
    "Whole-of-society": "whole_of_society",
    "Child-sensitive": "child_sensitive",
    "Gender-responsive": "gender_responsive",
    "International cooperation": "international_cooperation",
    "Rule of law and due process": "rule_of_law",
}
SECONDARY = "(listed objectives are the secondary ones)"
# A remark that a year or a country was guessed: what was guessed is not shown as known.
GUESSED_YEAR = "(year inferred)"
GUESSED_COUNTRY = "(country inferred from the speaker)"
BY = "load_practices"


@cache
def shipped() -> tuple[Row, ...]:
    """The rows of `data/practices.csv`, as text."""
    text = files("acogida.practices").joinpath("data", "practices.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


@cache
def translated() -> dict[str, dict[str, str]]:
    """Our summaries in the other languages, by code: `data/summaries.yaml`."""
    text = files("acogida.practices").joinpath("data", "summaries.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


def may_be_shown(row: Row) -> bool:
    """Only what says where it comes from and who did it; a guessed country is not told as a fact.

    The others stay in the file until somebody finds their source.
    """
    return not list(_missing(row))


def held_back() -> list[tuple[Row, list[str]]]:
    """The rows that are not loaded, each with what is missing before they may be."""
    return [(row, missing) for row in shipped() if (missing := list(_missing(row)))]


def _missing(row: Row) -> Iterator[str]:
    if row["url_scope"] == "none recorded":
        yield _("It records no address where it can be read.")
    if row["organisation"].startswith("("):
        yield _("The list it comes from does not say who carried it out.")
    if GUESSED_COUNTRY in row["summary_en"]:
        yield _("Its country was guessed from who spoke of it.")


@transaction.atomic
def load(*, at: datetime) -> int:
    """Write every compiled practice that may be shown; how many have a new version. There is no deed of
    a person here, so there is no audit line. What was here already and says the same is left alone.
    """
    rows = [row for row in shipped() if may_be_shown(row)]
    return sum(1 for row in rows if _load(row, at=at))


def _load(row: Row, *, at: datetime) -> bool:
    summary, guessed = _summary(row)
    practice, _new = Practice.objects.get_or_create(
        code=row["practice_id"],
        defaults={
            "slug": f"{slugify(row['title'])[:100].strip('-')}-{row['practice_id'].lower()}",
            "origin": Origin.COMPILED,
            "source_name": row["source_collection"][:200],
            "created_at": at,
        },
    )
    facts: dict[str, Any] = {
        "implementer": row["organisation"],
        "places_text": row["place"] if not row["municipality_code"] else "",
        "level": Level.LOCAL if row["is_local"] == "1" else _wide(row),
        "year_start": None if guessed else _year(row["year_start"]),
        "year_end": None if guessed else _year(row["year_end"]),
        "original_language": "en",
        "title_language": row["title_language"],
        "source_name": row["source_collection"].replace("seed ", "founding document ")[:200],
        "source_url": row["url"],
        "source_scope": row["url_scope"],
        "source_seen": row["evidence"],
        "objectives_by_us": not row["gcm_objectives_stated"],
        "principles_by_us": bool(row["principles_inferred"]),
    }
    for name, value in facts.items():
        setattr(practice, name, value)
    _tie(practice, row)
    _tell(practice, row, summary, at=at)
    version = freeze(practice, note="", by=BY, at=at)
    if version:
        practice.state = State.PUBLISHED
        practice.revision += 1
    practice.save()
    return version is not None


def _summary(row: Row) -> tuple[str, bool]:
    text = row["summary_en"].replace(SECONDARY, "").replace(" .", ".")
    guessed = GUESSED_YEAR in text
    return text.replace(GUESSED_YEAR, "").replace(" .", ".").strip(), guessed


def _wide(row: Row) -> str:
    return Level.NATIONAL if len(row["country_iso3"]) == 3 else Level.REGIONAL


def _year(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _tie(practice: Practice, row: Row) -> None:
    """Objectives, principles and places; those that the source does not name are marked as ours."""
    stated = row["gcm_objectives_stated"] or row["gcm_objectives_inferred"]
    first = SECONDARY not in row["summary_en"]
    practice.served.all().delete()
    numbers = Objective.objects.filter(number__in=[int(n) for n in stated.split(";") if n])
    ObjectiveServed.objects.bulk_create(
        ObjectiveServed(practice=practice, objective=objective, is_primary=first) for objective in numbers
    )
    keys = [PRINCIPLES[name] for name in row["principles_inferred"].split(";") if name]
    practice.principles.set(Principle.objects.filter(key__in=keys))
    countries = [code for code in row["country_iso3"].split(";") if code]
    codes = [code for code in row["municipality_code"].split(";") if code]
    codes += [f"{c}:gn{number}" for c in countries for number in row["geonameid"].split(";") if number]
    places = Territory.objects.filter(code__in=codes)
    practice.places.set(places if places.exists() else Territory.objects.filter(code__in=countries))


def _tell(practice: Practice, row: Row, summary: str, *, at: datetime) -> None:
    """Our summary in English, and what a machine made of it in the others."""
    texts = {"en": summary} | translated().get(practice.code, {})
    for language, words in texts.items():
        PracticeText.objects.update_or_create(
            practice=practice,
            language=language,
            defaults={
                "status": TextStatus.ORIGINAL if language == "en" else TextStatus.MACHINE,
                "title": row["title"],
                "summary": words,
                "updated_at": at,
            },
        )
    practice.texts.exclude(language__in=texts).delete()
