"""How the pages say things: numbers, money, causes, conditions, achievements."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from acogida.assessments.models import Value
from acogida.core import written
from acogida.core.text import in_language
from acogida.plans.models import Condition, Context, CriterionKey, Dimension, Direction, Funding
from acogida.plans.queries import counted
from acogida.plans.queries.achievement import share_of_the_way
from acogida.plans.queries.money import Money
from acogida.practices.models import Practice
from acogida.practices.queries import public_content, title_of

CONDITION_TONES = {
    Condition.NOT_STARTED: "neutral",
    Condition.UNDER_WAY: "info",
    Condition.DELAYED: "warning",
    Condition.DONE: "success",
    Condition.STOPPED: "error",
}

# 1 and 5 in words, so that two people mean the same by a mark.
CRITERION_HINTS = {
    CriterionKey.URGENCY: gettext_lazy("1: it can wait · 5: it cannot wait another year"),
    CriterionKey.COMPETENCE: gettext_lazy("1: others decide it · 5: the municipality decides it alone"),
    CriterionKey.COST: gettext_lazy("1: far beyond our means · 5: we can pay for it"),
    CriterionKey.REACH: gettext_lazy("1: few people · 5: most of those concerned"),
    CriterionKey.RIGHTS: gettext_lazy("1: a matter of comfort · 5: rights or lives are at stake"),
}


# Why a challenge of an earlier plan is taken up again.
EARLIER = {
    "unfinished": gettext_lazy("“%(plan)s” took it up, and its actions are not finished."),
    "unanswered": gettext_lazy("It was a priority of “%(plan)s”, and no action answered to it."),
    "later": gettext_lazy("“%(plan)s” saw it and left it for later."),
}


def number(value: float | Decimal | str | None) -> str:
    """As the page's language writes it, at most two decimals; a dash for none."""
    return "–" if value is None else written.number(value)


def count(people: int | None) -> str:
    """A count of people; hidden where it is small."""
    least = settings.SMALL_CELL_THRESHOLD
    return _("fewer than %(n)s, or hidden with them") % {"n": least} if people is None else number(people)


def dimension(key: str) -> str:
    return str(Dimension(key).label)


def money(amount: Decimal | str | None, currency: str) -> str:
    return f"{number(amount)} {currency}".strip() if amount is not None else "–"


def payer(source: str, funding: str) -> str:
    """Who pays and what kind of money it is, unless the one says the other."""
    kind = str(Funding(funding).label)
    return source if source == kind else f"{source} ({kind})"


def percent(share: float) -> str:
    return f"{number(round(share * 100))} %"


def day(value: date | str | None) -> str:
    return written.day(value) if value else "–"


def criterion_labels() -> dict[str, str]:
    return {key.value: str(key.label) for key in CriterionKey}


def criterion_hints() -> dict[str, str]:
    return {key.value: str(hint) for key, hint in CRITERION_HINTS.items()}


def cause(found: dict[str, Any], reason: str) -> str:
    """Why this is a challenge, in one sentence of the page's language."""
    if found.get("kind") == "answer":
        return _("In the self-assessment of %(year)s, “%(question)s” was answered: %(answer)s.") % {
            "year": found["year"],
            "question": in_language(found["text"]),
            "answer": Value(found["value"]).label,
        }
    if found.get("kind") == "figure":
        return in_language(found["text"])
    if found.get("kind") == "earlier":
        return str(EARLIER[found["why"]]) % {"plan": found["plan"]}
    if found.get("kind") == "evaluation":
        return _("The evaluation of “%(plan)s” recommends: %(text)s") % found
    if found.get("kind") == "group_work":
        return _("The group “%(group)s” of %(programme)s found it: %(text)s") % {
            "group": in_language(found["group"]),
            "programme": in_language(found["programme"]),
            "text": found["text"],
        }
    if found.get("kind") == "tally":
        return counted.sentence(found)
    if found.get("kind") == "heard":
        return _("The dialogue “%(event)s” recommends (%(code)s): %(text)s") % {
            "event": found["event"],
            "code": found["code"],
            "text": in_language(found["text"]),
        }
    return reason


def cause_source(found: dict[str, Any]) -> str:
    """Where the cause is written, in a few words; empty where the words are all there is."""
    if found.get("kind") == "answer":
        return _("self-assessment %(year)s, question %(code)s") % {
            "year": found["year"],
            "code": found["code"],
        }
    if found.get("kind") == "figure":
        source = found["source"]
        return f"{source['publisher']}, {in_language(source['title'])} ({source['edition']})"
    if found.get("kind") == "tally":
        return counted.source(found)
    return ""


def practice(found: Practice) -> str:
    """The title of a public practice in the page's language."""
    return title_of(public_content(found), get_language() or "es")


def practice_elsewhere(told: dict[str, Any] | None) -> str:
    """A practice that a plan read back says it follows, where this installation does not know it."""
    if not told or told["here"] is not None or not told["code"]:
        return ""
    names = {"title": in_language(told["titles"]), "code": told["code"], "who": told["by"]}
    if not told["by"]:
        return _("“%(title)s” (%(code)s), not on this platform") % names
    return _("“%(title)s” (%(code)s) of %(who)s, not on this platform") % names


def came(*, baseline: Decimal, target: Decimal, actual: Decimal | None, direction: str) -> tuple[str, str]:
    """How far an indicator has come, in words, with the tone: nothing said better than it is."""
    if actual is None:
        return _("no value reported yet"), "neutral"
    share = share_of_the_way(baseline=baseline, target=target, actual=actual)
    if share >= 1:
        beyond = actual > target if direction == Direction.INCREASE else actual < target
        return (_("target exceeded") if beyond else _("target reached")), "success"
    if share < 0:
        return _("worse than at the start"), "error"
    if share == 0:
        return _("no change since the start"), "warning"
    return _("%(share)s of the way") % {"share": percent(share)}, "info"


def spending(found: Money) -> tuple[str, str]:
    """What was spent against the budget, with the tone."""
    words = {"spent": money(found.spent, found.currency), "budget": money(found.budget, found.currency)}
    if found.budget is None:
        return (_("%(spent)s spent, no budget written") % words), "neutral"
    if found.is_over:
        return (_("%(spent)s of %(budget)s: over the budget") % words), "error"
    return (_("%(spent)s of %(budget)s") % words), "info"


def late(days: int) -> str:
    if days > 0:
        return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}
    if days == 0:
        return _("due today")
    return ngettext("due in %(n)s day", "due in %(n)s days", -days) % {"n": -days}


def contexts(chosen: list[str]) -> list[str]:
    return [str(Context(key).label) for key in chosen]


def period(starts_on: date | str, ends_on: date | str) -> str:
    return f"{day(starts_on)} – {day(ends_on)}"
