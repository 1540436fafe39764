"""The life of an assessment. The diagram in docs/reference/states/ is drawn from MOVES."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    CONSULTATION = "consultation", _("In consultation")
    VALIDATION = "validation", _("In validation")
    PUBLISHED = "published", _("Published")


MOVES = {
    State.DRAFT: {State.CONSULTATION, State.PUBLISHED},
    State.CONSULTATION: {State.DRAFT, State.VALIDATION, State.PUBLISHED},
    State.VALIDATION: {State.CONSULTATION, State.PUBLISHED},
    State.PUBLISHED: {State.DRAFT},
}


class Grade(TextChoices):
    """How well an answer is founded. It is shown wherever the answer is used."""

    STATED = "stated", _("Stated, without evidence")
    DOCUMENTED = "documented", _("Documented")
    CONFIRMED = "confirmed", _("Confirmed from outside")
