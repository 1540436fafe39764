"""Answers and their evidence as beads of the golden thread: where we stand, and why we know."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from acogida.accounts.rules import organisations_of
from acogida.assessments.models import Answer, EvidenceItem, EvidenceKind, Publication, Value
from acogida.assessments.states import Grade
from acogida.core import thread
from acogida.core.text import in_language
from acogida.core.thread import Bead


def describe_answers(pks: Any, user: Any) -> Mapping[int, Bead]:
    """Colleagues see the draft's answer; everybody else what the current edition says, or nothing."""
    own = organisations_of(user)
    answers = list(
        Answer.objects.filter(pk__in=pks)
        .select_related("assessment__territory", "question__sub_dimension__dimension")
        .prefetch_related("evidence")
        .order_by("pk")
    )
    published = _published({a.assessment_id for a in answers if a.assessment.organisation_id not in own})
    beads = {}
    for answer in answers:
        sub = answer.question.sub_dimension
        if answer.assessment.organisation_id in own:
            url = reverse("assessments:answering", args=[answer.assessment_id, sub.dimension.key, sub.key])
            value, grade = answer.value, str(answer.grade) if answer.value else ""
        elif found := published.get(("answer", answer.pk)):
            edition, question = found
            url = reverse("assessments:dimension", args=[answer.assessment_id, edition, sub.dimension.key])
            value, grade = question["value"], question["grade"]
        else:
            continue
        if value:
            beads[answer.pk] = Bead(
                kind="answer",
                pk=answer.pk,
                title=in_language(answer.question.text),
                url=f"{url}#{answer.question.code}",
                note=_note(answer, value, grade),
                causes={"evidence": tuple(item.pk for item in answer.evidence.all())},
            )
    return beads


def _note(answer: Answer, value: str, grade: str) -> str:
    return _("%(answer)s (%(grade)s), self-assessment of %(place)s, %(year)s") % {
        "answer": Value(value).label,
        "grade": Grade(grade).label,
        "place": answer.assessment.territory,
        "year": answer.assessment.year,
    }


def describe_evidence(pks: Any, user: Any) -> Mapping[int, Bead]:
    own = organisations_of(user)
    items = list(
        EvidenceItem.objects.filter(pk__in=pks)
        .select_related("answer__assessment", "answer__question__sub_dimension__dimension")
        .order_by("pk")
    )
    assessments = {i.answer.assessment for i in items}
    published = _published({a.pk for a in assessments if a.organisation_id not in own})
    beads = {}
    for item in items:
        assessment, question = item.answer.assessment, item.answer.question
        sub = question.sub_dimension
        if assessment.organisation_id in own:
            url = reverse("assessments:evidence", args=[assessment.pk, question.code])
            title, kind = item.title, item.kind
        elif found := published.get(("evidence", item.pk)):
            edition, kept = found
            url = reverse("assessments:dimension", args=[assessment.pk, edition, sub.dimension.key])
            url = f"{url}#{question.code}"
            title, kind = kept["title"], kept["kind"]
        else:
            continue
        beads[item.pk] = Bead("evidence", item.pk, title, url, str(EvidenceKind(kind).label))
    return beads


def _published(assessments: set[int]) -> dict[tuple[str, int], tuple[int, dict[str, Any]]]:
    """What the current editions say: (kind, id) to the number of the edition and the frozen thing."""
    found: dict[tuple[str, int], tuple[int, dict[str, Any]]] = {}
    if not assessments:
        return found
    current = Publication.objects.filter(
        pk__in=Publication.objects.filter(
            assessment__in=assessments, assessment__current_publication__isnull=False
        ).values("assessment__current_publication")
    )
    for publication in current:
        for dimension in publication.content["dimensions"]:
            for sub in dimension["sub_dimensions"]:
                for question in sub["questions"]:
                    if question["answer"] and question["value"]:
                        found["answer", question["answer"]] = (publication.number, question)
                        for item in question["evidence"]:
                            found["evidence", item["id"]] = (publication.number, item)
    return found


def register() -> None:
    thread.register(
        thread.Kind("evidence", pgettext_lazy("of an answer", "Evidence"), 10, describe_evidence),
        thread.Link("evidence", "answer", *thread.held_by(EvidenceItem, "pk", "answer")),
    )
    thread.register(thread.Kind("answer", gettext_lazy("Assessment answer"), 20, describe_answers))
