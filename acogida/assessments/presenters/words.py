"""Words, tones and ways that several pages share."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.assessments.models import Assessment, EvidenceKind, SubDimension, Value
from acogida.assessments.queries.workspace import BeforePublishing
from acogida.assessments.states import Grade, State

VALUE_TONES = {
    Value.YES: "success",
    Value.PARTLY: "info",
    Value.NO: "warning",
    Value.NOT_APPLICABLE: "neutral",
    Value.UNKNOWN: "neutral",
}
GRADE_TONES = {Grade.STATED: "neutral", Grade.DOCUMENTED: "info", Grade.CONFIRMED: "success"}
STATE_TONES = {
    State.DRAFT: "neutral",
    State.CONSULTATION: "info",
    State.VALIDATION: "info",
    State.PUBLISHED: "success",
}
Crumb = tuple[str, str]


def title_of(assessment: Assessment) -> str:
    return _("Self-assessment of %(place)s, %(year)s") % {
        "place": assessment.territory,
        "year": assessment.year,
    }


def our_crumbs(*further: Crumb) -> list[Crumb]:
    """The way from the list of one's own assessments; the last crumb has no address."""
    return [(reverse("assessments:mine"), _("Our self-assessments")), *further]


def work_crumbs(assessment: Assessment, *further: Crumb) -> list[Crumb]:
    here = reverse("assessments:work", args=[assessment.pk]) if further else ""
    return our_crumbs((here, title_of(assessment)), *further)


def public_crumbs(*further: Crumb) -> list[Crumb]:
    here = reverse("assessments:index") if further else ""
    return [(here, _("Published self-assessments")), *further]


def answering_url(assessment: Assessment, sub_dimension: SubDimension) -> str:
    return reverse(
        "assessments:answering", args=[assessment.pk, sub_dimension.dimension.key, sub_dimension.key]
    )


def evidence_kind(kind: str) -> str:
    return str(EvidenceKind(kind).label)


def facts_before(numbers: BeforePublishing) -> list[tuple[str, str]]:
    """What an approver reads before publishing."""
    return [
        (
            _("Questions answered"),
            _("%(answered)s of %(total)s") % {"answered": numbers.answered, "total": numbers.total},
        ),
        (_("Answers with evidence"), str(numbers.documented)),
        (_("Answers stated without evidence, and marked so"), str(numbers.stated)),
        (_("Evidence items"), str(numbers.evidence)),
        (_("Files that become public"), str(numbers.public_files)),
        (_("Files that stay with your organisation"), str(numbers.private_files)),
    ]


def page_context(assessment: Assessment) -> dict[str, Any]:
    """What every page of an assessment's work needs."""
    return {
        "assessment": assessment,
        "title": title_of(assessment),
        "state_tone": STATE_TONES[State(assessment.state)],
        "warning": assessment.instrument.warning,
    }
