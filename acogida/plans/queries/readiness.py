"""What a plan still lacks before it can be adopted."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.plans.models import Plan
from acogida.plans.queries.content import content_of, same_words


def missing(plan: Plan, content: dict[str, Any] | None = None) -> list[str]:
    """One sentence for each gap; empty when an approver may sign. `content` is `content_of(plan)`."""
    content = content_of(plan) if content is None else content
    gaps: list[str] = []
    actions = sorted(content["actions"], key=lambda action: int(action["id"]))
    priorities = {c["id"] for c in content["challenges"] if c["is_priority"]}
    if not any(action["challenge"] for action in actions):
        gaps.append(_("No priority has an action yet. Write at least one."))
    for action in actions:
        words = {"action": action["title"]}
        if not action["challenge"] and not action["reason_without_challenge"]:
            gaps.append(_("The action “%(action)s” has neither a cause nor a written reason.") % words)
        if action["challenge"] and action["challenge"] not in priorities:
            gaps.append(_("The action “%(action)s” answers to a challenge that is no priority.") % words)
        if not action["indicators"]:
            gaps.append(
                _("The action “%(action)s” has no indicator: nobody could tell what came of it.") % words
            )
    return gaps


def is_as_adopted(plan: Plan, content: dict[str, Any] | None = None) -> bool:
    """Whether the plan says what its current version says; False while an amendment is being written."""
    if plan.current_version is None:
        return False
    return same_words(content_of(plan) if content is None else content, plan.current_version.content)


def open_priorities(content: dict[str, Any]) -> list[str]:
    """Priorities without an action: no refusal, but the approver should know. In the ranking's order."""
    answered = {action["challenge"] for action in content["actions"]}
    found = [c for c in content["challenges"] if c["is_priority"] and c["id"] not in answered]
    return [c["title"] for c in sorted(found, key=lambda c: (c["rank"] is None, c["rank"] or 0, c["id"]))]
