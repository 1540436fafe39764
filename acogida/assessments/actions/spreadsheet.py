"""Taking answers from a file that was edited elsewhere: all of them, or none."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.assessments.actions.answers import StaleAnswer, save_answer
from acogida.assessments.models import Assessment, Question
from acogida.core import audit
from acogida.core.errors import Refused

# Code, answer, explanation, and the revision that the file was made from.
Imported = tuple[str, str, str, int]


@transaction.atomic
def import_answers(assessment: Assessment, *, answers: Iterable[Imported], by: User, at: datetime) -> int:
    """Store the answers of a file; how many. One that was changed meanwhile refuses the whole file."""
    questions = {
        question.code: question
        for question in Question.objects.filter(
            sub_dimension__dimension__instrument=assessment.instrument_id
        ).select_related("sub_dimension__dimension")
    }
    number = 0
    for code, value, explanation, revision in answers:
        if code not in questions:
            raise Refused(_("This question belongs to another questionnaire."))
        try:
            save_answer(
                assessment,
                question=questions[code],
                value=value,
                explanation=explanation,
                revision=revision,
                by=by,
                at=at,
            )
        except StaleAnswer as stale:
            words = {"code": code, "why": stale}
            raise Refused(_("Nothing was saved. %(code)s: %(why)s") % words) from stale
        number += 1
    audit.record("assessments.imported", assessment, by=by, at=at, detail={"answers": number})
    return number
