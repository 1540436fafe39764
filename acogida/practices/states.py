"""The life of a practice. The diagram in docs/reference/states/ is drawn from MOVES."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("practice", "Draft")
    WAITING = "waiting", _("Waiting for the focal point")
    SUBMITTED = "submitted", pgettext_lazy("practice", "Submitted")
    IN_REVIEW = "in_review", _("In peer review")
    CLARIFYING = "clarifying", _("Questions to answer")
    PUBLISHED = "published", pgettext_lazy("practice", "Published")
    DECLINED = "declined", pgettext_lazy("practice", "Not accepted")
    ARCHIVED = "archived", pgettext_lazy("practice", "No longer active")


# Who submits for another waits until the focal point of the implementer has confirmed by link. The
# secretariat returns what is not complete. An appeal opens a second round of review.
MOVES = {
    State.DRAFT: {State.WAITING, State.SUBMITTED},
    State.WAITING: {State.DRAFT, State.SUBMITTED},
    State.SUBMITTED: {State.DRAFT, State.IN_REVIEW},
    State.IN_REVIEW: {State.CLARIFYING, State.PUBLISHED, State.DECLINED},
    State.CLARIFYING: {State.IN_REVIEW},
    State.PUBLISHED: {State.ARCHIVED},
    State.DECLINED: {State.IN_REVIEW},
    State.ARCHIVED: {State.PUBLISHED},
}

# Where its own people may write: before it is sent, while they are asked, and as an update afterwards.
WRITING = {State.DRAFT, State.CLARIFYING, State.PUBLISHED, State.ARCHIVED}
# What everybody may read.
PUBLIC = {State.PUBLISHED, State.ARCHIVED}
