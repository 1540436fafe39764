"""Consulting the Mechanism: rule first, one ballot an organisation, counted once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.limits import allowed
from acogida.dialogues import rules
from acogida.dialogues.models import Ballot, Consultation, Gender, Method, Option, Place, Stage
from acogida.dialogues.queries.consultations import results_of, rule_of, standing

MOST_OPTIONS = 60


@transaction.atomic
def create(
    title: str,
    *,
    question: str,
    method: str,
    limit: int,
    shows_live: bool,
    may_add: bool,
    closes_on: date,
    options: Iterable[str],
    by: User,
    at: datetime,
    is_demonstration: bool = False,
) -> Consultation:
    """Prepare a consultation with its options; nothing is fixed until it opens."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat prepares consultations."))
    texts = [text.strip() for text in options if text.strip()]
    if not 2 <= len(texts) <= MOST_OPTIONS:
        raise Refused(_("A consultation has from 2 to %(n)s options.") % {"n": MOST_OPTIONS})
    if method in {Method.APPROVE, Method.DOTS} and limit < 1:
        raise Refused(_("Say how many may be chosen, or how many dots there are."))
    if may_add and method != Method.STATEMENTS:
        raise Refused(
            _("Only statements may be added while people answer: it would change what others chose.")
        )
    base = slugify(f"{title[:70]} {closes_on.year}") or "consultation"
    taken = set(Consultation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug = next(s for n in range(1, 10_000) if (s := base if n == 1 else f"{base}-{n}") not in taken)
    made = Consultation.objects.create(
        slug=slug,
        title=title,
        question=question,
        method=method,
        limit=limit,
        shows_live=shows_live,
        may_add=may_add,
        closes_on=closes_on,
        is_demonstration=is_demonstration,
        created_by=by,
        created_at=at,
    )
    Option.objects.bulk_create(
        Option(consultation=made, number=number, text=text[:300]) for number, text in enumerate(texts, 1)
    )
    audit.record("dialogues.consultation_created", made, by=by, at=at)
    return made


@transaction.atomic
def open_consultation(found: Consultation, *, by: User, at: datetime) -> Consultation:
    """Fix the rule, publish it with its hash, and take ballots."""
    found = _run(found, by)
    if found.state != Stage.DRAFT:
        raise Refused(_("This consultation is already open, or over."))
    if found.closes_on <= day_of(at):
        raise Refused(_("It must stay open for a day at least."))
    found.rule = rule_of(found)
    found.rule_sha256, found.state, found.opened_at = hash_of(found.rule), Stage.OPEN, at
    found.save(update_fields=["rule", "rule_sha256", "state", "opened_at"])
    audit.record("dialogues.consultation_opened", found, by=by, at=at, detail={"sha256": found.rule_sha256})
    return found


@transaction.atomic
def cast(found: Consultation, *, choices: Any, gender: str, by: User, at: datetime) -> Ballot:
    """Give an organisation's voice, or change it while the consultation is open. Each speaks once."""
    found = _locked(found)
    voice = rules.voice_of(by, day_of(at))
    if voice is None:
        raise Refused(_("Only who speaks for a member organisation votes."))
    if found.state != Stage.OPEN or day_of(at) > found.closes_on:
        raise Refused(_("This consultation is not open."))
    clean = _checked(found, choices)
    if gender not in Gender.values:
        raise Refused(_("Choose one of the answers."))
    organisation = voice.member.organisation
    ballot, _new = Ballot.objects.get_or_create(
        consultation=found,
        member=voice.member,
        defaults={
            "choices": clean,
            "group": voice.member.group_id,
            "country": organisation.country.code,
            "gender": gender,
            "cast_at": at,
            "changed_at": at,
        },
    )
    ballot.choices, ballot.changed_at = clean, at
    ballot.save(update_fields=["choices", "changed_at"])
    # Who voted is known to the audit trail; what was chosen is not written there.
    audit.record("dialogues.ballot_cast", found, by=by, at=at)
    return ballot


def _checked(found: Consultation, choices: Any) -> Any:
    """The choices if they keep the rule, else a refusal that says which part they break."""
    numbers = {option.number for option in standing(found)}
    if found.method in {Method.APPROVE, Method.RANK}:
        chosen = [int(number) for number in choices]
        if not chosen or not set(chosen) <= numbers or len(set(chosen)) != len(chosen):
            raise Refused(_("Choose among the options, each once."))
        if found.method == Method.APPROVE and len(chosen) > found.limit:
            raise Refused(_("At most %(n)s may be chosen.") % {"n": found.limit})
        return sorted(chosen) if found.method == Method.APPROVE else chosen
    given = {int(number): int(value) for number, value in choices.items()}
    if not given or not set(given) <= numbers:
        raise Refused(_("Choose among the options, each once."))
    if found.method == Method.DOTS:
        if any(n < 0 for n in given.values()) or not 0 < sum(given.values()) <= found.limit:
            raise Refused(_("Share out from 1 to %(n)s dots.") % {"n": found.limit})
        return {str(number): n for number, n in sorted(given.items()) if n}
    if any(value not in {1, 0, -1} for value in given.values()):
        raise Refused(_("Agree, disagree or pass."))
    return {str(number): value for number, value in sorted(given.items())}


@transaction.atomic
def add_statement(found: Consultation, *, text: str, by: User, at: datetime) -> Option:
    """Propose a statement, where the rule allows it. It waits for moderation in the open; not by whom."""
    found = _locked(found)
    if rules.voice_of(by, day_of(at)) is None:
        raise Refused(_("Only who speaks for a member organisation votes."))
    if found.state != Stage.OPEN or not found.may_add:
        raise Refused(_("No statement may be added here."))
    if not text.strip():
        raise Refused(_("Write the statement in a sentence."))
    last = found.options.order_by("number").last()
    number = (last.number if last else 0) + 1
    if number > MOST_OPTIONS:
        raise Refused(_("There are as many statements as people can answer."))
    if not allowed("statement", str(by.pk), times=5, seconds=86_400, at=at):
        raise Refused(_("That is many at once: come back tomorrow."))
    made = Option.objects.create(
        consultation=found, number=number, text=text.strip()[:300], was_added=True, place=Place.PROPOSED
    )
    audit.record("dialogues.statement_proposed", found, by="participant", at=at)
    return made


@transaction.atomic
def moderate(option: Option, *, accept: bool, reason: str, by: User, at: datetime) -> Option:
    """Let a proposed statement stand, or refuse it with a reason that everybody reads."""
    _run(option.consultation, by)
    option = Option.objects.select_for_update(of=("self",)).get(pk=option.pk)
    if option.place != Place.PROPOSED:
        raise Refused(_("This statement has already been moderated."))
    if not accept and not reason.strip():
        raise Refused(_("Say why it is refused: everybody reads it."))
    option.place = Place.STANDING if accept else Place.REFUSED
    option.reason = reason.strip()[:300]
    option.save(update_fields=["place", "reason"])
    audit.record("dialogues.statement_moderated", option, by=by, at=at, detail={"accepted": accept})
    return option


@transaction.atomic
def close(found: Consultation, *, by: User, at: datetime) -> Consultation:
    """Count once, freeze and publish the results."""
    found = _run(found, by)
    if found.state != Stage.OPEN:
        raise Refused(_("Only an open consultation is closed."))
    if day_of(at) < found.closes_on:
        raise Refused(
            _("The rule says it closes on %(day)s; nobody closes it before.") % {"day": found.closes_on}
        )
    found.results = results_of(found)
    found.results_sha256, found.state, found.closed_at = hash_of(found.results), Stage.CLOSED, at
    found.save(update_fields=["results", "results_sha256", "state", "closed_at"])
    audit.record(
        "dialogues.consultation_closed", found, by=by, at=at, detail={"sha256": found.results_sha256}
    )
    return found


def _locked(found: Consultation) -> Consultation:
    locked: Consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return locked


def _run(found: Consultation, by: User) -> Consultation:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat runs consultations."))
    return _locked(found)
