"""The parts a practice is told in: one definition for the form, the Word template, checks and exports."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_TITLE = 160
LONGEST_TEXT = 6000


@dataclass(frozen=True)
class Part:
    """One text of a practice. `asked` parts must be written before it is sent; the others deepen it.

    `hub` is the name that the United Nations network's repository gives the same part.
    """

    name: str
    label: str | Promise
    hint: str | Promise
    longest: int
    asked: bool
    hub: str


PARTS = (
    Part(
        "title",
        pgettext_lazy("practice", "Title"),
        _("Short and descriptive: what is done, for whom."),
        LONGEST_TITLE,
        True,
        "Title",
    ),
    Part(
        "summary",
        pgettext_lazy("practice", "Summary"),
        _("Three or four sentences that a colleague of another town would understand."),
        1500,
        True,
        "Summary",
    ),
    Part(
        "description",
        _("What was done, step by step"),
        _("Who began it, with what mandate, what happened first and next, who takes part."),
        LONGEST_TEXT,
        True,
        "Detailed information",
    ),
    Part(
        "results",
        _("Benefits and results"),
        _("What changed, for how many people, and how you know. Numbers with their source and date."),
        LONGEST_TEXT,
        True,
        "Benefit and impact",
    ),
    Part(
        "lessons",
        _("What was learned"),
        _("What went well, what did not, what you would do differently."),
        LONGEST_TEXT,
        True,
        "Key lessons",
    ),
    Part(
        "recommendations",
        _("Advice to who wants to do the same"),
        _("What is needed before beginning, what must not be missing, what can be left out."),
        LONGEST_TEXT,
        False,
        "Recommendations (if the practice is to be replicated)",
    ),
    Part(
        "innovation",
        _("What is new about it"),
        _("What was done otherwise before, here or elsewhere."),
        LONGEST_TEXT,
        False,
        "Innovation",
    ),
    Part(
        "resources",
        _("People, money and documents it needed"),
        _("Staff, budget and who paid; links to manuals, laws, forms."),
        LONGEST_TEXT,
        False,
        "Additional resources",
    ),
)
NAMES = tuple(part.name for part in PARTS)
ASKED = tuple(part.name for part in PARTS if part.asked)
