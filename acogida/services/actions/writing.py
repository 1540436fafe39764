"""An entry's values put in order: texts by language, lists checked, words to be found by."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import translation
from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES, fold, stems, words
from acogida.services import hours
from acogida.services.lists import (
    LANGUAGE_CODES,
    TOPICS,
    Access,
    Cost,
    Paper,
    Provider,
    known,
)
from acogida.services.models import Service
from acogida.services.states import ServiceState

LINES = ("name", "provider", "address", "phone", "whatsapp", "email", "website", "source")
TEXTS = ("summary", "eligibility", "advice")
FIELDS = (
    *LINES,
    *TEXTS,
    "provider_kind",
    "cost",
    "papers",
    "accessibility",
    "by_appointment",
    "hours",
    "time_zone",
    "lat",
    "lon",
    "check_every_months",
    "topics",
    "languages",
)
LONGEST_TEXT = 1200


def put(service: Service, values: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Put values into an entry, not saved; its topics and languages, to be saved as rows.

    Raises Refused with a sentence for the first value that will not do. Values left out stay as they are.
    """
    for name in LINES:
        if name in values:
            longest: int = getattr(Service._meta.get_field(name), "max_length", 0) or 200
            setattr(service, name, " ".join(str(values[name] or "").split())[:longest])
    for name in TEXTS:
        if name in values:
            setattr(service, name, _texts(values[name]))
    if not service.name:
        raise Refused(_("Give the service the name it is known by."))
    if not service.provider:
        raise Refused(_("Say which institution or organisation gives the service."))
    _put_lists(service, values)
    _put_position(service, values)
    if "hours" in values:
        service.hours = hours.checked(values["hours"] or "")
    if values.get("time_zone"):
        service.time_zone = _zone(values["time_zone"])
    service.by_appointment = bool(values.get("by_appointment", service.by_appointment))
    service.check_every_months = values.get("check_every_months") or service.check_every_months
    topics = _known(values.get("topics", None), TOPICS, _("topic"))
    languages = _known(values.get("languages", None), LANGUAGE_CODES, _("language"))
    topics = service.topics if topics is None else topics
    languages = service.languages if languages is None else languages
    service.identity = identity_of(service.name, service.address)
    service.search_text = search_text_of(service, topics)
    return topics, languages


def put_rows(service: Service, topics: Iterable[str], languages: Iterable[str]) -> None:
    """Make the rows of topics and languages what the lists say."""
    kinds: tuple[tuple[Any, str, list[str]], ...] = (
        (service.topic_rows, "topic", list(topics)),
        (service.language_rows, "code", list(languages)),
    )
    for rows, field, wanted in kinds:
        there = set(rows.values_list(field, flat=True))
        rows.exclude(**{f"{field}__in": wanted}).delete()
        rows.bulk_create([rows.model(service=service, **{field: key}) for key in wanted if key not in there])
    vars(service).pop("_prefetched_objects_cache", None)  # what was fetched before is no longer true


def require_complete(service: Service, topics: list[str], languages: list[str]) -> None:
    """What nobody should be sent without."""
    missing = []
    if not topics:
        missing.append(_("what for (a topic)"))
    if not languages:
        missing.append(_("the languages spoken"))
    if not any(service.summary.values()):
        missing.append(_("a sentence on what it does"))
    if not (service.address or service.phone or service.whatsapp or service.website):
        missing.append(_("where it is or how to reach it"))
    if missing:
        raise Refused(
            _("Before anybody is sent there, write: %(missing)s.") % {"missing": ", ".join(missing)}
        )


def refuse_twin(service: Service) -> None:
    """The same name at the same address in the same place is the same service."""
    twin = (
        Service.objects.filter(territory=service.territory, identity=service.identity)
        .exclude(pk=service.pk)
        .exclude(state=ServiceState.CLOSED)
        .first()
    )
    if twin:
        raise Refused(
            _("“%(name)s” is already in the directory of %(place)s with this address, kept by %(keeper)s.")
            % {"name": twin.name, "place": twin.territory, "keeper": twin.organisation}
        )


def identity_of(name: str, address: str) -> str:
    return f"{' '.join(words(fold(name)))}|{' '.join(words(fold(address)))}"[:420]


def search_text_of(service: Service, topics: Iterable[str]) -> str:
    """Every stem once, between blanks: names in all languages, texts in their own, topics in all four."""
    parts = {language: [service.name, service.provider, service.address] for language in LANGUAGES}
    for texts in (service.summary, service.eligibility, service.advice):
        for language, text in texts.items():
            parts[language].append(text)
    chosen = list(topics)
    for language in LANGUAGES:
        with translation.override(language):
            parts[language] += [str(TOPICS[key].label) for key in chosen]
    found = dict.fromkeys(stem for code, texts in parts.items() for stem in stems(" ".join(texts), code))
    return f" {' '.join(found)} "


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    kept = {code: str(given.get(code) or "").strip() for code in LANGUAGES}
    if any(len(text) > LONGEST_TEXT for text in kept.values()):
        raise Refused(
            _("A text is longer than %(most)s letters. At the counter, short helps.") % {"most": LONGEST_TEXT}
        )
    return {code: text for code, text in kept.items() if text}


def _put_lists(service: Service, values: Mapping[str, Any]) -> None:
    if "papers" in values:
        papers = _known(values["papers"], Paper.values, _("paper")) or []
        if Paper.NONE in papers and len(papers) > 1:
            raise Refused(_("Either no papers are asked, or some are: not both."))
        service.papers = papers
    if "accessibility" in values:
        service.accessibility = _known(values["accessibility"], Access.values, _("accessibility")) or []
    service.cost = values.get("cost") or service.cost or Cost.UNKNOWN
    service.provider_kind = values.get("provider_kind") or service.provider_kind or Provider.OTHER
    _known([service.cost], Cost.values, _("cost"))
    _known([service.provider_kind], Provider.values, _("kind of provider"))


def _known(given: Iterable[str] | None, allowed: Iterable[str], what: str) -> list[str] | None:
    if given is None:
        return None
    try:
        return known(given, allowed)
    except KeyError as error:
        raise Refused(
            _("“%(key)s” is not on the list (%(what)s).") % {"key": str(error.args[0])[:60], "what": what}
        ) from error


def _put_position(service: Service, values: Mapping[str, Any]) -> None:
    """Its own coordinates, else those of its place."""
    lat, lon = values.get("lat"), values.get("lon")
    if "lat" in values or "lon" in values:
        if (lat is None) != (lon is None):
            raise Refused(_("A position needs both numbers, latitude and longitude."))
        if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise Refused(_("This is no position on Earth. Latitude comes first, then longitude."))
        service.is_located, service.lat, service.lon = lat is not None, lat, lon
    if not service.is_located:
        service.lat, service.lon = service.territory.lat, service.territory.lon


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refused(_("“%(zone)s” is not a time zone.") % {"zone": name[:40]}) from error
