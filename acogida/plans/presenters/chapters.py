"""A plan told in the order that others ask for: the review forum by round table, a seal by dimension."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.assessments.models import Value
from acogida.assessments.states import Grade
from acogida.core.text import in_language
from acogida.documents.report import Block, Bullets, Facts, Heading, Note, Paragraph, Report, Table
from acogida.plans.models import Plan, PlanVersion
from acogida.plans.presenters import words
from acogida.plans.presenters.public import PublicAction, PublicPlan
from acogida.plans.queries.dossier import Dimension, by_round_table, by_seal_dimension


def review_chapter(
    plan: Plan, version: PlanVersion, shown: PublicPlan, *, address: str, today: date
) -> Report:
    """A local chapter for a voluntary review: what this municipality did, round table by round table."""
    actions = {action.pk: action for action in shown.actions}
    causes = {challenge.pk: challenge for challenge in shown.challenges}
    sections: list[Block] = [*_opening(plan, version, shown, address)]
    for table, served in by_round_table(shown.content):
        sections.append(Heading(_("Round table %(number)s: %(title)s") % _named(table.number, str(table))))
        if not served:
            sections.append(Paragraph(_("No action of this plan serves its objectives.")))
        for found in served:
            objective = found.objective
            sections.append(
                Heading(_("Objective %(number)s: %(title)s") % _named(objective.number, objective.short), 2)
            )
            for pk in found.actions:
                challenge = causes.get(actions[pk].content["challenge"])
                why = challenge.cause if challenge else actions[pk].content["reason_without_challenge"]
                sections += _action(actions[pk], why)
    sections += [Heading(_("Obstacles")), *_obstacles(shown.actions)]
    return _report(plan, _("Local chapter for the review of the Compact"), sections, today)


def seal_dossier(plan: Plan, version: PlanVersion, shown: PublicPlan, *, address: str, today: date) -> Report:
    """The ten dimensions of MigraCidades in their order: what is in place, what shows it, what is done."""
    actions = {action.pk: action for action in shown.actions}
    edition, dimensions = by_seal_dimension(plan, shown.content)
    sections: list[Block] = [
        *_opening(plan, version, shown, address),
        Note(
            _(
                "Which questions touch which of the ten dimensions of MigraCidades (IOM and UFRGS, Brazil) "
                "is our own mapping. The programme has not approved it, and this is not its certification."
            )
        ),
    ]
    if edition is None:
        sections.append(
            Note(
                _("No self-assessment is published yet: publish one, and its answers stand here."), "warning"
            )
        )
    else:
        sections.append(
            Facts([(_("Self-assessment"), f"{edition.content['year']}, SHA-256 {edition.sha256}")])
        )
    placed: set[int] = set()
    for dimension in dimensions:
        placed |= set(dimension.actions)
        sections += _dimension(dimension, [actions[pk] for pk in dimension.actions])
    rest = [action for action in shown.actions if action.pk not in placed]
    if rest:
        sections.append(Heading(_("Actions with another cause")))
        for action in rest:
            sections += _action(action, "")
    return _report(plan, _("Dossier for a seal, by the dimensions of MigraCidades"), sections, today)


def _named(number: int, title: str) -> dict[str, Any]:
    return {"number": number, "title": title}


def _opening(plan: Plan, version: PlanVersion, shown: PublicPlan, address: str) -> list[Block]:
    blocks: list[Block] = []
    if shown.content["territory"]["is_demonstration"]:
        blocks.append(Note(_("Demonstration: this place, its plan and its figures are invented."), "warning"))
    adopted = f"{version.number}, {words.day(version.adopted_at.date())}"
    facts = [
        (_("Municipality"), str(plan.territory)),
        (_("Plan"), shown.content["title"]),
        (_("Period"), shown.period),
        (_("Version"), adopted),
        (_("Last report"), shown.last_day or _("none yet")),
        (_("Address"), address),
        ("SHA-256", version.sha256),
    ]
    return [*blocks, Facts(facts)]


def _action(action: PublicAction, why: str) -> list[Block]:
    """Why it is done, how it stands, what came of it."""
    blocks: list[Block] = [Heading(action.title, 3)]
    if why:
        blocks.append(Paragraph(f"{_('Why:')} {why}"))
    told = action.told[0] if action.told else None
    stands = f"{action.condition}, {told['day']}. {told['report'].narrative}" if told else action.condition
    blocks.append(Paragraph(stands))
    rows = [
        [
            f"{i.shown['title']} ({i.shown['unit']})",
            i.shown["baseline"],
            i.shown["actual"],
            i.shown["target"],
            i.said,
        ]
        for i in action.indicators
    ]
    headers = [_("Indicator"), _("Baseline"), _("Actual"), _("Target"), _("How far")]
    blocks.append(Table(headers, rows, numeric_columns=(1, 2, 3)))
    return blocks


def _obstacles(actions: Iterable[PublicAction]) -> list[Block]:
    """Every reason for a delay that was ever reported, with its day."""
    told = [
        f"{action.title}, {row['day']}: {row['report'].delay_reason}"
        for action in actions
        for row in action.told
        if row["report"].delay_reason
    ]
    return [Bullets(told)] if told else [Paragraph(_("No delay was reported."))]


def _dimension(dimension: Dimension, actions: list[PublicAction]) -> list[Block]:
    name = in_language(dimension.name)
    blocks: list[Block] = [Heading(_("Dimension %(number)s: %(title)s") % _named(dimension.number, name))]
    rows = [
        [
            question["code"],
            in_language(question["text"]),
            str(Value(question["value"]).label) if question["value"] else "–",
            str(Grade(question["grade"]).label) if question["grade"] else "–",
        ]
        for question in dimension.questions
    ]
    headers = [_("Code"), _("What is asked"), _("Answer"), _("What shows it")]
    blocks.append(
        Table(headers, rows) if rows else Paragraph(_("The municipality has not published these answers."))
    )
    for action in actions:
        blocks += _action(action, "")
    return blocks


def _report(plan: Plan, title: str, sections: list[Block], today: date) -> Report:
    return Report(
        title=title,
        subtitle=str(plan.territory),
        language=(get_language() or "es")[:2],
        date=today,
        source=plan.organisation.name,
        sections=sections,
    )
