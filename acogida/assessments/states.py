"""The life of an assessment. The diagram in docs/reference/states/ is drawn from MOVES."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("assessment", "Draft")
    CONSULTATION = "consultation", pgettext_lazy("assessment", "In consultation")
    VALIDATION = "validation", pgettext_lazy("assessment", "In validation")
    PUBLISHED = "published", pgettext_lazy("assessment", "Published")


MOVES = {
    State.DRAFT: {State.CONSULTATION, State.VALIDATION, State.PUBLISHED},
    State.CONSULTATION: {State.DRAFT, State.VALIDATION, State.PUBLISHED},
    State.VALIDATION: {State.DRAFT, State.CONSULTATION, State.PUBLISHED},
    State.PUBLISHED: {State.DRAFT},
}


class Grade(TextChoices):
    """How well an answer is founded. It is shown wherever the answer is used."""

    STATED = "stated", _("Stated, without evidence")
    DOCUMENTED = "documented", _("Documented")
    CONFIRMED = "confirmed", _("Confirmed from outside")


class InstrumentState(TextChoices):
    """A version of a questionnaire is written, then published and never changed again."""

    DRAFT = "draft", pgettext_lazy("questionnaire", "Draft")
    PUBLISHED = "published", pgettext_lazy("questionnaire", "Published")


INSTRUMENT_MOVES = {
    InstrumentState.DRAFT: {InstrumentState.PUBLISHED},
    InstrumentState.PUBLISHED: set[InstrumentState](),
}
