"""Signing a pledge, and amending what was signed."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.pledges import signals
from acogida.pledges.actions.draft import put, require_sound
from acogida.pledges.actions.ground import (
    freeze,
    locked,
    require_draft,
    require_fresh,
    require_move,
    require_open,
    require_signer,
    require_text,
    require_writer,
)
from acogida.pledges.actions.tell import cut, tell_approvers, tell_editors
from acogida.pledges.models import Pledge
from acogida.pledges.queries.smart import missing
from acogida.pledges.states import State


@transaction.atomic
def ask_signature(pledge: Pledge, *, by: User, at: datetime) -> Pledge:
    """Tell the approvers that the draft is ready. It may still be changed."""
    pledge = locked(pledge)
    require_writer(pledge, by)
    require_draft(pledge)
    _require_complete(pledge)
    pledge.signature_asked_at = at
    pledge.save(update_fields=["signature_asked_at"])
    audit.record("pledges.signature_asked", pledge, by=by, at=at)
    assert pledge.organisation is not None  # a draft is always made here
    tell_approvers(
        pledge.organisation,
        format_lazy(gettext_lazy("“{pledge}” is ready: read it and sign it."), pledge=cut(pledge.title)),
        url=reverse("pledges:sign", args=[pledge.pk]),
        by=by,
        at=at,
    )
    return pledge


@transaction.atomic
def sign(pledge: Pledge, *, revision: int, by: User, at: datetime) -> Pledge:
    """Announce the pledge: it becomes public, and its words can never be changed unseen.

    `revision` is the one that was read: nobody signs words they have not seen.
    """
    pledge = locked(pledge)
    require_signer(pledge, by)
    require_move(pledge, State.ANNOUNCED)
    require_fresh(pledge, revision)
    _require_complete(pledge)
    if pledge.matches:
        require_sound(pledge, {})
    pledge.announced_on = pledge.listed_on = day_of(at)
    pledge.year = pledge.announced_on.year
    version = freeze(pledge, reason="", by=by, at=at)
    pledge.state = State.ANNOUNCED
    pledge.save()
    audit.record("pledges.signed", pledge, by=by, at=at, detail={"sha256": version.sha256})
    changed("pledge", pledge.pk)
    tell_editors(
        pledge,
        format_lazy(gettext_lazy("“{pledge}” is signed and public."), pledge=cut(pledge.title)),
        url=reverse("pledges:public", args=[pledge.slug]),
        by=by,
        at=at,
    )
    transaction.on_commit(partial(signals.announced.send, Pledge, pledge=pledge))
    return pledge


@transaction.atomic
def amend(
    pledge: Pledge, *, values: dict[str, Any], reason: str, revision: int, by: User, at: datetime
) -> Pledge:
    """Change the words of a signed pledge, with a reason that everybody reads. The original stays."""
    pledge = locked(pledge)
    require_signer(pledge, by)
    require_open(pledge)
    require_fresh(pledge, revision)
    reason = require_text(reason, _("Say why the pledge changes. The reason is public."))
    require_sound(pledge, values)
    before = pledge.current_version
    put(pledge, values)
    pledge.year = pledge.announced_on.year if pledge.announced_on else None
    _require_complete(pledge)
    version = freeze(pledge, reason=reason, by=by, at=at)
    if before and version.sha256 == before.sha256:
        raise Refused(_("Nothing would change: these are the words that were signed."))
    pledge.save()
    audit.record("pledges.amended", pledge, by=by, at=at, detail={"number": version.number})
    return pledge


def _require_complete(pledge: Pledge) -> None:
    lacking = missing(pledge, confirmed=pledge.partners.confirmed().count())
    if lacking:
        raise Refused(" ".join(lacking))
