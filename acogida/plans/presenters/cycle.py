"""The stages of a plan as a stepper, and the one step that comes next."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.plans import rules
from acogida.plans.models import Plan
from acogida.plans.states import State

PAGES = {
    State.DIAGNOSIS: "plans:diagnosis",
    State.PRIORITISATION: "plans:prioritisation",
    State.DESIGN: "plans:design",
    State.IMPLEMENTATION: "plans:board",
    State.EVALUATION: "plans:evaluations",
}
ORDER = list(PAGES)


def steps(plan: Plan) -> list[dict[str, str]]:
    here = ORDER.index(State(plan.state)) if plan.state in ORDER else len(ORDER)
    return [
        {
            "label": str(state.label),
            "state": "done" if place < here else "current" if place == here else "next",
            "url": reverse(PAGES[state], args=[plan.pk])
            if place <= here or (state == State.EVALUATION and plan.first_adopted_at)
            else "",
        }
        for place, state in enumerate(ORDER)
    ]


@dataclass(frozen=True)
class Next:
    """What to do now, why, and where."""

    text: str
    label: str
    url: str


def next_step(plan: Plan, user: Any, *, challenges: int, due: int) -> Next | None:
    """The one thing that moves the plan on, for this person; None where only waiting is left."""
    if plan.state == State.DIAGNOSIS:
        if not challenges:
            text = _("Look at your weak answers and figures side by side, and take up what should be mended.")
            return Next(text, _("Go to the diagnosis"), reverse("plans:diagnosis", args=[plan.pk]))
        text = _("Agree on the weights with your colleagues and lock them: then the scoring opens.")
        return Next(text, _("Agree on the weights"), reverse("plans:prioritisation", args=[plan.pk]))
    if plan.state == State.PRIORITISATION:
        if not plan.scoring_closed_at:
            text = _(
                "Score each challenge. Everybody sees only their own scores until the scoring is closed."
            )
            return Next(text, _("Score the challenges"), reverse("plans:score", args=[plan.pk]))
        text = _("The scoring is closed. Look at the ranking and choose the priorities.")
        return Next(text, _("Choose the priorities"), reverse("plans:prioritisation", args=[plan.pk]))
    if plan.state == State.DESIGN:
        if plan.adoption_asked_at and rules.may_adopt(user, plan):
            text = _("Your colleagues say that it is ready. Read it and adopt it.")
            return Next(text, _("Read and adopt"), reverse("plans:adopt", args=[plan.pk]))
        text = _("Write at least one action for each priority, each with an indicator.")
        return Next(text, _("Write the actions"), reverse("plans:design", args=[plan.pk]))
    if plan.state == State.IMPLEMENTATION and due:
        return Next(
            _("Reports are due: say how the actions go."),
            _("See what is due"),
            reverse("plans:board", args=[plan.pk]),
        )
    if plan.state == State.EVALUATION:
        return Next(
            _("Write the findings and publish the evaluation; then close the plan."),
            _("To the evaluation"),
            reverse("plans:evaluations", args=[plan.pk]),
        )
    return None
