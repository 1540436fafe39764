"""What the pages of an edition show: its facts, its topics in words, its answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.numbers import format_percent
from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.assessments.models import Assessment, EvidenceKind, Publication, Stance, Value
from acogida.assessments.presenters.words import GRADE_TONES, VALUE_TONES
from acogida.assessments.queries.profile import Tally, Topic, Verdict, withheld
from acogida.assessments.queries.public import Year
from acogida.assessments.states import Grade
from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.core.thread import page_url
from acogida.design.charts import Chart, stacked_bar_chart

# The parts of a bar, from in place to not known, told apart by lightness too.
PAINTS = ("series-1", "series-4", "series-2", "series-6")


def percent(share: float | None) -> str:
    """A share as the page's language writes it; a dash where nothing can be counted."""
    return "–" if share is None else str(format_percent(share, "#,##0 %", locale=get_language() or "es"))


def parts_of(tally: Tally) -> dict[str, int]:
    """The parts of one bar, by their words."""
    return {
        _("In place"): tally.yes,
        _("Partly in place"): tally.partly,
        _("Not in place"): tally.no,
        _("Not applicable or not known"): tally.not_applicable + tally.unknown,
    }


def verdict_words() -> dict[str, str]:
    return {
        Verdict.WELL: _("Well developed"),
        Verdict.DEVELOP: _("To be developed"),
        Verdict.FEW: _("Too few answers to say"),
    }


VERDICT_TONES = {Verdict.WELL: "success", Verdict.DEVELOP: "warning", Verdict.FEW: "neutral"}


def caution() -> str:
    """What must stand beside every share."""
    return _(
        "The share is the part of the practices answered with yes, partly or no that is in place; a partly "
        "counts as half. It says nothing about how well they work, and serves only to follow the same "
        "municipality over the years, never to compare municipalities."
    )


def whole_sentence(tally: Tally) -> str:
    """The profile in one sentence."""
    return _(
        "Of %(total)s questions, %(answered)s are answered: %(yes)s with yes, %(partly)s with partly, "
        "%(no)s with no, %(not_applicable)s as not applicable, %(unknown)s as not known."
    ) % {
        "total": tally.total,
        "answered": tally.answered,
        "yes": tally.yes,
        "partly": tally.partly,
        "no": tally.no,
        "not_applicable": tally.not_applicable,
        "unknown": tally.unknown,
    }


def withheld_sentence(content: dict[str, Any]) -> str:
    """Which sections the municipality did not agree to publish; "" where it published all."""
    names = ", ".join(in_language(name) for name in withheld(content))
    return (
        _("The municipality did not publish these sections: %(names)s.") % {"names": names} if names else ""
    )


@dataclass(frozen=True)
class TopicRow:
    """One line of the profile's table."""

    name: str
    url: str
    tally: Tally
    share: str
    verdict: str
    tone: str
    objective: Objective | None = None


def topic_row(topic: Topic, *, url: str = "", objective: Objective | None = None) -> TopicRow:
    return TopicRow(
        name=in_language(topic.name),
        url=url,
        tally=topic.tally,
        share=percent(topic.tally.share),
        verdict=verdict_words()[topic.verdict],
        tone=VERDICT_TONES[topic.verdict],
        objective=objective,
    )


def dimension_url(publication: Publication, key: str) -> str:
    return reverse("assessments:dimension", args=[publication.assessment_id, publication.number, key])


def objective_url(publication: Publication, number: int) -> str:
    return reverse("assessments:objective", args=[publication.assessment_id, publication.number, number])


def profile_chart(topics: Iterable[Topic], *, publication: Publication, tally: Tally, label: str) -> Chart:
    """Bars of answers by dimension or by objective."""
    topics = list(topics)
    parts = [parts_of(topic.tally) for topic in topics]
    assessment = publication.assessment
    return stacked_bar_chart(
        _("Answers of %(place)s, %(year)s (number of questions)")
        % {"place": assessment.territory, "year": assessment.year},
        [_topic_name(topic) for topic in topics],
        {word: [part[word] for part in parts] for word in parts_of(tally)},
        unit="",
        sentence=whole_sentence(tally),
        source=source_of(publication),
        label=label,
        paints=PAINTS,
    )


def _topic_name(topic: Topic) -> str:
    return f"{topic.number}. {in_language(topic.name)}" if topic.number else in_language(topic.name)


def source_of(publication: Publication) -> str:
    return _("Self-assessment by %(organisation)s, edition %(number)s of %(date)s") % {
        "organisation": publication.assessment.organisation,
        "number": publication.number,
        "date": format_date(publication.published_at, "DATE_FORMAT"),
    }


def facts_of(publication: Publication, tally: Tally) -> list[tuple[str, str]]:
    assessment = publication.assessment
    return [
        (_("Who answers"), str(assessment.organisation)),
        (_("Place"), place_of(assessment)),
        (_("Year that it measures"), str(assessment.year)),
        (
            _("Edition"),
            _("%(number)s, published on %(date)s")
            % {
                "number": publication.number,
                "date": format_date(publication.published_at, "DATE_FORMAT"),
            },
        ),
        (
            _("Questions answered"),
            _("%(answered)s of %(total)s") % {"answered": tally.answered, "total": tally.total},
        ),
        (
            _("Answers with evidence"),
            _("%(answered)s of %(total)s")
            % {"answered": publication.summary["documented"], "total": tally.answered},
        ),
    ]


def place_of(assessment: Assessment) -> str:
    country = assessment.territory.country
    return f"{assessment.territory}, {country.local_name}" if country else str(assessment.territory)


@dataclass(frozen=True)
class EvidenceShown:
    """One evidence item, as the `evidence` component takes it."""

    title: str
    kind: str
    url: str = ""
    date: str = ""
    note: str = ""
    grade: str = ""
    tone: str = "neutral"
    kind_word: str = ""


@dataclass(frozen=True)
class AnswerShown:
    """One question with its published answer."""

    code: str
    text: dict[str, str]
    objectives: list[Objective]
    value: str
    tone: str
    grade: str
    grade_tone: str
    explanation: str
    thread_url: str
    evidence: list[EvidenceShown] = field(default_factory=list)
    validation: list["ValidationShown"] = field(default_factory=list)


@dataclass(frozen=True)
class ValidationShown:
    """What one validator from outside held of an answer, with what was asked and replied."""

    words: str
    tone: str
    said: list[dict[str, str]]


def validation_shown(check: dict[str, Any], organisation: str) -> ValidationShown:
    if check["stance"] == Stance.AGREE:
        words, tone = _("Validated by %(who)s, who agrees"), "success"
    else:
        words, tone = _("Questioned by %(who)s"), "warning"
    said = [
        {"by": one["by"] or organisation, "at": "", "text": one["text"], "note": ""} for one in check["said"]
    ]
    return ValidationShown(words % {"who": check["by"]}, tone, said)


def answer_shown(
    question: dict[str, Any], *, publication: Publication, objectives: dict[int, Objective]
) -> AnswerShown:
    value, grade = question["value"], question["grade"]
    return AnswerShown(
        code=question["code"],
        text=question["text"],
        objectives=[objectives[number] for number in question["objectives"] if number in objectives],
        value=str(Value(value).label) if value else _("Not answered"),
        tone=VALUE_TONES[Value(value)] if value else "neutral",
        grade=str(Grade(grade).label) if grade else "",
        grade_tone=GRADE_TONES[Grade(grade)] if grade else "neutral",
        explanation=question["explanation"] if value else "",
        thread_url=(
            page_url("answer", question["answer"])
            if value and publication.pk == publication.assessment.current_publication_id
            else ""
        ),
        evidence=[evidence_shown(item, publication) for item in question["evidence"]] if value else [],
        validation=[
            validation_shown(check, publication.content["organisation"])
            for check in question.get("validation", [])
        ],
    )


def evidence_shown(item: dict[str, Any], publication: Publication) -> EvidenceShown:
    """A published evidence item; a file that is not public is named, never linked."""
    kind, file = EvidenceKind(item["kind"]), item["file"]
    url, note = item["link"], item["detail"]
    if file and file["id"]:
        url = reverse("assessments:file", args=[publication.assessment_id, publication.number, file["id"]])
        size = filesizeformat(file["size"])
        note = f"{note} ({file['name']}, {size})" if note else f"{file['name']}, {size}"
    elif file:
        kept = _("The file is kept by the municipality.")
        note = f"{note} {kept}".strip()
    dated = date.fromisoformat(item["dated"]) if item["dated"] else None
    return EvidenceShown(
        title=item["title"],
        kind="law" if kind == EvidenceKind.LEGAL else str(kind.value),
        url=url,
        date=format_date(dated, "DATE_FORMAT") if dated else "",
        note=note,
        kind_word=str(kind.label),
    )


@dataclass(frozen=True)
class YearsTable:
    """The same municipality over the years: headers, and rows of cells.

    `note` says where the questionnaire changed in between.
    """

    headers: list[str]
    rows: list[list[str]]
    note: str = ""


def years_table(years: list[Year], dimensions: Iterable[Topic]) -> YearsTable | None:
    if len(years) < 2:
        return None
    rows = []
    for dimension in dimensions:
        cells = [in_language(dimension.name)]
        for year in years:
            tally = year.tallies.get(dimension.key)
            cells.append(
                _("%(share)s (%(counted)s answered)")
                % {"share": percent(tally.share), "counted": tally.counted}
                if tally and tally.counted
                else "–"
            )
        rows.append(cells)
    versions = {year.assessment.instrument.version for year in years}
    heads = [
        _("%(year)s (version %(version)s)")
        % {"year": year.assessment.year, "version": year.assessment.instrument.version}
        if len(versions) > 1
        else str(year.assessment.year)
        for year in years
    ]
    note = (
        _(
            "The questionnaire changed between these years, so that the shares do not count quite the same "
            "questions. Which ones are comparable is said question by question."
        )
        if len(versions) > 1
        else ""
    )
    return YearsTable([_("Dimension"), *heads], rows, note)
