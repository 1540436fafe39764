"""A service as a line of a list and as a page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from acogida.services.lists import TOPICS, Access, Paper, language_name
from acogida.services.models import Service
from acogida.services.presenters import words


@dataclass(frozen=True)
class Line:
    """A service as lists and the counter show it. `now` and `checked` are words with their tone."""

    service: Service
    topics: list[str]
    languages: list[str]
    papers: list[str]
    access: list[str]
    hours: list[tuple[str, str]]
    now: tuple[str, str]
    checked: tuple[str, str]
    distance: str = ""

    @property
    def cost(self) -> str:
        return str(self.service.get_cost_display())


def line_of(service: Service, *, at: datetime, on: date, km: float | None = None) -> Line:
    return Line(
        service=service,
        topics=[str(TOPICS[key].label) for key in service.topics],
        languages=[language_name(code) for code in service.languages],
        papers=words.choice_labels(service.papers, Paper),
        access=words.choice_labels(service.accessibility, Access),
        hours=words.week_rows(service, at=at),
        now=words.now(service, at=at),
        checked=words.checked(service, on=on),
        distance=words.distance(km),
    )


def facts(line: Line) -> list[tuple[str, Any]]:
    """What a person asks at the counter, in the order they ask it; only what is known."""
    service = line.service
    rows = [
        (_("Who may use it"), service.who),
        (_("Cost"), line.cost),
        (_("Papers asked"), ", ".join(line.papers) or _("not known")),
        (_("Languages spoken"), ", ".join(line.languages)),
        (_("Appointment"), _("only by appointment") if service.by_appointment else ""),
        (_("Accessibility"), ", ".join(line.access)),
        (_("Address"), service.address),
        (_("Telephone"), service.phone),
        ("WhatsApp", service.whatsapp),
        (_("E-mail"), service.email),
        (_("Given by"), f"{service.provider} ({service.get_provider_kind_display()})"),
        (_("Good to know"), service.tip),
    ]
    return [(label, value) for label, value in rows if value]
