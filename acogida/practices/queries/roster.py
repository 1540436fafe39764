"""Who may review a practice, who must not, and which three would be balanced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Count
from django.utils.translation import gettext as _

from acogida.accounts.models import Membership, User
from acogida.practices.models import Practice, Review, Reviewer, ReviewState, TextStatus

READS, KNOWS_OBJECTIVE, MOST_OBJECTIVES, LOAD = 4, 2, 3, 1
OTHER_PROFILE, OTHER_COUNTRY = 2, 2


@dataclass(frozen=True)
class Candidate:
    """Somebody of the roster for one practice: how well they fit, and what stands against them."""

    reviewer: Reviewer
    score: int
    conflicts: tuple[str, ...]
    given: int
    countries: frozenset[int]

    @property
    def is_free(self) -> bool:
        return not self.conflicts and self.given < self.reviewer.capacity


def same_address(one: str, other: str) -> bool:
    """Whether two e-mail addresses are one person's: case and what follows a plus do not matter."""
    return _plain(one) == _plain(other)


def _plain(address: str) -> str:
    name, _at, host = address.lower().partition("@")
    return f"{name.split('+')[0]}@{host}"


def conflicts_of(user: User, practice: Practice) -> list[str]:
    """Why this person must not review it, as sentences; nothing where they may."""
    return list(_conflicts(user, practice, list(_memberships([user.pk]))))


def _memberships(users: Iterable[int]) -> Iterable[Membership]:
    """Present and past: who worked there last year still has a stake in it."""
    return Membership.objects.filter(user__in=list(users)).select_related("organisation")


def _conflicts(user: User, practice: Practice, held: list[Membership]) -> Iterable[str]:
    organisation = practice.organisation
    if organisation is None:
        return
    if any(m.organisation_id == organisation.pk for m in held):
        yield _("Belongs, or belonged, to the organisation that sends it.")
    elif organisation.territory_id and any(
        m.organisation.territory_id == organisation.territory_id for m in held
    ):
        yield _("Works in the same town for another organisation.")
    elif any(m.organisation.country_id == organisation.country_id for m in held):
        yield _("Works in the same country.")
    focal = getattr(practice, "focal_point", None)
    authors = [practice.created_by, practice.submitted_by]
    addresses = [author.email for author in authors if author] + ([focal.email] if focal else [])
    if any(same_address(user.email, address) for address in addresses):
        yield _("Wrote it, sent it or is its focal point.")


def candidates(practice: Practice, *, on: date) -> list[Candidate]:
    """Everybody active in the roster for this practice, who fits best first. Five queries."""
    people = list(
        Reviewer.objects.filter(is_active=True)
        .select_related("user")
        .prefetch_related("objectives")
        .order_by("pk")
    )
    held: dict[int, list[Membership]] = {}
    for membership in _memberships(person.user_id for person in people):
        held.setdefault(membership.user_id, []).append(membership)
    given = dict(
        Review.objects.filter(invited_at__year=on.year)
        .exclude(state__in=[ReviewState.CONFLICT, ReviewState.DECLINED])
        .values_list("reviewer")
        .annotate(n=Count("pk"))
    )
    before = set(Review.objects.filter(practice=practice).values_list("reviewer", flat=True))
    told = readable(practice)
    objectives = set(practice.served.values_list("objective", flat=True))
    found = []
    for person in people:
        mine = held.get(person.user_id, [])
        against = list(_conflicts(person.user, practice, mine))
        if not told & set(person.languages):
            against.append(_("Reads none of the languages it is told in."))
        if person.user_id in before:
            against.append(_("Has it already, or said no to it."))
        shared = len(objectives & {o.pk for o in person.objectives.all()})
        score = READS * (practice.original_language in person.languages)
        score += KNOWS_OBJECTIVE * min(shared, MOST_OBJECTIVES) - LOAD * given.get(person.user_id, 0)
        countries = frozenset(m.organisation.country_id for m in mine)
        found.append(Candidate(person, score, tuple(against), given.get(person.user_id, 0), countries))
    return sorted(found, key=lambda c: (not c.is_free, -c.score, c.reviewer.pk))


def readable(practice: Practice) -> set[str]:
    """The languages that a reviewer can trust: the original, and what a person translated."""
    return set(
        practice.texts.filter(status__in=[TextStatus.ORIGINAL, TextStatus.HUMAN]).values_list(
            "language", flat=True
        )
    )


def trio(found: Iterable[Candidate]) -> list[Candidate]:
    """One internal and two external who fit best together; fewer where the roster has no more.

    Two externals of different profiles and countries count more than two of a kind. Ties go to who
    joined the roster first.
    """
    free = [c for c in found if c.is_free]
    internal = [c for c in free if c.reviewer.is_internal][:1]
    external = [c for c in free if not c.reviewer.is_internal]
    pairs = list(combinations(external[:12], 2))
    best = max(pairs, key=_together, default=tuple(external[:1]))
    return [*internal, *best]


def _together(pair: tuple[Candidate, Candidate]) -> int:
    one, other = pair
    return (
        one.score
        + other.score
        + OTHER_PROFILE * (one.reviewer.profile != other.reviewer.profile)
        + OTHER_COUNTRY * (not one.countries & other.countries)
    )
