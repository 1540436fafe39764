"""Protocols: written, sent to the institutions they name, put in force when all have approved."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import fold
from acogida.services import rules
from acogida.services.actions.ground import require_text
from acogida.services.branches import is_lost
from acogida.services.models import Protocol, ProtocolVersion, Signature, Situation
from acogida.services.states import PROTOCOL_MOVES, ProtocolState

MOST_STEPS = 16
PARTS = {"title": 120, "who": 160, "within": 80, "only_if": 120, "otherwise": 1, "detail": 500}


@transaction.atomic
def write_protocol(
    organisation: Organisation,
    *,
    situation: str,
    intro: str,
    steps: Iterable[Mapping[str, str]],
    by: User,
    at: datetime,
) -> ProtocolVersion:
    """Write the draft of the next version; the one in force stays in force meanwhile."""
    if not rules.may_keep(by, organisation) or organisation.territory is None:
        raise Refused(_("Only people who edit for this organisation write its protocols."))
    if situation not in Situation.values:
        raise Refused(_("Choose the situation."))
    written = _steps(steps)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    territory = organisation.territory
    protocol, _new = Protocol.objects.get_or_create(
        organisation=organisation,
        situation=situation,
        defaults={
            "territory": territory,
            "slug": slugify(fold(f"{situation} {territory.name} {organisation.pk}"))[:200],
            "created_by": by,
            "created_at": at,
        },
    )
    version = protocol.versions.filter(state__in=[ProtocolState.DRAFT, ProtocolState.APPROVAL]).first()
    if version and version.state == ProtocolState.APPROVAL:
        raise Refused(_("This version is with the institutions. Take it back to change it."))
    if version is None:
        last = protocol.versions.order_by("-number").values_list("number", flat=True).first() or 0
        version = ProtocolVersion(protocol=protocol, number=last + 1)
    version.intro, version.steps = intro.strip()[:2000], written
    version.save()
    audit.record("services.protocol_written", version, by=by, at=at)
    return version


@transaction.atomic
def ask_institutions(version: ProtocolVersion, *, by: User, at: datetime) -> dict[str, str]:
    """Send it to every institution it names: the token of each one's personal link, shown once."""
    version = _locked(version, by)
    _move(version, ProtocolState.APPROVAL)
    version.save(update_fields=["state"])
    version.signatures.all().delete()
    tokens = {}
    for institution in dict.fromkeys(step["who"] for step in version.steps):
        token = secrets.token_urlsafe(24)
        Signature.objects.create(version=version, institution=institution, token_hash=hash_of(token))
        tokens[institution] = token
    audit.record("services.protocol_sent", version, by=by, at=at, detail={"institutions": len(tokens)})
    return tokens


@transaction.atomic
def take_back_protocol(version: ProtocolVersion, *, by: User, at: datetime) -> ProtocolVersion:
    """Back to a draft; the approvals given so far fall, for they were of other words."""
    version = _locked(version, by)
    _move(version, ProtocolState.DRAFT)
    version.save(update_fields=["state"])
    version.signatures.all().delete()
    audit.record("services.protocol_taken_back", version, by=by, at=at)
    return version


@transaction.atomic
def sign(signature: Signature, *, position: str, at: datetime) -> Signature:
    """An institution approves by its personal link: in which position, never who."""
    signature = _open(signature)
    signature.position = require_text(position, _("Say in which position you approve it."))[:160]
    return _signed(signature, by=signature.institution, at=at)


@transaction.atomic
def sign_on_paper(signature: Signature, *, reference: str, by: User, at: datetime) -> Signature:
    """Note that an institution approved on paper, and on which."""
    signature = _open(signature)
    if not rules.may_keep(by, signature.version.protocol.organisation):
        raise Refused(_("Only people who edit for this organisation write its protocols."))
    signature.reference = require_text(reference, _("Say on which paper: minutes, letter, date."))[:200]
    return _signed(signature, by=by, at=at)


@transaction.atomic
def put_in_force(version: ProtocolVersion, *, by: User, at: datetime) -> ProtocolVersion:
    """Put a version in force once every institution has approved; the one before is replaced."""
    version = _locked(version, by, approving=True)
    _move(version, ProtocolState.IN_FORCE)
    missing = version.signatures.filter(signed_at__isnull=True).values_list("institution", flat=True)
    if missing:
        raise Refused(_("Still to approve: %(institutions)s.") % {"institutions": ", ".join(missing)})
    ProtocolVersion.objects.filter(protocol=version.protocol, state=ProtocolState.IN_FORCE).update(
        state=ProtocolState.REPLACED
    )
    version.in_force_on = day_of(at)
    version.save(update_fields=["state", "in_force_on"])
    audit.record("services.protocol_in_force", version, by=by, at=at)
    return version


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _steps(given: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    steps = [
        {part: " ".join(str(step.get(part) or "").split())[:longest] for part, longest in PARTS.items()}
        for step in given
    ]
    steps = [step for step in steps if step["title"]]
    if not 2 <= len(steps) <= MOST_STEPS:
        raise Refused(_("A protocol has from 2 to %(most)s steps.") % {"most": MOST_STEPS})
    for step in steps:
        require_text(step["who"], _("Say for each step which institution does it."))
    if is_lost(steps):
        raise Refused(_("“Otherwise” follows a step with a condition, and has none of its own."))
    return steps


def _locked(version: ProtocolVersion, by: User, *, approving: bool = False) -> ProtocolVersion:
    version = (
        ProtocolVersion.objects.select_for_update(of=("self",))
        .select_related("protocol__organisation")
        .get(pk=version.pk)
    )
    organisation = version.protocol.organisation
    if approving and not rules.may_put_in_force(by, organisation):
        raise Refused(_("Only an approver of the organisation puts a protocol in force."))
    if not approving and not rules.may_keep(by, organisation):
        raise Refused(_("Only people who edit for this organisation write its protocols."))
    return version


def _move(version: ProtocolVersion, to: ProtocolState) -> None:
    if to not in PROTOCOL_MOVES[ProtocolState(version.state)]:
        raise Refused(
            _("This version is “%(state)s”: that cannot be done now.")
            % {"state": version.get_state_display()}
        )
    version.state = to


def _open(signature: Signature) -> Signature:
    signature = (
        Signature.objects.select_for_update(of=("self",))
        .select_related("version__protocol__organisation")
        .get(pk=signature.pk)
    )
    if signature.signed_at:
        raise Refused(_("It has been approved already. Thank you."))
    if signature.version.state != ProtocolState.APPROVAL:
        raise Refused(_("This version is no longer with the institutions."))
    return signature


def _signed(signature: Signature, *, by: object, at: datetime) -> Signature:
    signature.signed_at = at
    signature.save(update_fields=["signed_at", "position", "reference"])
    audit.record("services.protocol_signed", signature, by=by, at=at)
    return signature
