"""What a plan still lacks before it can be adopted."""

from django.utils.translation import gettext as _

from acogida.plans.models import Plan
from acogida.plans.queries.content import content_of, same_words


def missing(plan: Plan) -> list[str]:
    """One sentence for each gap; empty when an approver may sign."""
    gaps: list[str] = []
    actions = list(
        plan.actions.current().select_related("challenge").prefetch_related("indicators").order_by("pk")
    )
    answered = {action.challenge_id for action in actions if action.challenge_id}
    if not answered:
        gaps.append(_("No priority has an action yet. Write at least one."))
    for action in actions:
        words = {"action": action.title}
        if action.challenge is None and not action.reason_without_challenge:
            gaps.append(_("The action “%(action)s” has neither a cause nor a written reason.") % words)
        if action.challenge is not None and (
            action.challenge.withdrawn_at or not action.challenge.is_priority
        ):
            gaps.append(_("The action “%(action)s” answers to a challenge that is no priority.") % words)
        if not any(indicator.withdrawn_at is None for indicator in action.indicators.all()):
            gaps.append(
                _("The action “%(action)s” has no indicator: nobody could tell what came of it.") % words
            )
    return gaps


def is_as_adopted(plan: Plan) -> bool:
    """Whether the plan says what its current version says; False while an amendment is being written."""
    return plan.current_version is not None and same_words(content_of(plan), plan.current_version.content)


def open_priorities(plan: Plan) -> list[str]:
    """Priorities without an action: no refusal, but the approver should know."""
    return list(
        plan.challenges.current()
        .filter(is_priority=True)
        .exclude(actions__in=plan.actions.current())
        .values_list("title", flat=True)
    )
