"""The mechanisms the package ships with. Loaded again, only what was shipped is brought up to date."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from acogida.core import audit
from acogida.core.search.sources import changed
from acogida.mechanisms.actions.upkeep import bring_up
from acogida.mechanisms.models import (
    Commitment,
    Confidence,
    Document,
    Fact,
    Field,
    Mechanism,
    Meeting,
    ObjectiveCode,
    Part,
    Participation,
    Presidency,
    Status,
    Theme,
)
from acogida.mechanisms.models.dated import Precision
from acogida.territories.models import Level, Territory

Said = dict[str, Any]
CHECKED = date(2026, 11, 21)


@cache
def _read(name: str) -> Said:
    found: Said = yaml.safe_load(files("acogida.mechanisms").joinpath("data", name).read_text("utf-8"))
    return found


@transaction.atomic
def load_shipped(*, at: datetime) -> int:
    """Put the shipped mechanisms in, or bring them up to date; how many there are.

    What people recorded stays, and so does what they corrected: a fact of theirs is not overwritten.
    """
    compiled, wording = _read("mechanisms.yaml")["mechanisms"], _read("wording.yaml")
    countries = {t.code: t for t in Territory.objects.filter(level=Level.COUNTRY)}
    themes = _load_themes(wording["themes"])
    for position, said in enumerate(compiled, 1):
        mechanism = _load_mechanism(said, wording, position)
        _load_facts(mechanism, said, wording, at=at)
        _load_themes_of(mechanism, said, themes, wording["themes"])
        _load_participations(mechanism, said, wording, countries, at=at)
        changed("mechanism", mechanism.key)
    mechanisms = {m.key.replace("-", "_"): m for m in Mechanism.objects.all()}
    _load_dated(wording, mechanisms, countries, at=at)
    _load_adopted(wording, mechanisms, at=at)
    audit.record("mechanisms.loaded", Mechanism.objects.earliest("pk"), by="acogida", at=at)
    return len(compiled)


def _load_themes(said: dict[str, Said]) -> dict[str, Theme]:
    """Each theme by every wording under which mechanisms.yaml has it."""
    found: dict[str, Theme] = {}
    for key, one in said.items():
        names = {language: one[language] for language in ("es", "en", "pt", "fr")}
        theme, _new = Theme.objects.update_or_create(key=key, defaults={"names": names})
        theme.objectives.set(one["objectives"])
        found |= dict.fromkeys(one["from"], theme)
    return found


def _load_mechanism(said: Said, wording: Said, position: int) -> Mechanism:
    reach, _, area = said["scope"].partition(":")
    names = {**_texts(said["name"]), **wording["names"].get(said["key"], {})}
    mechanism, _new = Mechanism.objects.update_or_create(
        key=said["key"].replace("_", "-"),
        defaults={
            "names": names,
            "acronyms": _texts(said["acronym"]),
            "kind": said["kind"],
            "reach": reach,
            "area": area,
            "status": _status(said["status"]),
            "position": position,
            "checked_on": CHECKED,
        },
    )
    return mechanism


def _texts(said: dict[str, str | None]) -> dict[str, str]:
    return {language: text for language, text in said.items() if text}


def _status(said: str) -> Status:
    beginnings = {"active": Status.ACTIVE, "not seen": Status.UNSEEN, "ended": Status.ENDED}
    return next((one for start, one in beginnings.items() if said.startswith(start)), Status.UNKNOWN)


def _confidence(said: str | None) -> Confidence:
    return Confidence(said) if said in Confidence.values else Confidence.UNKNOWN


def _sources(said: Any) -> list[str]:
    return [str(one) for one in (said if isinstance(said, list) else [said]) if one]


def _load_facts(mechanism: Mechanism, said: Said, wording: Said, *, at: datetime) -> None:
    corrected = set(
        Fact.objects.filter(mechanism=mechanism, is_shipped=False).values_list("field", flat=True)
    )
    secretariat = wording["secretariats"].get(said["key"])
    rows = []
    for field, part in (
        (Field.FOUNDED, "founded"),
        (Field.SECRETARIAT, "secretariat"),
        (Field.WEBSITE, "website"),
    ):
        value = said[part]["value"]
        if not value or field in corrected:
            continue
        text = {"": "\n".join(map(str, value if isinstance(value, list) else [value]))}
        if field == Field.SECRETARIAT:
            text = {"en": text[""], **({"es": secretariat} if secretariat else {})}
        rows.append(_fact(mechanism, field, text, said[part]["confidence"], _sources(said[part]["source"])))
    members = said["members"]
    if note := members.get("note") or members.get("composition"):
        text = {"en": note, "es": wording["notes"].get(note, "")}
        named = _sources(members.get("source"))
        rows.append(_fact(mechanism, Field.MEMBERS, text, members["confidence"], named))
    for note in said["notes"]:
        text = {"en": _plain(note), "es": wording["notes"].get(note, "")}
        rows.append(_fact(mechanism, Field.NOTE, text, "medium", _named(note, said["named_in_seeds"])))
    bring_up(Fact.objects.filter(mechanism=mechanism), rows, at=at)


# Notes carry their source in brackets: it is shown as a source, not as text.
ADDRESS = re.compile(r" ?\((https?://[^)]+)\)")
SEEDS = re.compile(r" ?\(seeds?[ 0-9,]*\)")


def _plain(note: str) -> str:
    return SEEDS.sub("", ADDRESS.sub("", note))


def _named(note: str, seeds: list[str]) -> list[str]:
    """The source a note gives itself, else the founding documents that name the mechanism."""
    return ADDRESS.findall(note) or [f"seed{number}" for number in seeds]


def _fact(mechanism: Mechanism, field: str, text: Said, confidence: str, sources: list[str]) -> Said:
    return {
        "mechanism": mechanism,
        "field": field,
        "text": text,
        "confidence": _confidence(confidence),
        "sources": sources,
        "checked_on": CHECKED,
    }


def _load_themes_of(
    mechanism: Mechanism, said: Said, themes: dict[str, Theme], wording: dict[str, Said]
) -> None:
    held = {themes[text].key: themes[text] for text in said["themes"]}
    mechanism.themes.set(held.values())
    coded = said["gcm_objectives"]
    mechanism.codes.exclude(objective__in=coded["value"]).delete()
    for number in coded["value"]:
        code, _new = ObjectiveCode.objects.update_or_create(
            mechanism=mechanism,
            objective_id=number,
            defaults={"confidence": _confidence(coded["confidence"])},
        )
        code.themes.set(theme for key, theme in held.items() if number in wording[key]["objectives"])


def _load_participations(
    mechanism: Mechanism, said: Said, wording: Said, countries: dict[str, Territory], *, at: datetime
) -> None:
    found = Participation.objects.filter(mechanism=mechanism)
    recorded = set(found.filter(is_shipped=False).values_list("country__code", flat=True))
    since = {
        code: (one["from"], one.get("precision", Precision.DAY))
        for one in wording["since"]
        if one["mechanism"] == said["key"]
        for code in one["countries"]
    }
    supports = "upport" in said["observers"].get("role", "")
    rows: Iterable[tuple[str, list[str], Said]] = (
        (Part.MEMBER, said["members"].get("iso3") or [], said["members"]),
        (Part.ASSOCIATE, said["members"].get("associated") or [], said["members"]),
        (Part.SUPPORT if supports else Part.OBSERVER, said["observers"]["iso3"], said["observers"]),
    )
    shipped = [
        {
            "mechanism": mechanism,
            "country": countries[code],
            "part": part,
            "starts_on": since.get(code, (None, ""))[0],
            "starts_precision": since.get(code, (None, Precision.DAY))[1],
            "confidence": _confidence(told.get("confidence")),
            "sources": _sources(told.get("source")),
            "checked_on": CHECKED,
        }
        for part, codes, told in rows
        for code in codes
        if code in countries and code not in recorded
    ]
    bring_up(found, shipped, at=at)


def _load_dated(
    wording: Said, mechanisms: dict[str, Mechanism], countries: dict[str, Territory], *, at: datetime
) -> None:
    """Meetings and presidencies."""
    meetings = []
    for said in wording["meetings"]:
        first, last, precision = _span(said["from"], said.get("to"))
        meetings.append(
            {
                "mechanism": mechanisms[said["mechanism"]],
                "titles": {"es": said["es"], "en": said["en"]},
                "starts_on": first,
                "ends_on": last,
                "precision": precision,
                "place": said["place"],
                "country": countries.get(said["country"]),
                "confidence": said["confidence"],
                "sources": [said["source"]],
                "checked_on": CHECKED,
            }
        )
    bring_up(Meeting.objects.all(), meetings, at=at)
    presidencies = [
        {
            "mechanism": mechanisms[said["mechanism"]],
            "country": countries[said["country"]],
            "starts_on": said["from"],
            "ends_on": said["to"],
            "confidence": said["confidence"],
            "sources": [said["source"]],
            "checked_on": CHECKED,
        }
        for said in wording["presidencies"]
    ]
    bring_up(Presidency.objects.all(), presidencies, at=at)


def _load_adopted(wording: Said, mechanisms: dict[str, Mechanism], *, at: datetime) -> None:
    """Documents, then what was committed to in them."""
    documents = [
        {
            "mechanism": mechanisms[said["mechanism"]],
            "titles": _in_tongues(said),
            "type": said["kind"],
            "dated": str(said["dated"]),
            "sources": [said["source"]],
        }
        for said in wording["documents"]
    ]
    bring_up(Document.objects.all(), documents, at=at)
    standing = {
        (one.mechanism_id, one.titles["es"]): one
        for one in Document.objects.filter(is_shipped=True, ended_at__isnull=True)
    }
    commitments, objectives = [], {}
    for said in wording["commitments"]:
        mechanism = mechanisms[said["mechanism"]]
        objectives[mechanism.pk, said["es"]] = said["objectives"]
        commitments.append(
            {
                "mechanism": mechanism,
                "document": standing[mechanism.pk, said["document"]] if "document" in said else None,
                "texts": _in_tongues(said),
                "dated": str(said["dated"]),
                "until": str(said.get("until", "")),
                "because": said["because"],
                "confidence": said["confidence"],
                "sources": _sources(said["source"]),
                "checked_on": CHECKED,
            }
        )
    bring_up(Commitment.objects.all(), commitments, at=at)
    for one in Commitment.objects.filter(is_shipped=True, ended_at__isnull=True):
        one.objectives.set(objectives[one.mechanism_id, one.texts["es"]])


def _in_tongues(said: Said) -> dict[str, str]:
    return {language: said[language] for language in ("es", "en", "pt", "fr") if language in said}


def _span(first: Any, last: Any) -> tuple[date, date, Precision]:
    """A day or a month (`2023-11`) as first and last day."""
    if isinstance(first, date):
        return first, last or first, Precision.DAY
    year, month = map(int, str(first).split("-"))
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH
