"""Reports and evaluations as they were frozen, with the hash that proves them."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.frozen import (
    AnnualReportBrief,
    AnnualReportOut,
    EvaluationBrief,
    EvaluationOut,
    OutcomeReportBrief,
    OutcomeReportOut,
    SubjectReportBrief,
    SubjectReportOut,
)
from acogida.dialogues.models import Event, OutcomeReport
from acogida.plans import queries as plans
from acogida.plans.models import Evaluation
from acogida.pledges.models import AnnualReport
from acogida.reports.models import Report

router = Router()


def _whole_rows(rows: Any) -> Any:
    """Lists leave the frozen content in the database."""
    return rows.defer(None)


def _report(found: Report) -> Said:
    return {
        "id": found.pk,
        "kind": found.kind,
        "subject": found.subject,
        "as_of": found.as_of,
        "sha256": found.sha256,
        "frozen_at": found.frozen_at,
        "url": api_url("reports", found.pk),
        "page": page_url("reports:frozen", found.pk),
    }


def _annual(found: AnnualReport) -> Said:
    return {
        "id": found.pk,
        "year": found.year,
        "as_of": found.as_of,
        "sha256": found.sha256,
        "frozen_at": found.frozen_at,
        "url": api_url("annual-reports", found.pk),
        "page": page_url("pledges:annual_report", found.year),
    }


def _evaluations() -> Any:
    found = Evaluation.objects.filter(published_at__isnull=False, plan__in=plans.published())
    return found.select_related("plan").defer("content")


def _evaluation(found: Evaluation) -> Said:
    return {
        "id": found.pk,
        "plan": found.plan_id,
        "kind": found.kind,
        "evaluator": found.evaluator,
        "sha256": found.sha256,
        "frozen_at": found.published_at,
        "url": api_url("evaluations", found.pk),
        "page": page_url("plans:public_evaluation", found.plan.slug, found.pk),
    }


def _whole_evaluation(found: Evaluation) -> Said:
    return {
        **_evaluation(found),
        "content": found.content,
        "recommendations": list(found.recommendations.all()),
    }


def _outcome(found: Any) -> Said:
    return {
        "id": found.pk,
        "event": found.event.slug,
        "title": found.event.title,
        "held_on": found.event.held_on,
        "language": found.event.language,
        "sha256": found.sha256,
        "frozen_at": found.published_at,
        "url": api_url("outcome-reports", found.pk),
        "page": page_url("dialogues:report", found.event.slug),
    }


def _with_content(brief: Any) -> Any:
    return lambda found: {**brief(found), "content": found.content}


mount(
    router,
    Resource(
        name="reports",
        one="report",
        lists=gettext_noop("Reports frozen to be quoted: of countries, objectives, round tables, mechanisms"),
        shows=gettext_noop("One frozen report with everything it says and its hash"),
        missing=gettext_lazy("There is no frozen report with this number."),
        rows=lambda: Report.objects.defer("content"),
        whole_rows=_whole_rows,
        brief=_report,
        whole=_with_content(_report),
        shape=SubjectReportBrief,
        whole_shape=SubjectReportOut,
        filters={"kind": "kind", "year": "as_of__year"},
        changed=lambda found: found.frozen_at,
    ),
)
mount(
    router,
    Resource(
        name="annual-reports",
        one="annual_report",
        lists=gettext_noop("Annual reports on pledges, with frozen figures"),
        shows=gettext_noop("The frozen figures of one year"),
        missing=gettext_lazy("There is no annual report with this number."),
        rows=lambda: AnnualReport.objects.defer("content"),
        whole_rows=_whole_rows,
        brief=_annual,
        whole=_with_content(_annual),
        shape=AnnualReportBrief,
        whole_shape=AnnualReportOut,
        filters={"year": "year"},
        changed=lambda found: found.frozen_at,
    ),
)
mount(
    router,
    Resource(
        name="evaluations",
        one="evaluation",
        lists=gettext_noop("Published evaluations of plans"),
        shows=gettext_noop("One evaluation: results, findings, lessons, and what was answered since"),
        missing=gettext_lazy("There is no published evaluation with this number."),
        rows=_evaluations,
        whole_rows=lambda rows: rows.defer(None).prefetch_related("recommendations"),
        brief=_evaluation,
        whole=_whole_evaluation,
        shape=EvaluationBrief,
        whole_shape=EvaluationOut,
        filters={
            "kind": "kind",
            "country": "plan__territory__country__code",
            "territory": "plan__territory__code",
            "year": "published_at__year",
        },
    ),
)
mount(
    router,
    Resource(
        name="outcome-reports",
        one="outcome_report",
        lists=gettext_noop("Outcome reports of events, as published: nobody is named in them"),
        shows=gettext_noop("One outcome report with everything it says and its hash"),
        missing=gettext_lazy("There is no outcome report with this number."),
        rows=lambda: (
            OutcomeReport.objects.filter(event__in=Event.objects.public())
            .select_related("event")
            .defer("content")
        ),
        whole_rows=_whole_rows,
        brief=_outcome,
        whole=_with_content(_outcome),
        shape=OutcomeReportBrief,
        whole_shape=OutcomeReportOut,
        filters={"year": "event__held_on__year", "language": "event__language"},
        changed=lambda found: found.published_at,
    ),
)
