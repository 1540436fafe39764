"""An adopted plan in plain language: what it mends and why, what it does, by when, how it goes."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.compact.models import LocalAction, Objective
from acogida.design.charts import Bar, Timeline, timeline
from acogida.plans.models import Condition, Context, Horizon, IndicatorValue, Progress
from acogida.plans.presenters import particulars, words
from acogida.plans.presenters.progress import share_done, stands, timeline_sentence
from acogida.plans.queries import parts
from acogida.plans.queries.achievement import share_of_the_way
from acogida.plans.queries.budget import reached_by_group, spent_by_line
from acogida.plans.queries.money import Money
from acogida.plans.queries.path import path

MOST_IN_FULL = 40  # actions of a plan whose page tells each of them in full

Reports = Mapping[int, Sequence[Progress]]
Values = Mapping[int, Sequence[IndicatorValue]]


class PublicIndicator:
    """Frozen baseline and target, with the last value reported."""

    def __init__(self, content: dict[str, Any], values: Sequence[IndicatorValue]) -> None:
        self.content, self.values = content, values
        self.pk = content["id"]
        last = values[-1] if values else None
        self.baseline, self.target = Decimal(content["baseline"]), Decimal(content["target"])
        self.actual_value = last.value if last else None
        self.said, self.tone = words.came(
            baseline=self.baseline,
            target=self.target,
            actual=self.actual_value,
            direction=content["direction"],
        )
        self.source = last.source if last else ""
        self.reported_on = words.day(last.progress.reported_on) if last else ""

    @cached_property
    def share(self) -> float | None:
        if self.actual_value is None:
            return None
        return share_of_the_way(baseline=self.baseline, target=self.target, actual=self.actual_value)

    @cached_property
    def shown(self) -> dict[str, str]:
        return {
            "title": self.content["title"],
            "unit": self.content["unit"],
            "baseline": words.number(self.baseline),
            "baseline_on": words.day(self.content["baseline_on"]),
            "actual": words.number(self.actual_value),
            "target": words.number(self.target),
            "target_on": words.day(self.content["target_on"]),
        }

    @cached_property
    def apart(self) -> list[tuple[str, str, str]]:
        """The last value that was told apart: dimension, cell and count; small counts hidden."""
        shown = parts.last_shown(self.values)
        return [(dimension, cell, words.count(count)) for dimension, cell, count in parts.rows(shown)]

    @cached_property
    def history(self) -> list[tuple[str, str, str]]:
        """Day, value and source of every value, newest first."""
        return [
            (words.day(v.progress.reported_on), words.number(v.value), v.source)
            for v in reversed(self.values)
        ]


class PublicAction:
    """One adopted action with its reports."""

    def __init__(
        self,
        content: dict[str, Any],
        reports: Sequence[Progress],
        values: Values,
        objectives: Mapping[int, Objective],
        locals_: Mapping[str, LocalAction],
    ) -> None:
        self.content, self.reports, self.values = content, reports, values
        self.pk = content["id"]
        self.title = content["title"]
        self.objective = objectives.get(content["objective"])
        self.local_action = locals_.get(content["local_action"] or "")
        self.last = reports[-1] if reports else None

    @cached_property
    def indicators(self) -> list[PublicIndicator]:
        return [PublicIndicator(i, self.values.get(i["id"], [])) for i in self.content["indicators"]]

    @property
    def dates(self) -> tuple[date, date]:
        return date.fromisoformat(self.content["starts_on"]), date.fromisoformat(self.content["ends_on"])

    @property
    def when(self) -> str:
        return words.period(self.content["starts_on"], self.content["ends_on"])

    @property
    def condition(self) -> str:
        return str(self.last.get_condition_display()) if self.last else _("not reported yet")

    @property
    def tone(self) -> str:
        return words.CONDITION_TONES[Condition(self.last.condition)] if self.last else "neutral"

    @property
    def last_day(self) -> str:
        return words.day(self.last.reported_on) if self.last else ""

    @property
    def lines(self) -> list[list[str]]:
        return particulars.lines(self.content, spent_by_line(self.reports))

    @property
    def risks(self) -> list[dict[str, str]]:
        return particulars.risks(self.content.get("risks", ()))

    @property
    def people(self) -> list[tuple[str, str, str]]:
        """People by group; small counts hidden."""
        reached = parts.people_shown(reached_by_group(self.reports))
        return particulars.people(self.content.get("reach", {}), reached)

    @property
    def competence(self) -> str:
        kind = self.content.get("competence", "")
        return particulars.competence(kind, self.content.get("ally", ""))[0] if kind else ""

    @property
    def money(self) -> Money:
        budget = self.content["budget"]
        spent = sum((r.spent for r in self.reports if r.spent is not None), Decimal(0))
        return Money(self.content["currency"], None if budget is None else Decimal(budget), spent)

    @property
    def spending(self) -> tuple[str, str] | None:
        """Words and tone; None where there is neither budget nor spending."""
        money = self.money
        return words.spending(money) if money.budget is not None or money.spent else None

    @property
    def told(self) -> list[dict[str, Any]]:
        """The reports in words, newest first."""
        return [
            {
                "report": report,
                "day": words.day(report.reported_on),
                "condition": report.get_condition_display(),
                "tone": words.CONDITION_TONES[Condition(report.condition)],
                "spent": words.money(report.spent, self.content["currency"])
                if report.spent is not None
                else "",
                "late": words.late((report.reported_on - report.due_on).days)
                if report.is_late and report.due_on
                else "",
            }
            for report in reversed(self.reports)
        ]

    @property
    def facts(self) -> list[tuple[str, str]]:
        found = [
            (_("Who answers for it"), self.content["responsible_unit"]),
            (_("With whom"), self.content["partners"]),
            (_("When"), self.when),
            (_("Budget"), words.money(self.content["budget"], self.content["currency"])),
            (_("Source of the money"), self.content["budget_source"]),
            (_("What the Compact asks for"), str(self.local_action) if self.local_action else ""),
        ]
        return [(term, value) for term, value in found if value and value != "–"]


class PublicChallenge:
    """What is to be mended, why, and the actions that answer to it."""

    def __init__(
        self, content: dict[str, Any], actions: list[PublicAction], objectives: Mapping[int, Objective]
    ) -> None:
        self.content, self.actions = content, actions
        self.pk, self.title = content["id"], content["title"]
        self.cause = words.cause(content["cause"], content["reason"])
        self.source = words.cause_source(content["cause"])
        self.url = content["cause"].get("source", {}).get("url", "")
        self.objectives = [objectives[n] for n in content["objectives"] if n in objectives]

    @property
    def more_reason(self) -> str:
        """What was added in words beside an answer or a figure."""
        return self.content["reason"] if self.content["cause"].get("kind") != "reason" else ""

    @property
    def horizon(self) -> str:
        return str(Horizon(self.content["horizon"]).label)

    @property
    def ranking(self) -> str:
        if self.content["rank"] is None or self.content["mean"] is None:
            return ""
        return _("place %(rank)s in the ranking: %(mean)s of 5, from %(low)s to %(high)s") % {
            "rank": self.content["rank"],
            "mean": words.number(round(self.content["mean"], 2)),
            "low": words.number(round(self.content["low"], 2)),
            "high": words.number(round(self.content["high"], 2)),
        }


class PublicPlan:
    """Built from the frozen content and what was reported since; two queries of reference data."""

    def __init__(self, content: dict[str, Any], reports: Reports, values: Values, *, slug: str = "") -> None:
        self.content, self.slug = content, slug
        objectives = Objective.objects.defer("summary", "named_local").in_bulk()
        codes = [a["local_action"] for a in content["actions"] if a["local_action"]]
        locals_ = LocalAction.objects.in_bulk(codes)
        self.actions = [
            PublicAction(a, reports.get(a["id"], []), values, objectives, locals_) for a in content["actions"]
        ]
        self.challenges = [
            PublicChallenge(c, [a for a in self.actions if a.content["challenge"] == c["id"]], objectives)
            for c in sorted(content["challenges"], key=lambda c: (c["rank"] is None, c["rank"] or 0, c["id"]))
        ]

    @property
    def priorities(self) -> list[PublicChallenge]:
        return [c for c in self.challenges if c.content["is_priority"]]

    @property
    def later(self) -> list[PublicChallenge]:
        """Challenges that were seen and did not become priorities."""
        return [c for c in self.challenges if not c.content["is_priority"]]

    @property
    def others(self) -> list[PublicAction]:
        """Actions that answer to no challenge, each with its reason."""
        return [a for a in self.actions if a.content["challenge"] is None]

    @property
    def is_long(self) -> bool:
        """So many actions that their particulars stand only on the page of each."""
        return len(self.actions) > MOST_IN_FULL

    @property
    def period(self) -> str:
        return words.period(self.content["starts_on"], self.content["ends_on"])

    @property
    def contexts(self) -> str:
        return ", ".join(str(Context(key).label) for key in self.content["contexts"])

    @property
    def weights(self) -> list[tuple[str, str]]:
        labels = words.criterion_labels()
        used = [c for c in self.content["criteria"] if c["weight"]]
        total = sum(c["weight"] for c in used)
        return [(labels[c["key"]], words.percent(c["weight"] / total)) for c in used]

    @property
    def scorers(self) -> int:
        return max((c["scorers"] for c in self.content["challenges"]), default=0)

    @cached_property
    def money(self) -> list[tuple[Money, str, str]]:
        rows: dict[str, Money] = {}
        for found in (action.money for action in self.actions):
            if not found.currency:
                continue
            known = rows.get(found.currency, Money(found.currency, None, Decimal(0)))
            budget = known.budget if found.budget is None else (known.budget or Decimal(0)) + found.budget
            rows[found.currency] = Money(found.currency, budget, known.spent + found.spent)
        return [
            (m, *words.spending(m)) for _code, m in sorted(rows.items()) if m.budget is not None or m.spent
        ]

    @property
    def last_day(self) -> str:
        days = [action.last.reported_on for action in self.actions if action.last]
        return words.day(max(days)) if days else ""

    def counted(self) -> list[tuple[int, str, str]]:
        """How many actions stand how, in words: no score, no ranking."""
        counts: dict[tuple[str, str], int] = {}
        for action in self.actions:
            key = (action.condition, action.tone)
            counts[key] = counts.get(key, 0) + 1
        return [(n, words_, tone) for (words_, tone), n in counts.items()]

    def timeline(self, today: date) -> Timeline:
        """The actions with what each waits for; where some wait, the critical path is edged."""
        places = {action.pk: place for place, action in enumerate(self.actions)}
        needs = {a.pk: {pk for pk in a.content.get("needs", ()) if pk in places} for a in self.actions}
        chained = {pk for before in needs.values() for pk in before} | {pk for pk in needs if needs[pk]}
        steps = path({action.pk: action.dates for action in self.actions}, needs)
        critical = {pk for pk in chained if steps[pk].is_critical}
        bars = [
            Bar(
                action.title,
                *action.dates,
                done=share_done([i.share for i in action.indicators]),
                tone=action.tone,
                url=reverse("plans:public_action", args=[self.slug, action.pk]) if self.slug else "",
                state=stands(action.condition, is_critical=action.pk in critical),
                after=tuple(places[pk] for pk in sorted(needs[action.pk])),
                is_critical=action.pk in critical,
            )
            for action in self.actions
        ]
        return timeline(_("The actions in time"), bars, today=today, sentence=timeline_sentence(bars, today))
