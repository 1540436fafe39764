"""What is laid before the council and hung on the wall: the progress sheet, the report, the poster.

Each says what the adopted version and the reports since say, nothing that only the organisation knows but
what is late: the council is the one to ask for it.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from acogida.core import written
from acogida.documents.report import (
    Block,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
)
from acogida.plans.models import Condition, Plan, PlanVersion
from acogida.plans.presenters import words
from acogida.plans.presenters.board import money_tables
from acogida.plans.presenters.evaluation import recommendations, result_rows, results_sentence
from acogida.plans.presenters.public import PublicAction, PublicPlan
from acogida.plans.queries import counted
from acogida.plans.queries.budget import budgets
from acogida.plans.queries.evaluation import results
from acogida.plans.queries.schedule import Due

SLOW = (Condition.DELAYED, Condition.STOPPED)


def progress_sheet(
    plan: Plan, version: PlanVersion, shown: PublicPlan, due: Iterable[Due], *, today: date
) -> Report:
    """One page: how each action stands, what is late and why, the money."""
    late = [d for d in due if d.is_overdue]
    rows = [
        [a.title, a.content["responsible_unit"], a.condition, _furthest(a), _spent(a)] for a in shown.actions
    ]
    return _report(
        plan,
        _("How the plan goes"),
        today,
        [
            *_demonstration(shown),
            Paragraph(summary(shown, late)),
            Table([_("Action"), _("Who answers for it"), _("How it stands"), _("Target"), _("Money")], rows),
            *_slow(shown, late),
            *[Paragraph(_("Spent: %(words)s.") % {"words": said}) for _m, said, _tone in shown.money],
            Note(_adopted(version)),
        ],
    )


def council_report(
    plan: Plan, version: PlanVersion, shown: PublicPlan, due: Iterable[Due], *, today: date
) -> Report:
    """What the council asks of a plan once a year, with what it is asked to decide."""
    late = [d for d in due if d.is_overdue]
    found = results(plan)
    sections: list[Block] = [
        *_demonstration(shown),
        Paragraph(summary(shown, late)),
        Facts(
            [
                (_("Period"), shown.period),
                (_("Version"), _adopted(version)),
                (_("Last report"), shown.last_day or _("none yet")),
            ]
        ),
        Heading(_("How each action stands")),
    ]
    for challenge in shown.priorities:
        sections += [Heading(challenge.title, 2), *_stands(challenge.actions)]
    if shown.others:
        sections += [Heading(_("Actions with their own reason"), 2), *_stands(shown.others)]
    sections += _slow(shown, late)
    sections += [
        Heading(_("Targets and actuals")),
        Paragraph(results_sentence(found)),
        Table(
            [_("Indicator"), _("Baseline"), _("Target"), _("Actual"), _("How far")],
            [[r["title"], r["baseline"], r["target"], r["actual"], r["said"]] for r in result_rows(found)],
            numeric_columns=(1, 2, 3),
        ),
        Heading(_("The actions in time")),
        ChartBlock(shown.timeline(today), with_table=False),
        *_money(shown),
        *_counted(plan, today),
        *_asked(plan, shown, late, today),
    ]
    return _report(plan, _("Report to the council"), today, sections)


def poster(plan: Plan, version: PlanVersion, shown: PublicPlan, *, address: str, today: date) -> Report:
    """For a wall: what is to be mended, what is done about it, by when and how it goes. In plain words."""
    sections: list[Block] = [*_demonstration(shown)]
    for place, challenge in enumerate(shown.priorities, 1):
        sections += [Heading(f"{place}. {challenge.title}"), Paragraph(challenge.cause)]
        sections.append(
            Bullets([f"{a.title}: {a.condition.lower()}. {_until(a)}" for a in challenge.actions])
            if challenge.actions
            else Paragraph(_("No action yet."))
        )
    if shown.others:
        sections += [
            Heading(_("Besides")),
            Bullets([f"{a.title}: {a.condition.lower()}. {_until(a)}" for a in shown.others]),
        ]
    sections += [
        Heading(_("By when")),
        ChartBlock(shown.timeline(today), with_table=False),
        *[Paragraph(_("Spent: %(words)s.") % {"words": said}) for _m, said, _tone in shown.money],
        Note(_("Everything about it, with its sources: %(address)s") % {"address": address}),
        Note(_adopted(version)),
    ]
    return _report(plan, shown.content["title"], today, sections, subtitle=str(plan.territory))


def summary(shown: PublicPlan, late: list[Due]) -> str:
    """How many actions stand how, and how many reports are overdue, in one or two sentences."""
    stands = ", ".join(f"{said.lower()}: {n}" for n, said, _tone in shown.counted())
    told = ngettext("%(n)s action (%(stands)s).", "%(n)s actions (%(stands)s).", len(shown.actions)) % {
        "n": len(shown.actions),
        "stands": stands,
    }
    if not late:
        return told + " " + _("No report is overdue.")
    return (
        told
        + " "
        + ngettext("%(n)s report is overdue.", "%(n)s reports are overdue.", len(late)) % {"n": len(late)}
    )


def _report(plan: Plan, title: str, today: date, sections: list[Block], *, subtitle: str = "") -> Report:
    return Report(
        title=title,
        subtitle=subtitle or f"{plan.title} · {plan.territory}",
        language=(get_language() or "es")[:2],
        date=today,
        source=plan.organisation.name,
        sections=sections,
    )


def _demonstration(shown: PublicPlan) -> list[Block]:
    if not shown.content["territory"]["is_demonstration"]:
        return []
    return [Note(_("Demonstration: this place, its plan and its figures are invented."), "warning")]


def _adopted(version: PlanVersion) -> str:
    return _("Version %(number)s, adopted on %(day)s") % {
        "number": version.number,
        "day": words.day(version.adopted_at.date()),
    }


def _counted(plan: Plan, today: date) -> list[Block]:
    """What people asked for at the organisation's own counters; nothing where it does not count."""
    rows = counted.asked_most(plan.organisation, today)
    if not rows:
        return []
    period = {"since": counted.month(rows[0].since), "until": counted.month(rows[0].until)}
    return [
        Heading(_("What people asked for at the counters")),
        Paragraph(_("Attentions counted, %(since)s to %(until)s, with small numbers hidden.") % period),
        Table(
            [_("Topic"), _("Attentions"), _("What is left out")],
            [
                [
                    str(row.topic.label),
                    written.number(row.told.value),
                    counted.hidden(row.told.hidden_months) or "–",
                ]
                for row in rows
            ],
            numeric_columns=(1,),
        ),
    ]


def _furthest(action: PublicAction) -> str:
    return "\n".join(f"{i.shown['title']}: {i.said}" for i in action.indicators)


def _spent(action: PublicAction) -> str:
    return action.spending[0] if action.spending else "–"


def _until(action: PublicAction) -> str:
    return _("%(unit)s, until %(day)s.") % {
        "unit": action.content["responsible_unit"],
        "day": words.day(action.content["ends_on"]),
    }


def _stands(actions: Iterable[PublicAction]) -> list[Block]:
    blocks: list[Block] = []
    for action in actions:
        told = action.told[0] if action.told else None
        said = f"{action.condition}, {told['day']}. {told['report'].narrative}" if told else action.condition
        blocks += [Heading(action.title, 3), Paragraph(said)]
        if action.people:
            headers = [_("Group"), _("Should reach"), _("Reached")]
            blocks.append(Table(headers, action.people, numeric_columns=(1, 2)))
    return blocks or [Paragraph(_("No action yet."))]


def slow(shown: PublicPlan, late: list[Due]) -> list[str]:
    """What is delayed or stopped, each with its reason, and the reports that did not come."""
    told = [
        f"{a.title}: {a.condition.lower()}. {a.last.delay_reason}"
        for a in shown.actions
        if a.last and a.last.condition in SLOW
    ]
    sentence = _("%(action)s: its report is %(late)s (%(unit)s).")
    return told + [
        sentence
        % {"action": d.action.title, "late": words.late(d.days_late), "unit": d.action.responsible_unit}
        for d in late
    ]


def _slow(shown: PublicPlan, late: list[Due]) -> list[Block]:
    told = slow(shown, late)
    return [Heading(_("What is late, and why")), Bullets(told)] if told else []


def _money(shown: PublicPlan) -> list[Block]:
    blocks: list[Block] = []
    reports = {a.pk: a.reports for a in shown.actions}
    for money in map(money_tables, budgets([a.content for a in shown.actions], reports)):
        headers = [_("Budget"), _("Secured"), _("Spent")]
        blocks += [ChartBlock(money["chart"], with_table=False)]
        for label, rows in ((_("Year"), money["years"]), (_("Who pays"), money["sources"])):
            blocks.append(Table([label, *headers], [row[:4] for row in rows], numeric_columns=(1, 2, 3)))
        if money["gap"]:
            blocks.append(Note(_("Not secured yet: %(gap)s") % {"gap": money["gap"]}, "warning"))
    return [Heading(_("The money")), *blocks] if blocks else []


def _asked(plan: Plan, shown: PublicPlan, late: list[Due], today: date) -> list[Block]:
    """What waits for somebody's decision."""
    told = [
        f"{a.title}: {line['title']}, {words.money(line['amount'], a.content['currency'])}"
        for a in shown.actions
        for line in a.content.get("lines", ())
        if not line["is_secured"]
    ]
    open_ = [r for r in recommendations(plan, today) if r["is_open"]]
    blocks: list[Block] = []
    if told:
        blocks += [Heading(_("Money to be found"), 2), Bullets(told)]
    if open_:
        headers = [_("Recommendation"), _("Answer"), _("Who answers for it"), _("By when")]
        rows = [[r["text"], r["response"], r["unit"] or "–", r["due"] or "–"] for r in open_]
        blocks += [Heading(_("Recommendations of the evaluation, not done yet"), 2), Table(headers, rows)]
    if late:
        blocks.append(Paragraph(_("The units named above are asked for their reports.")))
    return [Heading(_("What waits for a decision")), *blocks] if blocks else []
