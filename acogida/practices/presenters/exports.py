"""Practices for machines and for other people's lists: JSON, CSV rows, RIS, BibTeX, Atom, the Hub's order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.urls import reverse

from acogida.practices.fields import PARTS
from acogida.practices.models import Practice
from acogida.practices.queries.content import language_shown

COLUMNS = (
    "code",
    "address",
    "title",
    "language",
    "summary",
    "implementer",
    "countries",
    "places",
    "objectives_primary",
    "objectives_secondary",
    "objectives_assigned_by_us",
    "principles",
    "year_start",
    "year_end",
    "kind",
    "level",
    "grade",
    "origin",
    "source",
    "source_address",
    "licence",
)


def row(content: dict[str, Any], *, language: str, address: str) -> list[object]:
    """One practice as a row under COLUMNS."""
    shown = language_shown(content, language)
    text = content["texts"][shown]
    served = content["objectives"]
    return [
        content["code"],
        address,
        text["title"],
        shown,
        text["summary"],
        content["implementer"],
        ";".join(sorted({p["country"] for p in content["places"] if p["country"]})),
        ";".join(p["code"] for p in content["places"]),
        ";".join(str(s["number"]) for s in served if s["primary"]),
        ";".join(str(s["number"]) for s in served if not s["primary"]),
        "yes" if content["objectives_by_us"] else "no",
        ";".join(content["principles"]),
        content["year_start"] or "",
        content["year_end"] or "",
        content["kind"],
        content["level"],
        content["grade"] or "to_be_verified",
        content["origin"],
        content["source"]["name"],
        content["source"]["url"],
        content["licence"],
    ]


def hub(content: dict[str, Any], *, language: str) -> str:
    """The text in the order of the United Nations network's template, to be copied into its form."""
    text = content["texts"][language_shown(content, language)]
    served = content["objectives"]
    lines = [
        ("Primary GCM objectives", ", ".join(str(s["number"]) for s in served if s["primary"])),
        ("Secondary GCM objectives", ", ".join(str(s["number"]) for s in served if not s["primary"])),
        ("Guiding principles", ", ".join(content["principles"])),
        ("SDGs", ", ".join(str(goal) for goal in content["sdgs"])),
        ("Dates", f"{content['year_start'] or ''} - {content['year_end'] or 'Present'}"),
        ("Type of practice", content["kind"]),
        ("Geographic scope", content["level"]),
        ("Country", ", ".join(sorted({p["country"] for p in content["places"] if p["country"]}))),
        ("Local", ", ".join(p["name"] for p in content["places"]) or content["places_text"]),
        ("Main implementing organization", content["implementer"]),
        ("Partner/donor organizations", content["partners"]),
    ]
    told = {part.hub: text[part.name] for part in PARTS}
    whole = [("Title", told.pop("Title")), *lines, *told.items()]
    return "\n\n".join(f"{label}\n{value or '-'}" for label, value in whole) + "\n"


def ris(content: dict[str, Any], *, language: str, address: str) -> str:
    """A citation as reference managers read it."""
    shown = language_shown(content, language)
    text = content["texts"][shown]
    lines = [
        "TY  - ELEC",
        f"TI  - {_line(text['title'])}",
        f"AU  - {_line(content['implementer'] or content['organisation'])}",
        f"PY  - {content['published_on'][:4]}",
        f"ID  - {content['code']}",
        f"UR  - {address}",
        f"LA  - {shown}",
        "PB  - Acogida",
        f"N1  - Version {content['number']}, {content['licence']}",
        "ER  - ",
    ]
    return "\r\n".join(lines) + "\r\n"


def bibtex(content: dict[str, Any], *, language: str, address: str) -> str:
    text = content["texts"][language_shown(content, language)]
    author = _braced(content["implementer"] or content["organisation"])
    return (
        f"@misc{{{content['code']},\n  title = {{{_braced(text['title'])}}},\n  author = {{{{{author}}}}},\n"
        f"  year = {{{content['published_on'][:4]}}},\n  howpublished = {{\\url{{{address}}}}},\n"
        f"  note = {{Acogida, version {content['number']}, {content['licence']}}}\n}}\n"
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _braced(text: str) -> str:
    return "".join(f"\\{c}" if c in "&%$#_" else "" if c in "{}\\" else c for c in _line(text))


def atom(practices: Iterable[Practice], *, language: str, title: str, site: str, here: str) -> str:
    """The newest versions as a feed (RFC 4287)."""
    entries, newest = [], None
    for practice in practices:
        version = practice.current_version
        if version is None:
            continue
        content = version.content
        text = content["texts"][language_shown(content, language)]
        newest = max(newest or version.published_at, version.published_at)
        entries.append(
            f"<entry><id>{escape(site)}/practices/{escape(content['code'])}</id>"
            f"<title>{escape(text['title'])}</title><updated>{_moment(version.published_at)}</updated>"
            f'<link href="{escape(f"{site}{_address(practice)}")}"/>'
            f"<author><name>{escape(content['implementer'] or 'Acogida')}</name></author>"
            f"<summary>{escape(text['summary'])}</summary></entry>"
        )
    updated = _moment(newest) if newest else "1970-01-01T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<id>{escape(here)}</id><title>{escape(title)}</title><updated>{updated}</updated>"
        f'<link rel="self" href="{escape(here)}"/>{"".join(entries)}</feed>\n'
    )


def json_feed(
    practices: Iterable[Practice], *, language: str, title: str, site: str, home: str, here: str
) -> dict[str, Any]:
    """The newest versions as a JSON Feed (version 1.1)."""
    items = []
    for practice in practices:
        version = practice.current_version
        if version is None:
            continue
        content = version.content
        shown = language_shown(content, language)
        text = content["texts"][shown]
        items.append(
            {
                "id": f"{site}/practices/{content['code']}",
                "url": f"{site}{_address(practice)}",
                "title": text["title"],
                "summary": text["summary"],
                "content_text": text["summary"] or text["title"],
                "language": shown,
                "date_published": _moment(practice.first_published_at or version.published_at),
                "date_modified": _moment(version.published_at),
                "authors": [{"name": content["implementer"] or "Acogida"}],
                "tags": [f"GCM {served['number']}" for served in content["objectives"]],
            }
        )
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": here,
        "language": language,
        "items": items,
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _address(practice: Practice) -> str:
    return reverse("practices:practice", args=[practice.slug])
