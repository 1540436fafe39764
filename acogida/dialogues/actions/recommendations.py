"""Answering a recommendation, taking it up, saying what became of it."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.dialogues import rules, signals
from acogida.dialogues.models import Answer, Follow, Recommendation, Stance, Step

TAKING = {Stance.TAKES_UP, Stance.PARTLY}


@transaction.atomic
def answer(
    recommendation: Recommendation,
    *,
    organisation: Organisation,
    stance: str,
    text: str,
    evidence: str = "",
    evidence_url: str = "",
    by: User,
    at: datetime,
) -> Answer:
    """A government answers in public. The first to take it up becomes its owner."""
    found = _locked(recommendation)
    if not rules.may_answer(by, organisation):
        raise Refused(_("Only who signs for a government answers in its name."))
    if not text.strip():
        raise Refused(_("Say in a sentence what your government does, or why it cannot."))
    if stance == Stance.ALREADY and not evidence.strip():
        raise Refused(_("Name the evidence of what you already do: a rule, a report, a page."))
    made = Answer.objects.create(
        recommendation=found,
        organisation=organisation,
        stance=stance,
        text=text.strip(),
        evidence=evidence.strip(),
        evidence_url=evidence_url.strip(),
        answered_by=by,
        answered_at=at,
    )
    if stance in TAKING and found.state in {Follow.OPEN, Follow.SET_ASIDE}:
        found.owner = organisation
        _step(found, Follow.TAKEN_UP, words=text.strip(), organisation=organisation, at=at)
    audit.record("dialogues.recommendation_answered", found, by=by, at=at, detail={"stance": stance})
    changed("recommendation", found.pk)
    transaction.on_commit(
        partial(signals.recommendation_answered.send, Recommendation, recommendation=found, answer=made)
    )
    return made


@transaction.atomic
def follow_up(
    recommendation: Recommendation,
    *,
    state: str,
    words: str,
    evidence: str = "",
    evidence_url: str = "",
    by: User,
    at: datetime,
) -> Recommendation:
    """Say where a recommendation stands. Done asks for evidence, setting it aside for a reason."""
    found = _locked(recommendation)
    if not rules.may_follow_up(by, found):
        raise Refused(_("Only its owner and the secretariat say what became of it."))
    if not words.strip():
        raise Refused(_("Say in a sentence what happened."))
    if state == Follow.DONE and not evidence.strip():
        raise Refused(_("What is done can be shown: name the evidence."))
    if state in {Follow.TAKEN_UP, Follow.UNDER_WAY, Follow.DONE} and found.owner is None:
        raise Refused(_("Nobody owns it yet: a government must take it up first."))
    if state == Follow.OPEN:
        found.owner = None
    _step(
        found,
        Follow(state),
        words=words.strip(),
        evidence=evidence.strip(),
        evidence_url=evidence_url.strip(),
        organisation=found.owner,
        at=at,
    )
    audit.record("dialogues.recommendation_followed", found, by=by, at=at, detail={"state": state})
    changed("recommendation", found.pk)
    return found


def _step(
    found: Recommendation,
    state: Follow,
    *,
    words: str,
    evidence: str = "",
    evidence_url: str = "",
    organisation: Organisation | None,
    at: datetime,
) -> None:
    found.state = state
    found.save(update_fields=["state", "owner"])
    Step.objects.create(
        recommendation=found,
        state=state,
        words=words,
        evidence=evidence,
        evidence_url=evidence_url,
        organisation=organisation,
        at=at,
    )


def _locked(recommendation: Recommendation) -> Recommendation:
    found: Recommendation = (
        Recommendation.objects.public()
        .select_for_update(of=("self",))
        .select_related("owner", "theme")
        .get(pk=recommendation.pk)
    )
    return found
