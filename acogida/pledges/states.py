"""The life of a pledge. The diagram in docs/reference/states/ is drawn from MOVES."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("pledge", "Draft")
    ANNOUNCED = "announced", pgettext_lazy("pledge", "Announced")
    IN_PROGRESS = "in_progress", pgettext_lazy("pledge", "In progress")
    DELAYED = "delayed", pgettext_lazy("pledge", "Delayed")
    FULFILLED = "fulfilled", pgettext_lazy("pledge", "Fulfilled")
    PARTLY_FULFILLED = "partly_fulfilled", pgettext_lazy("pledge", "Partly fulfilled")
    NOT_FULFILLED = "not_fulfilled", pgettext_lazy("pledge", "Not fulfilled")
    WITHDRAWN = "withdrawn", pgettext_lazy("pledge", "Withdrawn")
    RECORDED = "recorded", pgettext_lazy("pledge", "Recorded from a public source")


CLOSINGS = (State.FULFILLED, State.PARTLY_FULFILLED, State.NOT_FULFILLED, State.WITHDRAWN)
OPEN = (State.ANNOUNCED, State.IN_PROGRESS, State.DELAYED)
# What needs a reason that everybody can read.
WITH_REASON = (State.DELAYED, State.PARTLY_FULFILLED, State.NOT_FULFILLED, State.WITHDRAWN)

# What was promised is never taken back unseen: nothing leads to a draft again. A pledge that was only
# recorded from a public source has no life here: its pledger does not report to this platform.
MOVES: dict[State, set[State]] = {
    State.DRAFT: {State.ANNOUNCED},
    State.ANNOUNCED: {State.IN_PROGRESS, State.DELAYED, *CLOSINGS},
    State.IN_PROGRESS: {State.DELAYED, *CLOSINGS},
    State.DELAYED: {State.IN_PROGRESS, *CLOSINGS},
    State.FULFILLED: set(),
    State.PARTLY_FULFILLED: set(),
    State.NOT_FULFILLED: set(),
    State.WITHDRAWN: set(),
    State.RECORDED: set(),
}


class Delivery(TextChoices):
    """The first light: what came of it, against its own milestones and targets."""

    NOT_REPORTED = "not_reported", _("Not reported here")
    NOT_STARTED = "not_started", _("Not begun yet")
    NO_STEPS = "no_steps", _("Cannot be told: no milestone and no target")
    ON_TRACK = "on_track", _("On track")
    BEHIND = "behind", _("Behind: a date has passed")
    DELAYED = "delayed", _("Delayed, with its reason")
    COMPLETE = "complete", _("Everything done, not closed yet")
    FULFILLED = "fulfilled", pgettext_lazy("pledge", "Fulfilled")
    PARTLY_FULFILLED = "partly_fulfilled", pgettext_lazy("pledge", "Partly fulfilled")
    NOT_FULFILLED = "not_fulfilled", pgettext_lazy("pledge", "Not fulfilled")
    WITHDRAWN = "withdrawn", pgettext_lazy("pledge", "Withdrawn")


class Freshness(TextChoices):
    """The second light: how old the last report is."""

    UNREPORTED = "unreported", _("No report reaches this platform")
    FRESH = "fresh", _("Reported in the last six months")
    AGEING = "ageing", _("Last report more than six months ago")
    STALE = "stale", _("No report for more than a year")
    FINAL = "final", _("Final: closed by its pledger")
