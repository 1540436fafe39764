"""Finding services: by words, place, topic, language, cost, and whether they are open now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from acogida.core.text import LANGUAGES, fold, stems, words
from acogida.services import hours
from acogida.services.models import Service, ServiceQuerySet
from acogida.services.queries.position import box_around, km_between
from acogida.territories.models import Level, Territory

PAGE = 20
NEAR_KM = 60
MOST_NEAR = 3000
AT_ONCE = 400
LONGEST_QUESTION = 8


@dataclass(frozen=True)
class Asked:
    """A clean question. `after` is the pk of the last service of the page before."""

    text: str = ""
    place: Territory | None = None
    topic: str = ""
    language: str = ""
    provider: str = ""
    free: bool = False
    no_papers: bool = False
    open_now: bool = False
    after: int = 0


@dataclass(frozen=True)
class Hit:
    """A service found; `km` from the place asked for, None where either has no coordinates."""

    service: Service
    km: float | None = None


@dataclass(frozen=True)
class Found:
    """A page of what was found; `next` is the key of the page after, 0 where there is none."""

    hits: list[Hit]
    next: int = 0


def published() -> ServiceQuerySet:
    """What somebody can be sent to, with everything a line shows."""
    return Service.objects.public().whole()


def found(asked: Asked, *, at: datetime, size: int = PAGE) -> Found:
    """Services that answer the question: the nearest first where a municipality is named, else by name."""
    rows = matching(asked)
    if asked.place and asked.place.level in (Level.MUNICIPALITY, Level.PLACE):
        return _near(rows, asked, at=at, size=size)
    return _by_name(rows, asked, at=at, size=size)


def matching(asked: Asked) -> QuerySet[Service]:
    """The question as a query, without the clock and without distance."""
    rows: QuerySet[Service] = Service.objects.public()
    for word in _meant(asked.text):
        forms = {stems(word, language)[0] for language in LANGUAGES} | {fold(word)}
        any_form = Q()
        for form in sorted(forms):
            any_form |= Q(search_text__contains=f" {form}")
        rows = rows.filter(any_form)
    if asked.place:
        rows = rows.filter(_around(asked.place))
    if asked.topic:
        rows = rows.filter(topic_rows__topic=asked.topic)
    if asked.language:
        rows = rows.filter(language_rows__code=asked.language)
    if asked.provider:
        rows = rows.filter(provider_kind=asked.provider)
    if asked.free:
        rows = rows.filter(cost="free")
    if asked.no_papers:
        rows = rows.filter(papers=["none"])
    return rows


def _meant(text: str) -> list[str]:
    """The words that carry meaning, each once."""
    typed = list(dict.fromkeys(words(text)))
    return ([w for w in typed if len(w) > 2] or typed)[:LONGEST_QUESTION]


def _around(place: Territory) -> Q:
    if place.level == Level.COUNTRY:
        return Q(territory=place) | Q(territory__country=place)
    if place.level == Level.DIVISION:
        return Q(territory=place) | Q(territory__parent=place)
    own = Q(territory=place)
    if place.lat is None or place.lon is None:
        return own
    south, north, west, east = box_around(place.lat, place.lon, NEAR_KM)
    return own | Q(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east)


def _near(rows: QuerySet[Service], asked: Asked, *, at: datetime, size: int) -> Found:
    """Nearest first. A town has hundreds at most: they are put in order here, all engines alike."""
    place = asked.place
    assert place is not None  # the caller has seen it
    lines = list(
        rows.order_by("name", "pk").values_list(
            "pk", "lat", "lon", "territory_id", "hours", "time_zone", "territory__country__iso2"
        )[:MOST_NEAR]
    )
    from_here = position_of(place, [(lat, lon) for _pk, lat, lon, town, *_more in lines if town == place.pk])
    placed: list[tuple[float, int]] = []
    for pk, lat, lon, _town, said, zone, iso2 in lines:
        if asked.open_now and not hours.is_open(said, zone=zone, iso2=iso2 or "", at=at):
            continue
        km = float("inf")
        if from_here and lat is not None and lon is not None:
            km = km_between(*from_here, lat, lon)
        placed.append((km, pk))
    placed.sort(key=lambda pair: pair[0])
    if asked.after:
        keys = [pk for _km, pk in placed]
        placed = placed[keys.index(asked.after) + 1 :] if asked.after in keys else []
    page = placed[:size]
    whole = published().in_bulk([pk for _km, pk in page])
    hits = [Hit(whole[pk], None if km == float("inf") else km) for km, pk in page if pk in whole]
    return Found(hits, page[-1][1] if len(placed) > size else 0)


def position_of(
    place: Territory, services: Iterable[tuple[float | None, float | None]]
) -> tuple[float, float] | None:
    """Where a place is: its own coordinates, else the middle of its services."""
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    known = [(lat, lon) for lat, lon in services if lat is not None and lon is not None]
    if not known:
        return None
    return sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)


def _by_name(rows: QuerySet[Service], asked: Asked, *, at: datetime, size: int) -> Found:
    rows = rows.order_by("name", "pk")
    if asked.after and (last := Service.objects.filter(pk=asked.after).values_list("name", "pk").first()):
        rows = rows.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1]))
    keys: list[int] = []
    for pk in _open(rows, at) if asked.open_now else rows.values_list("pk", flat=True)[: size + 1]:
        keys.append(pk)
        if len(keys) > size:
            break
    whole = published().in_bulk(keys[:size])
    hits = [Hit(whole[pk]) for pk in keys[:size] if pk in whole]
    return Found(hits, keys[size - 1] if len(keys) > size else 0)


def _open(rows: QuerySet[Service], at: datetime) -> Iterator[int]:
    """Those open at a moment by their own clocks, some hundred read at a time."""
    lines: Any = rows.values_list("pk", "hours", "time_zone", "territory__country__iso2")
    for pk, said, zone, iso2 in lines.iterator(chunk_size=AT_ONCE):
        if hours.is_open(said, zone=zone, iso2=iso2 or "", at=at):
            yield pk
