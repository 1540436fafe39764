"""Causes as they stood on the day they were taken up, and the title a challenge starts with."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation
from acogida.assessments.models import Answer, Value
from acogida.core.text import in_language, language_shown
from acogida.evidence.models import Figure
from acogida.plans.queries.counted import Counted

WEAK = (Value.NO, Value.PARTLY, Value.UNKNOWN)
# Languages whose questions read as statements once their marks are gone.
STATEMENT_BY_MARKS = {"es", "pt"}


def cause_of_answer(answer: Answer) -> dict[str, Any]:
    """What the answer says today; its explanation stays in the self-assessment, which has its own door."""
    return {
        "kind": "answer",
        "code": answer.question.code,
        "text": answer.question.text,
        "value": answer.value,
        "year": answer.assessment.year,
        "assessment": answer.assessment_id,
        "answer": answer.pk,
    }


def cause_of_figure(figure: Figure) -> dict[str, Any]:
    return {
        "kind": "figure",
        "figure": figure.pk,
        "text": figure.sentence,
        "value": figure.value,
        "unit": figure.indicator.unit,
        "period": figure.period,
        "territory": figure.territory.name,
        "level": figure.territory.level,
        "indicator": figure.indicator.code,
        "source": {
            "title": figure.dataset.title,
            "publisher": figure.dataset.publisher,
            "edition": figure.edition,
            "url": figure.dataset.source_url,
        },
    }


def cause_of_tally(organisation: Organisation, counted: Counted) -> dict[str, Any]:
    """What the counters counted of a topic, as their sheets show it: small numbers are not in it."""
    return {
        "kind": "tally",
        "topic": counted.topic.key,
        "value": counted.told.value,
        "hidden_months": counted.told.hidden_months,
        "since": f"{counted.since:%Y-%m}",
        "until": f"{counted.until:%Y-%m}",
        "organisation": organisation.name,
    }


def title_from_answer(answer: Answer) -> str:
    """A first wording in the page's language: what is not there yet, or not known. People better it."""
    texts = answer.question.text
    question = in_language(texts)
    if language_shown(texts) in STATEMENT_BY_MARKS:
        question = question.strip(" ¿?")
        question = question[:1].lower() + question[1:]
    sentence = {
        Value.NO: _("Not yet: %(question)s"),
        Value.PARTLY: _("Only in part: %(question)s"),
        Value.UNKNOWN: _("We do not know whether %(question)s"),
    }[Value(answer.value)]
    if answer.value == Value.UNKNOWN and language_shown(texts, get_language()) not in STATEMENT_BY_MARKS:
        sentence = _("We do not know: %(question)s")
    return sentence % {"question": question}
