"""A pledge's own page: facts, steps, updates, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.plans.queries.achievement import share_of_the_way
from acogida.pledges.models import Direction, Form, Indicator, Milestone, Pledge, SourceSeen, Update
from acogida.pledges.presenters import words

Facts = list[tuple[str, Any]]


def facts(pledge: Pledge) -> Facts:
    """What was promised, as data; only what was said."""
    said = [
        (_("Number"), pledge.number),
        (_("Period"), words.period(pledge)),
        (_("Kind of entity"), str(pledge.entity_kind or "")),
        (_("Place"), pledge.place or (str(pledge.territory) if pledge.territory else "")),
        (_("Country"), str(pledge.country or "")),
        (_("What it contributes"), ", ".join(str(label) for label in pledge.contribution_labels)),
        (_("How it is made"), "" if pledge.is_recorded else str(Form(pledge.form).label)),
        (_("Amount"), words.money(pledge.amount, pledge.currency)),
        (_("For whom"), pledge.for_whom),
        (_("Who answers for the pledge"), pledge.responsible_unit),
        (_("With what"), pledge.resources),
        (_("The need it answers"), pledge.need),
        (_("Framework"), str(pledge.get_framework_display())),
        (_("Scope"), "" if pledge.is_recorded else str(pledge.get_scope_display())),
    ]
    return [(name, value) for name, value in said if value]


def source(pledge: Pledge) -> Facts:
    """Where a recorded pledge was read, what was seen of it, and that it waits to be verified."""
    seen = SourceSeen(pledge.source_seen).label if pledge.source_seen else ""
    said = [
        (_("Where it was made"), str(pledge.get_route_display())),
        (_("Number on the UN dashboard"), pledge.dashboard_number),
        (_("What the source says"), pledge.source_facts),
        (_("What was seen of it"), f"{seen} · {_('to be verified')}" if seen else _("to be verified")),
    ]
    return [(name, value) for name, value in said if value]


@dataclass(frozen=True)
class Step:
    """A milestone as the page shows it."""

    milestone: Milestone
    who: str
    due: str
    said: str
    tone: str


def steps(milestones: list[Milestone], on: date) -> list[Step]:
    return [Step(m, m.organisation.name, words.day(m.due_on), *_standing(m, on)) for m in milestones]


def _standing(milestone: Milestone, on: date) -> words.Light:
    if milestone.done_on:
        late = milestone.done_on > milestone.due_on
        told = {"day": words.day(milestone.done_on)}
        return (
            (_("done late, on %(day)s") % told, "success")
            if late
            else (_("done on %(day)s") % told, "success")
        )
    if milestone.due_on < on:
        return _("the date has passed"), "warning"
    return _("to come"), "neutral"


@dataclass(frozen=True)
class Measure:
    """An indicator as the page shows it."""

    indicator: Indicator
    baseline: str
    target: str
    actual: str
    due: str
    said: str
    tone: str
    source: str


def measures(indicators: list[Any], on: date) -> list[Measure]:
    """Each with how far it has come; see `queries.whole.indicators`."""
    return [
        Measure(
            i,
            words.number(i.baseline),
            words.number(i.target),
            words.number(i.actual),
            words.day(i.target_on),
            *_come(i, on),
            f"{i.actual_source}, {words.day(i.actual_on)}" if i.actual is not None else "",
        )
        for i in indicators
    ]


def _come(indicator: Any, on: date) -> words.Light:
    if indicator.actual is None:
        passed = indicator.target_on < on
        return (
            (_("no value reported, and the date has passed"), "warning")
            if passed
            else (
                _("no value reported yet"),
                "neutral",
            )
        )
    share = share_of_the_way(baseline=indicator.baseline, target=indicator.target, actual=indicator.actual)
    if share >= 1:
        return _("target reached"), "success"
    if indicator.target_on < on:
        return _("target not reached by its date"), "warning"
    if share < 0:
        return _("worse than at the start"), "error"
    return _("%(share)s of the way") % {"share": f"{words.number(round(share * 100))} %"}, "info"


def direction(indicator: Indicator) -> str:
    return str(Direction(indicator.direction).label)


@dataclass(frozen=True)
class Told:
    """An update as the page shows it."""

    update: Update
    day: str
    who: str
    grade: words.Light
    evidence: list[dict[str, str]]


def told(updates: list[Update]) -> list[Told]:
    return [
        Told(u, words.day(u.reported_on), u.organisation.name, words.grade(u.grade), evidence_of(u))
        for u in updates
    ]


def evidence_of(update: Update) -> list[dict[str, str]]:
    """For the component `evidence`: pages to read and files to open."""
    return [
        {
            "title": one.title,
            "url": one.url or reverse("pledges:evidence", args=[one.pk]),
            "kind": "link" if one.url else "file",
        }
        for one in update.evidence.all()
    ]
