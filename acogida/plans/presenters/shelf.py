"""The documents of a plan: what each is, for whom, and its formats."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.plans.models import Plan


@dataclass(frozen=True)
class Document:
    """`links` are pairs of a format and its address."""

    title: str
    purpose: str
    links: list[tuple[str, str]]


def shelf(plan: Plan, *, may_write: bool, has_iati: bool) -> list[Document]:
    """In the order of a year; before the adoption there is none."""
    if plan.current_version is None:
        return []
    return [
        *_for_everybody(plan, plan.current_version.number),
        *_for_the_council(plan),
        *_for_others(plan, has_iati=has_iati),
        *(_for_colleagues(plan) if may_write else []),
    ]


def _both(plan: Plan, what: str) -> list[tuple[str, str]]:
    return [(kind.upper(), reverse("plans:made", args=[plan.pk, what, kind])) for kind in ("pdf", "docx")]


def _for_everybody(plan: Plan, number: int) -> list[Document]:
    return [
        Document(
            _("The plan"),
            _("The adopted version with how it goes, for everybody."),
            [
                (_("Page"), reverse("plans:public", args=[plan.slug])),
                ("PDF", reverse("plans:pdf", args=[plan.slug])),
                ("DOCX", reverse("plans:docx", args=[plan.slug])),
                ("JSON", reverse("plans:version", args=[plan.slug, number])),
            ],
        ),
        Document(
            _("Poster"),
            _("In plain words on A3, for the wall of the town hall."),
            [("PDF", reverse("plans:poster", args=[plan.slug]))],
        ),
    ]


def _for_the_council(plan: Plan) -> list[Document]:
    return [
        Document(
            _("Progress sheet"),
            _("One page for a session of the council: what goes well, what is late and why."),
            [(_("Page to print"), reverse("plans:progress", args=[plan.pk])), *_both(plan, "progress")],
        ),
        Document(
            _("Report to the council"),
            _("Once a year: actions, targets and actuals, money, and what waits for a decision."),
            _both(plan, "council"),
        ),
    ]


def _for_others(plan: Plan, *, has_iati: bool) -> list[Document]:
    found = [
        Document(
            _("Chapter for the review of the Compact"),
            _("For your country's voluntary review, by the four round tables of the review forum."),
            _both(plan, "review"),
        ),
        Document(
            _("Dossier for a seal"),
            _("Answers, what shows them and actions, by the ten dimensions of MigraCidades."),
            _both(plan, "seal"),
        ),
    ]
    if has_iati:
        found.append(
            Document(
                _("Activity file (IATI 2.03)"),
                _("Actions that cooperation or companies pay for, as those who fund them publish theirs."),
                [("XML", reverse("plans:iati", args=[plan.slug]))],
            )
        )
    return found


def _for_colleagues(plan: Plan) -> list[Document]:
    return [
        Document(
            _("Workbook for the departments"),
            _("They fill it in, and you take it in again with a dry run."),
            [(_("Page"), reverse("plans:workbook", args=[plan.pk]))],
        ),
        Document(
            _("Handover pack"),
            _("For the next team or another installation: plan, reports, evidence, questions, people."),
            [(_("Page"), reverse("plans:handing", args=[plan.pk]))],
        ),
    ]
