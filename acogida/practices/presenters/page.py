"""A published practice as everybody reads it: one version, in the reader's language where it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.compact.models import Objective, Principle
from acogida.core.text import LANGUAGES
from acogida.design.maps import Map, Point, point_map
from acogida.practices.fields import PARTS
from acogida.practices.models import Origin, Progress, TextStatus
from acogida.practices.presenters import words
from acogida.practices.queries.content import completeness, language_shown
from acogida.territories.queries import outlines_of_lac

AGEING, OLD = 400, 760


@dataclass(frozen=True)
class Told:
    """One language of a practice: how complete, how it came about, where it is read."""

    code: str
    name: str
    status: str
    tone: str
    told: int
    parts: int
    url: str
    is_shown: bool


class PublicPractice:
    """What a version says, ready for the page. `language` is the reader's, `asked` one chosen on the page."""

    def __init__(self, content: dict[str, Any], *, language: str, asked: str = "") -> None:
        self.content = content
        self.reader = language
        wanted = asked if asked in content["texts"] else language
        self.language = language_shown(content, wanted)
        self.text: dict[str, str] = content["texts"][self.language]

    @property
    def title(self) -> str:
        return self.text["title"]

    @property
    def title_language(self) -> str:
        return self.content["title_language"] or self.language

    @property
    def is_compiled(self) -> bool:
        return bool(self.content["origin"] == Origin.COMPILED)

    @property
    def summary(self) -> str:
        return self.text["summary"]

    @property
    def years(self) -> str:
        return words.years(self.content["year_start"], self.content["year_end"], self.content["progress"])

    @property
    def grade(self) -> tuple[str, str]:
        return words.grade(self.content["grade"])

    @property
    def places(self) -> str:
        return ", ".join(place["name"] for place in self.content["places"]) or self.content["places_text"]

    @cached_property
    def parts(self) -> list[tuple[str, str, str]]:
        """What is told beyond title and summary: fragment, heading, text."""
        return [
            (part.name, str(part.label), self.text[part.name])
            for part in PARTS
            if part.name not in ("title", "summary") and self.text[part.name]
        ]

    @cached_property
    def objectives(self) -> list[Objective]:
        numbers = [row["number"] for row in self.content["objectives"]]
        return list(Objective.objects.filter(number__in=numbers))

    def _served(self, *, primary: bool) -> list[Objective]:
        chosen = {row["number"] for row in self.content["objectives"] if row["primary"] is primary}
        return [objective for objective in self.objectives if objective.pk in chosen]

    @property
    def primary(self) -> list[Objective]:
        return self._served(primary=True)

    @property
    def secondary(self) -> list[Objective]:
        return self._served(primary=False)

    @cached_property
    def principles(self) -> list[str]:
        return [str(p) for p in Principle.objects.filter(key__in=self.content["principles"])]

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """What is known about it; what is not known is left out."""
        content = self.content
        sdgs = ", ".join(str(goal) for goal in content["sdgs"])
        rows = [
            (_("Carried out by"), content["implementer"]),
            (_("Partners and donors"), content["partners"]),
            (_("Where"), self.places),
            (_("Places in words"), content["places_text"] if content["places"] else ""),
            (_("When"), self.years),
            (_("State of the work"), words.choice(Progress, content["progress"])),
            (_("Kind"), words.kind(content["kind"])),
            (_("Level"), words.level(content["level"])),
            (_("Works with people who"), words.contexts(content["contexts"])),
            (_("Border town"), _("Yes") if content["is_border"] else ""),
            (_("Cost"), words.budget(content["budget"])),
            (pgettext("practice", "Sustainable Development Goals"), sdgs),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def tongues(self) -> list[Told]:
        """The four languages, the original first: what is told in each."""
        here = reverse("practices:practice", args=[self.content["slug"]])
        original = self.content["original_language"]
        found = []
        for code in sorted(LANGUAGES, key=lambda c: (c != original, LANGUAGES.index(c))):
            told, parts = completeness(self.content, code)
            text = self.content["texts"].get(code)
            status, tone = (
                words.status(text["status"]) if text else (_("Not told in this language"), "neutral")
            )
            url = f"{here}?text={code}" if text else ""
            name = words.language_name(code)
            found.append(Told(code, name, status, tone, told, parts, url, code == self.language))
        return found

    @property
    def warning(self) -> str:
        """What a reader must know about the words they read."""
        status = self.text["status"]
        name = words.language_name(self.content["original_language"])
        if status == TextStatus.MACHINE:
            return _("Translated by machine from %(language)s; nobody has checked it yet.") % {
                "language": name
            }
        if status == TextStatus.OUTDATED:
            return _("This translation is outdated: the %(language)s original has changed since.") % {
                "language": name
            }
        if self.language != self.reader:
            return _("Not yet told in your language: this is the %(language)s text.") % {"language": name}
        return ""

    @property
    def map(self) -> Map | None:
        points = [
            Point(place["name"], place["lat"], place["lon"])
            for place in self.content["places"]
            if place["lat"] is not None and place["level"] != "country"
        ]
        if not points:
            return None
        return point_map(
            _("Where it was carried out"),
            outlines_of_lac(),
            points,
            sentence="",
            source=_("Boundaries: Natural Earth. Places: GeoNames and national registers."),
            zoom=True,
        )


def ageing(confirmed_on: date | None, today: date) -> tuple[str, str]:
    """How fresh it is, in words with a tone: when somebody last said that it stands."""
    if confirmed_on is None:
        return "", "neutral"
    days = (today - confirmed_on).days
    when = {"day": words.day(confirmed_on)}
    if days > OLD:
        return _("Not confirmed since %(day)s: it may no longer be so.") % when, "error"
    if days > AGEING:
        return _("Last confirmed on %(day)s: more than a year ago.") % when, "warning"
    return _("Confirmed on %(day)s.") % when, "success"
