"""The policy cycle. The diagram in docs/reference/states/ is drawn from MOVES."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DIAGNOSIS = "diagnosis", _("Diagnosis")
    PRIORITISATION = "prioritisation", _("Prioritisation")
    DESIGN = "design", _("Design")
    IMPLEMENTATION = "implementation", _("Implementation")
    EVALUATION = "evaluation", _("Evaluation")
    CLOSED = "closed", _("Closed")


# Locking the weights opens the prioritisation: from there no weight changes, so nothing leads back.
# Adoption is the move from design to implementation; an amendment is adopted again from there.
MOVES = {
    State.DIAGNOSIS: {State.PRIORITISATION},
    State.PRIORITISATION: {State.DESIGN},
    State.DESIGN: {State.PRIORITISATION, State.IMPLEMENTATION},
    State.IMPLEMENTATION: {State.IMPLEMENTATION, State.EVALUATION},
    State.EVALUATION: {State.CLOSED},
    State.CLOSED: set(),
}

# Where the words of the plan may be written; in implementation they wait for the next adoption.
WRITING = {State.DESIGN, State.IMPLEMENTATION}
