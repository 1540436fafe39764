"""Evaluations in words: targets against actuals, findings by criterion, what was answered and done."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.plans.models import Dac, Evaluation, FollowUp, Plan, Recommendation, Response
from acogida.plans.presenters import words
from acogida.plans.queries.evaluation import results

QUESTIONS = {
    Dac.RELEVANCE: gettext_lazy("Did it do the right things?"),
    Dac.COHERENCE: gettext_lazy("Did it fit with what others do?"),
    Dac.EFFECTIVENESS: gettext_lazy("Did it reach its targets?"),
    Dac.EFFICIENCY: gettext_lazy("Was money and time well used?"),
    Dac.IMPACT: gettext_lazy("What difference did it make?"),
    Dac.SUSTAINABILITY: gettext_lazy("Will it last?"),
}
RESPONSE_TONES = {Response.ACCEPTED: "success", Response.PARTLY: "info", Response.REJECTED: "neutral"}
STATE_TONES = {
    FollowUp.OPEN: "neutral",
    FollowUp.UNDER_WAY: "info",
    FollowUp.DONE: "success",
    FollowUp.DROPPED: "warning",
}


def result_rows(found: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each indicator: baseline, target, actual, and how far it came."""
    rows = []
    for row in found:
        actual = None if row["actual"] is None else Decimal(row["actual"])
        said, tone = words.came(
            baseline=Decimal(row["baseline"]),
            target=Decimal(row["target"]),
            actual=actual,
            direction=row["direction"],
        )
        rows.append(
            {
                "action": row["action_title"],
                "title": f"{row['title']} ({row['unit']})",
                "baseline": words.number(row["baseline"]),
                "target": words.number(row["target"]),
                "actual": words.number(actual),
                "source": row["source"],
                "said": said,
                "tone": tone,
            }
        )
    return rows


def results_sentence(found: Iterable[Mapping[str, Any]]) -> str:
    rows = list(found)
    reached = sum(1 for row in rows if row["share"] is not None and row["share"] >= 1)
    silent = sum(1 for row in rows if row["share"] is None)
    return _("%(reached)s of %(all)s targets are reached; %(silent)s indicators have no value.") % {
        "reached": reached,
        "all": len(rows),
        "silent": silent,
    }


def _criteria(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = list(findings)
    return [
        {
            "label": str(criterion.label),
            "question": str(QUESTIONS[criterion]),
            "findings": [one for one in found if one["criterion"] == criterion.value],
        }
        for criterion in Dac
    ]


def desk(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation at work; three queries beside its results."""
    rows = results(evaluation.plan) if evaluation.content is None else evaluation.content["results"]
    return {
        "results": result_rows(rows),
        "sentence": results_sentence(rows),
        "criteria": _criteria(
            {"pk": f.pk, "criterion": f.criterion, "text": f.text, "evidence": f.evidence, "link": f.link}
            for f in evaluation.findings.order_by("pk")
        ),
        "lessons": list(evaluation.lessons.order_by("-worked", "pk")),
        "recommendations": list(evaluation.recommendations.order_by("pk")),
    }


def published(evaluation: Evaluation) -> dict[str, Any]:
    """What was frozen, with the answers given since."""
    content = evaluation.content or {}
    answered = evaluation.recommendations.order_by("pk")
    return {
        "content": content,
        "results": result_rows(content["results"]),
        "sentence": results_sentence(content["results"]),
        "criteria": _criteria(content["findings"]),
        "lessons": content["lessons"],
        "recommendations": [_recommendation(found) for found in answered],
        "day": words.day(evaluation.published_at.date() if evaluation.published_at else None),
    }


def _recommendation(found: Recommendation, on: date | None = None) -> dict[str, Any]:
    late = on and found.due_on and found.due_on < on and found.state in {FollowUp.OPEN, FollowUp.UNDER_WAY}
    return {
        "pk": found.pk,
        "text": found.text,
        "response": str(found.get_response_display()) if found.response else _("not answered yet"),
        "response_tone": RESPONSE_TONES[Response(found.response)] if found.response else "warning",
        "response_text": found.response_text,
        "unit": found.unit,
        "due": words.day(found.due_on) if found.due_on else "",
        "is_late": bool(late),
        "is_open": found.response != Response.REJECTED and found.state in {FollowUp.OPEN, FollowUp.UNDER_WAY},
        "is_answered": bool(found.response),
        "is_followed": found.response in {Response.ACCEPTED, Response.PARTLY},
        "state": str(found.get_state_display()),
        "state_tone": STATE_TONES[FollowUp(found.state)],
        "state_text": found.state_text,
    }


def recommendations(plan: Plan, on: date) -> list[dict[str, Any]]:
    """Those of all published evaluations of a plan, the earliest first."""
    found = Recommendation.objects.filter(
        evaluation__plan=plan, evaluation__published_at__isnull=False
    ).order_by("evaluation", "pk")
    return [_recommendation(one, on) for one in found]


def part_forms(forms: Mapping[str, Any]) -> list[tuple[str, str, str, Any]]:
    """Name, heading, button and form of each part that can be added."""
    heads = {
        "finding": (_("Add a finding"), _("Add the finding")),
        "lesson": (_("Add a lesson"), _("Add the lesson")),
        "recommendation": (_("Add a recommendation"), _("Add the recommendation")),
    }
    return [(name, *heads[name], form) for name, form in forms.items()]
