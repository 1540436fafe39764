"""Proposing that two nominations are of one person, and keeping what a person decided."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training import rules
from acogida.training.models import DuplicatePair, Nomination
from acogida.training.people import alike

MOST = 500


def propose(fresh: Sequence[Nomination]) -> list[DuplicatePair]:
    """Keep the pairs that may be one person, within the edition and across editions; nothing is merged.

    It joins the deed that brought the nominations. Somebody put in another's seat is no pair with them.
    """
    known = list(
        Nomination.objects.exclude(pk__in=[n.pk for n in fresh]).only("pk", "name_key", "email", "edition_id")
    )
    people = [*fresh, *known]
    pairs = alike([(n.name_key, n.email) for n in fresh], [(n.name_key, n.email) for n in known])
    return DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(
                first=people[pair.first],
                second=people[pair.second],
                likeness=pair.score,
                reason=pair.reason,
            )
            for pair in pairs[:MOST]
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def decide_pair(pair: DuplicatePair, *, verdict: str, by: User, at: datetime) -> DuplicatePair:
    """Say whether two nominations are of one person; an empty verdict opens the question again."""
    found = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat decides who is the same person."))
    if verdict and verdict not in DuplicatePair.Verdict.values:
        raise Refused(_("Choose one of the two answers."))
    found.verdict = verdict
    found.decided_by, found.decided_at = (by, at) if verdict else (None, None)
    found.save(update_fields=["verdict", "decided_by", "decided_at"])
    audit.record("training.pair_decided", found, by=by, at=at, detail={"verdict": verdict})
    return found
