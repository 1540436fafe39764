"""The thread of a page as a ribbon, from what the page knows already: no query of its own.

The nearest causes and effects only; the whole thread has its page (`core.thread`), one click away, and from
there every other item is one click more.
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.core.thread import Bead, Strand, page_url
from acogida.plans.models import Action, Challenge
from acogida.plans.presenters import words
from acogida.plans.presenters.public import PublicAction, PublicChallenge
from acogida.practices.models import Practice

# The kinds of cause that are beads themselves: the bead's kind, which the cause holds its pk under too.
ON_THE_THREAD = {"answer": "answer", "figure": "figure", "heard": "recommendation", "tally": "tally"}


def of_challenge(challenge: Challenge, actions: Iterable[Action]) -> Strand:
    bead = Bead("challenge", challenge.pk, challenge.title)
    effects = [
        Bead("action", a.pk, a.title, reverse("plans:action", args=[a.pk]), note=a.responsible_unit)
        for a in actions
    ]
    return Strand(bead, _causes(challenge.pk, challenge.cause, challenge.reason), effects)


def of_action(
    action: Action,
    indicators: Iterable[dict[str, Any]],
    reports: Iterable[dict[str, Any]],
    practice: Practice | None,
) -> Strand:
    """A colleague's; `indicators` and `reports` as the page shows them, reports newest first; `practice` is
    the public one that it follows.
    """
    causes: list[Bead] = []
    if action.challenge is not None:
        url = reverse("plans:challenge", args=[action.challenge.pk])
        causes = [
            Bead("challenge", action.challenge.pk, action.challenge.title, url),
            *_causes(action.challenge.pk, action.challenge.cause, action.challenge.reason),
        ]
    causes += _practices(practice)
    effects = [_indicator(row["indicator"].pk, row["indicator"].title, row["said"]) for row in indicators]
    effects += [_report(row) for row in list(reports)[:1]]
    return Strand(Bead("action", action.pk, action.title, note=action.responsible_unit), causes, effects)


def of_public_action(
    slug: str, action: PublicAction, challenge: PublicChallenge | None, practice: Practice | None
) -> Strand:
    causes: list[Bead] = []
    if challenge is not None:
        url = f"{reverse('plans:public', args=[slug])}#challenge-{challenge.pk}"
        causes = [
            Bead("challenge", challenge.pk, challenge.title, url),
            *_causes(challenge.pk, challenge.content["cause"], challenge.content["reason"]),
        ]
    causes += _practices(practice)
    effects = [_indicator(found.pk, found.content["title"], found.said) for found in action.indicators]
    effects += [_report(row) for row in action.told[:1]]
    unit = action.content["responsible_unit"]
    return Strand(Bead("action", action.pk, action.title, note=unit), causes, effects)


def _causes(challenge: int, cause: dict[str, Any], reason: str) -> list[Bead]:
    """The answer, figure … it was taken up from; other causes are told in the page's words. What was counted
    stands under the challenge's own pk.
    """
    kind = ON_THE_THREAD.get(cause.get("kind", ""), "")
    pk = challenge if kind == "tally" else cause.get(kind)
    if not isinstance(pk, int):
        return []
    return [Bead(kind, pk, words.cause(cause, reason), page_url(kind, pk), note=words.cause_source(cause))]


def _practices(found: Practice | None) -> list[Bead]:
    if found is None:
        return []
    url = reverse("practices:practice", args=[found.slug])
    return [Bead("practice", found.pk, words.practice(found), url, note=found.implementer)]


def _indicator(pk: int, title: str, said: str) -> Bead:
    return Bead("indicator", pk, title, f"#indicator-{pk}", note=said)


def _report(row: dict[str, Any]) -> Bead:
    report = row["report"]
    title = _("%(day)s: %(told)s") % {"day": row["day"], "told": report.narrative}
    return Bead("progress", report.pk, title, f"#report-{report.pk}", note=str(row.get("condition", "")))
