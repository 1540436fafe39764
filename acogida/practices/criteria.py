"""The eight criteria of the review, each with what a 1 and a 5 look like."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Criterion(TextChoices):
    APPLIED = "applied", pgettext_lazy("criterion", "Applied")
    RELEVANT = "relevant", pgettext_lazy("criterion", "Relevant")
    COHERENT = "coherent", pgettext_lazy("criterion", "Coherent")
    INNOVATIVE = "innovative", pgettext_lazy("criterion", "Innovative")
    REPLICABLE = "replicable", pgettext_lazy("criterion", "Replicable")
    MONITORED = "monitored", pgettext_lazy("criterion", "Monitored and evaluated")
    CROSS_CUTTING = "cross_cutting", pgettext_lazy("criterion", "Cross-cutting")
    TIMELY = "timely", pgettext_lazy("criterion", "Timely")


@dataclass(frozen=True)
class Anchor:
    """What is asked, and the two ends of the scale."""

    question: str | Promise
    one: str | Promise
    five: str | Promise


ANCHORS = {
    Criterion.APPLIED: Anchor(
        _("Was it really carried out?"),
        _("An idea or a plan; nothing was done yet."),
        _("Carried out for more than a year, with people who can tell of it."),
    ),
    Criterion.RELEVANT: Anchor(
        _("Does it serve objectives of the Compact and the Sustainable Development Goals?"),
        _("The tie to an objective is only named."),
        _("What was done is what the Compact asks, action by action."),
    ),
    Criterion.COHERENT: Anchor(
        _("Is it in line with the ten principles?"),
        _("A principle is at risk, and nothing is said about it."),
        _("The principles show in how it works, not only in its words."),
    ),
    Criterion.INNOVATIVE: Anchor(
        _("Can others draw something new from it?"),
        _("It is what most towns do already."),
        _("A new way that solves what others could not."),
    ),
    Criterion.REPLICABLE: Anchor(
        _("Could another town do it with what is told here?"),
        _("It hangs on one person or one grant; the steps are missing."),
        _("Steps, cost and conditions are told so that one can begin on Monday."),
    ),
    Criterion.MONITORED: Anchor(
        _("Was it followed or evaluated, and can its results be shown?"),
        _("Nobody counted anything."),
        _("Indicators with baseline and source, or an evaluation from outside."),
    ),
    Criterion.CROSS_CUTTING: Anchor(
        _("Does it look at benefits and difficulties for people and communities all around?"),
        _("One side only; women, children or neighbours are not seen."),
        _("Several offices and groups; it says who gains, who does not, and why."),
    ),
    Criterion.TIMELY: Anchor(
        _("Is it of the time of the Compact and up to date?"),
        _("It ended before December 2018 and was not taken up again."),
        _("It goes on today, or ended less than two years ago."),
    ),
}
LOW, HIGH = 1, 5
