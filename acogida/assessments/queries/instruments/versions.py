"""The versions of all questionnaires, for a list."""

from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from acogida.assessments.models import Assessment, Instrument, Question


def versions(user: Any) -> list[Instrument]:
    """Those that this person may see, each questionnaire's newest first, with `questions` and `uses`."""
    questions = (
        Question.objects.filter(sub_dimension__dimension__instrument=OuterRef("pk"))
        .order_by()
        .values("sub_dimension__dimension__instrument")
        .annotate(n=Count("pk"))
        .values("n")
    )
    uses = (
        Assessment.objects.filter(instrument=OuterRef("pk"))
        .order_by()
        .values("instrument")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return list(
        Instrument.objects.visible_to(user)
        .select_related("based_on")
        .annotate(
            number_of_questions=Coalesce(Subquery(questions), 0), number_of_uses=Coalesce(Subquery(uses), 0)
        )
        .defer("evidence_words")
        .order_by("code", "-pk")
    )
