"""Challenges, actions, indicators and reports as beads of the golden thread. Drafts stay at home."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from acogida.accounts.rules import organisations_of
from acogida.core import thread
from acogida.core.thread import Bead, Kind, Link, held_by
from acogida.plans.models import (
    Action,
    ActionIndicator,
    Challenge,
    IndicatorValue,
    Plan,
    PlanVersion,
    Progress,
)
from acogida.plans.queries import counted

# Contents of versions by their hash: what a hash names never changes, so it is read once a process.
_contents: dict[str, dict[str, Any]] = {}
MOST_CONTENTS = 64


def _content_of(plans: Iterable[Plan]) -> list[dict[str, Any]]:
    """The current contents of plans that come with the hashes of their versions; at most one query."""
    hashes = {plan.current_version.sha256 for plan in plans if plan.current_version}
    known = {sha256: _contents[sha256] for sha256 in hashes if sha256 in _contents}
    if unknown := hashes - known.keys():
        asked = PlanVersion.objects.filter(sha256__in=unknown).values_list("sha256", "content")
        known |= dict(asked)
        if len(_contents) > MOST_CONTENTS:
            _contents.clear()
        _contents.update(known)
    return list(known.values())


def _frozen(plans: Iterable[Plan], part: str) -> dict[int, dict[str, Any]]:
    """What the current versions of these plans say, by the pk of their challenges, actions or indicators."""
    found: dict[int, dict[str, Any]] = {}
    for content in _content_of(plans):
        if part == "indicators":
            for action in content["actions"]:
                found |= {i["id"]: {**i, "action": action["id"]} for i in action["indicators"]}
        else:
            found |= {entry["id"]: entry for entry in content[part]}
    return found


def _ours(user: Any) -> set[int]:
    return set(organisations_of(user))


def _seen(
    rows: Iterable[Any], plan_of: Any, part: str, user: Any
) -> Iterable[tuple[Any, Plan, dict[str, Any] | None]]:
    """Each row this person may see, with its frozen words where they read as the public does."""
    rows = list(rows)
    ours = _ours(user)
    outside = [plan_of(row) for row in rows if plan_of(row).organisation_id not in ours]
    frozen = _frozen(outside, part) if outside else {}
    for row in rows:
        plan = plan_of(row)
        if plan.organisation_id in ours:
            yield row, plan, None
        elif row.pk in frozen:
            yield row, plan, frozen[row.pk]


def challenges(pks: Any, user: Any) -> Mapping[int, Bead]:
    found = (
        Challenge.objects.filter(pk__in=pks)
        .select_related("plan__territory", "plan__current_version")
        .defer("plan__current_version__content")
    )
    beads = {}
    for row, plan, frozen in _seen(found, lambda c: c.plan, "challenges", user):
        url = (
            f"{reverse('plans:public', args=[plan.slug])}#challenge-{row.pk}"
            if frozen
            else reverse("plans:challenge", args=[row.pk])
        )
        title = frozen["title"] if frozen else row.title
        causes = {
            "answer": (row.answer_id,) if row.answer_id else (),
            "figure": (row.figure_id,) if row.figure_id else (),
            "recommendation": (row.heard_id,) if row.heard_id else (),
            "tally": (row.pk,) if row.topic else (),
        }
        beads[row.pk] = Bead("challenge", row.pk, title, url, note=str(plan.territory), causes=causes)
    return beads


def tallies(pks: Any, user: Any) -> Mapping[int, Bead]:
    """What was counted when a challenge was taken up from it, under the challenge's pk."""
    found = _counted(pks).select_related("plan__current_version").defer("plan__current_version__content")
    beads = {}
    for row, _plan, frozen in _seen(found, lambda c: c.plan, "challenges", user):
        said = frozen["cause"] if frozen else row.cause
        beads[row.pk] = Bead("tally", row.pk, counted.sentence(said), note=counted.source(said))
    return beads


def _counted(pks: Any) -> QuerySet[Challenge]:
    found: QuerySet[Challenge] = Challenge.objects.filter(pk__in=pks).exclude(topic="")
    return found


def _same(pks: Any) -> Any:
    return _counted(pks).order_by().values_list("pk", flat=True)


def actions(pks: Any, user: Any) -> Mapping[int, Bead]:
    found = (
        Action.objects.filter(pk__in=pks)
        .select_related("plan__current_version")
        .defer("plan__current_version__content")
    )
    return _actions(found, user)


def _actions(rows: Iterable[Action], user: Any) -> dict[int, Bead]:
    beads = {}
    for row, plan, frozen in _seen(rows, lambda a: a.plan, "actions", user):
        url = _action_url(plan, row.pk, is_public=frozen is not None)
        title = frozen["title"] if frozen else row.title
        unit = frozen["responsible_unit"] if frozen else row.responsible_unit
        challenge = frozen["challenge"] if frozen else row.challenge_id
        practice = row.practice_here(frozen.get("inspired_by")) if frozen else row.inspired_by_id
        causes = {
            "challenge": (challenge,) if challenge else (),
            "practice": (practice,) if practice else (),
        }
        days = (frozen["starts_on"], frozen["ends_on"]) if frozen else (row.starts_on, row.ends_on)
        note = f"{unit} · {' – '.join(_day(day) for day in days)}"
        beads[row.pk] = Bead("action", row.pk, title, url, note=note, causes=causes)
    return beads


def _day(day: date | str) -> str:
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return date_format(found, "SHORT_DATE_FORMAT")


def _action_url(plan: Plan, pk: int, *, is_public: bool) -> str:
    return (
        reverse("plans:public_action", args=[plan.slug, pk])
        if is_public
        else reverse("plans:action", args=[pk])
    )


def indicators(pks: Any, user: Any) -> Mapping[int, Bead]:
    found = (
        ActionIndicator.objects.filter(pk__in=pks)
        .select_related("action__plan__current_version")
        .defer("action__plan__current_version__content")
    )
    beads = {}
    for row, plan, frozen in _seen(found, lambda i: i.action.plan, "indicators", user):
        url = f"{_action_url(plan, row.action_id, is_public=frozen is not None)}#indicator-{row.pk}"
        title = frozen["title"] if frozen else row.title
        unit = frozen["unit"] if frozen else row.unit
        beads[row.pk] = Bead("indicator", row.pk, title, url, note=unit, causes={"action": (row.action_id,)})
    return beads


def progress(pks: Any, user: Any) -> Mapping[int, Bead]:
    """Reports of adopted actions; for strangers only of those that the current version names."""
    found = list(
        Progress.objects.filter(pk__in=pks)
        .select_related("action__plan__current_version")
        .defer("action__plan__current_version__content")
    )
    visible = _actions({report.action_id: report.action for report in found}.values(), user)
    ours = _ours(user)
    return {
        report.pk: Bead(
            "progress",
            report.pk,
            f"{date_format(report.reported_on, 'SHORT_DATE_FORMAT')}: {report.narrative[:120]}",
            f"{_url_of(report, ours)}#report-{report.pk}",
            note=str(report.get_condition_display()),
        )
        for report in found
        if report.action_id in visible
    }


def _url_of(report: Progress, ours: set[int]) -> str:
    plan = report.action.plan
    return _action_url(plan, report.action_id, is_public=plan.organisation_id not in ours)


def register() -> None:
    thread.register(
        Kind("challenge", _("Challenge"), 30, challenges),
        Link("answer", "challenge", *held_by(Challenge, "answer")),
        Link("figure", "challenge", *held_by(Challenge, "figure")),
        Link("recommendation", "challenge", *held_by(Challenge, "heard")),
    )
    thread.register(Kind("tally", _("Tally"), 12, tallies), Link("tally", "challenge", _same, _same))
    thread.register(
        Kind("action", _("Action"), 40, actions),
        Link("challenge", "action", *held_by(Action, "challenge")),
        Link("practice", "action", *held_by(Action, "inspired_by")),
    )
    thread.register(
        Kind("indicator", _("Indicator"), 50, indicators),
        Link("action", "indicator", *held_by(ActionIndicator, "action")),
    )
    thread.register(
        Kind("progress", _("Progress"), 60, progress),
        Link("action", "progress", *held_by(Progress, "action")),
        Link("indicator", "progress", *held_by(IndicatorValue, "indicator", "progress"), within="action"),
    )
