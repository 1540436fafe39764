"""What the counters counted, for the diagnosis and for reports: whole months, small numbers hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.accounts.models import Organisation
from acogida.core import written
from acogida.plans.models import ActionIndicator, IndicatorValue
from acogida.services.lists import TOPICS, Topic
from acogida.services.models import Office
from acogida.services.queries import Tallied, book

MONTHS = 12


@dataclass(frozen=True)
class Counted:
    """Attentions about a topic from the month of `since` to that of `until`."""

    topic: Topic
    told: Tallied
    since: date
    until: date


@dataclass(frozen=True)
class Proposal:
    """What the tally says of an indicator: over the whole months since its last value, and since its
    baseline. `hidden_months` of the former's months hide a number.
    """

    value: int
    hidden_months: int
    since: date
    until: date
    whole: int
    whole_since: date


def has_counters(organisation: Organisation) -> bool:
    """Whether it counts attentions at all; one query."""
    return bool(Office.objects.filter(organisation=organisation).exists())


def asked_most(organisation: Organisation, on: date) -> list[Counted]:
    """What people asked for in the last twelve months, this one included, the most asked first; one query."""
    since = _months_before(on, MONTHS - 1)
    rows = book(organisation, since=since, until=on).asked_most()
    return [Counted(TOPICS[key], told, since, on) for key, told in rows]


def proposals(
    indicators: Iterable[ActionIndicator], organisation: Organisation, on: date
) -> dict[int, Proposal]:
    """By pk of those indicators that the tally feeds and of which it has something to tell; two queries, and
    none where no indicator is fed.

    Only whole months count, so that the next report begins where this one ends: the month of the last value
    is told with this one.
    """
    fed = [indicator for indicator in indicators if indicator.topics]
    if not fed:
        return {}
    until = on.replace(day=1) - timedelta(days=1)
    counted = book(organisation, since=min(found.baseline_on for found in fed), until=until)
    last = dict(
        IndicatorValue.objects.filter(indicator__in=fed)
        .order_by()
        .values_list("indicator")
        .annotate(day=Max("progress__reported_on"))
    )
    proposed = {}
    for indicator in fed:
        since = max(indicator.baseline_on, last.get(indicator.pk, indicator.baseline_on))
        told = counted.told(topics=indicator.topics, since=since, until=until)
        whole = counted.told(topics=indicator.topics, since=indicator.baseline_on, until=until)
        if told.value:
            proposed[indicator.pk] = Proposal(
                told.value, told.hidden_months, since, until, whole.value, indicator.baseline_on
            )
    return proposed


def _months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def sentence(cause: dict[str, Any]) -> str:
    """What a challenge was taken up from, as it was counted that day."""
    said = _("%(n)s attentions about “%(topic)s” were counted from %(since)s to %(until)s.") % {
        "n": written.number(cause["value"]),
        "topic": labels([cause["topic"]])[0],
        "since": month(cause["since"]),
        "until": month(cause["until"]),
    }
    return f"{said} {hidden(cause['hidden_months'])}".strip()


def source(cause: dict[str, Any]) -> str:
    return _("tally of %(organisation)s") % cause


def hidden(months: int) -> str:
    """What a sum of the tally leaves out, as a sentence; nothing where it leaves out nothing."""
    if not months:
        return ""
    return ngettext(
        "In %(n)s month the number is hidden and not in the sum.",
        "In %(n)s months the number is hidden and not in the sum.",
        months,
    ) % {"n": months}


def month(value: date | str) -> str:
    """A month as the language writes it; text is `2026-11`."""
    return written.day(f"{value}-01" if isinstance(value, str) else value, "YEAR_MONTH_FORMAT")


def labels(keys: Iterable[str]) -> list[str]:
    """Topics of the tally in words; one that is no longer on the list stands as it is."""
    return [str(TOPICS[key].label) if key in TOPICS else key for key in keys]
