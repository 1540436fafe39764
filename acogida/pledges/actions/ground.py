"""What every deed on a pledge stands on: the locked row, the right, the moment, the frozen version."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.search.sources import changed
from acogida.pledges import rules
from acogida.pledges.models import Direction, Pledge, PledgeVersion
from acogida.pledges.queries.content import content_of
from acogida.pledges.queries.whole import indicators
from acogida.pledges.states import MOVES, OPEN, State


class Stale(Refused):
    """A colleague saved first. `current` is what stands now, so that a page can show both."""

    def __init__(self, current: Any) -> None:
        super().__init__(
            _(
                "A colleague changed this while you were writing. Nothing of yours is lost: compare both "
                "below, and save again what should stand."
            )
        )
        self.current = current


def locked(pledge: Pledge) -> Pledge:
    """The pledge as it stands, locked: deeds on one pledge follow one another.

    It is read after it is locked. Were both one query, PostgreSQL would hand whoever waited the version
    that was current before the wait.
    """
    held = Pledge.objects.select_for_update().only("pk").get(pk=pledge.pk)
    return Pledge.objects.select_related(
        "organisation__kind", "territory", "country", "matches", "current_version"
    ).get(pk=held.pk)


def require_writer(pledge: Pledge, by: User) -> None:
    if not rules.may_write(by, pledge):
        raise Refused(_("Only people who edit for the organisation that makes this pledge can change it."))


def require_signer(pledge: Pledge, by: User) -> None:
    if not rules.may_sign(by, pledge):
        raise Refused(_("Only an approver of the organisation that makes this pledge can sign this."))


def require_draft(pledge: Pledge) -> None:
    if pledge.state != State.DRAFT:
        raise Refused(_("This pledge was signed: its words change only by an amendment with its reason."))


def require_open(pledge: Pledge) -> None:
    if pledge.state not in OPEN:
        raise Refused(
            _("This pledge is not announced yet.")
            if pledge.state == State.DRAFT
            else _("This pledge is closed: what it says no longer changes.")
        )


def require_move(pledge: Pledge, to: State) -> None:
    if to not in MOVES[State(pledge.state)]:
        raise Refused(
            _("A pledge that is “%(now)s” cannot become “%(then)s”.")
            % {"now": State(pledge.state).label, "then": to.label}
        )


def require_text(text: str, sentence: str) -> str:
    if not text.strip():
        raise Refused(sentence)
    return text.strip()


def require_fresh(found: Any, revision: int) -> None:
    if found.revision != revision:
        raise Stale(found)


def freeze(pledge: Pledge, *, reason: str, by: User, at: datetime) -> PledgeVersion:
    """The pledge as it now stands, as its next version. The original is number 1."""
    last = pledge.versions.aggregate(last=Max("number"))["last"] or 0
    content = content_of(pledge)
    version = PledgeVersion.objects.create(
        pledge=pledge,
        number=last + 1,
        content=content,
        sha256=hash_of(content),
        reason=reason,
        signed_by=by,
        signed_at=at,
    )
    pledge.current_version = version
    pledge.save(update_fields=["current_version"])
    return version


def refresh(pledge: Pledge) -> None:
    """Repeat on the pledge what its steps and updates say, for the two lights; then index it again."""
    milestones = list(pledge.milestones.values_list("due_on", "done_on"))
    measures: list[Any] = list(indicators(pledge))
    open_days = [due for due, done in milestones if done is None]
    open_days += [i.target_on for i in measures if not is_reached(i, i.actual)]
    last = pledge.updates.filter(published_at__isnull=False).order_by("-reported_on", "-pk").first()
    pledge.steps = len(milestones) + len(measures)
    pledge.next_due_on = min(open_days, default=None)
    pledge.last_reported_on = last.reported_on if last else None
    pledge.last_grade = last.grade if last else ""
    pledge.save()
    if pledge.state != State.DRAFT:
        changed("pledge", pledge.pk)


def is_reached(indicator: Any, value: Any) -> bool:
    """Whether a value is at its target or beyond, on the side where the target lies."""
    if value is None:
        return False
    rising = indicator.direction == Direction.INCREASE
    return bool(value >= indicator.target if rising else value <= indicator.target)
