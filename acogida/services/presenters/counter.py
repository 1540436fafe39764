"""The counter's page: everything a phone needs when the line is down, in one light page a language."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from acogida.core.text import fold
from acogida.core.text import words as split
from acogida.services import hours
from acogida.services.models import Service
from acogida.services.presenters.directory import Line, facts, line_of
from acogida.services.queries import Hit

WEEKS = 2


@dataclass(frozen=True)
class Entry:
    """A service as the counter keeps it. `spans` are minutes since 1970, for so long as `until`."""

    line: Line
    facts: list[tuple[str, Any]]
    words: str
    spans: str
    until: int


def entries(hits: list[Hit], *, at: datetime, on: date) -> list[Entry]:
    return [_entry(hit, at=at, on=on) for hit in hits]


def _entry(hit: Hit, *, at: datetime, on: date) -> Entry:
    line = line_of(hit.service, at=at, on=on, km=hit.km)
    text = " ".join([hit.service.name, *line.topics, hit.service.what, hit.service.provider, *line.languages])
    return Entry(
        line=line,
        facts=facts(line),
        words=" ".join(dict.fromkeys(split(fold(text)))),
        spans=json.dumps(_spans(hit.service, at), separators=(",", ":")),
        until=int((at + timedelta(weeks=WEEKS)).timestamp() // 60),
    )


def _spans(service: Service, at: datetime) -> list[list[int]]:
    """When it is open in the coming fortnight, as minutes since 1970; neighbours joined over midnight."""
    zone, found = ZoneInfo(service.time_zone), list[list[int]]()
    for week in range(WEEKS):
        moment = at + timedelta(weeks=week)
        for day, intervals in hours.coming(
            service.hours, zone=service.time_zone, iso2=service.iso2, at=moment
        ):
            for begins, ends in intervals:
                since = _minutes(datetime.combine(day, begins, zone))
                last = day if ends != time() and ends > begins else day + timedelta(days=1)
                until = _minutes(datetime.combine(last, ends, zone))
                if found and found[-1][1] == since:
                    found[-1][1] = until
                else:
                    found.append([since, until])
    return found


def _minutes(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() // 60)


def tongues(name: str, *args: object) -> list[tuple[str, str, str]]:
    """(code, address, own name) of a page in each language."""
    found = []
    for code, own in settings.LANGUAGES:
        with override(code):
            found.append((code, reverse(name, args=args), own))
    return found


def kit(name: str, pages: list[str], *, made: object) -> dict[str, Any]:
    """What a device keeps: pages and what they need. `made` is what changes when they do."""
    assets = [static(path) for path in ("design/built/acogida.css", "services/counter.js", "design/mark.svg")]
    urls = [*pages, *assets]
    stamp = hashlib.sha256(json.dumps([str(made), urls]).encode()).hexdigest()[:16]
    return {"name": name, "urls": urls, "stamp": stamp, "worker": reverse("counter_worker")}
