"""Putting an initiative of civil society on the map: sent by a delegate, looked at by the secretariat."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.compact.models import Objective
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.dialogues import rules
from acogida.dialogues.models import Initiative, Shown


@transaction.atomic
def send(*, values: dict[str, Any], objectives: Iterable[Objective], by: User, at: datetime) -> Initiative:
    """A delegate says what their organisation does, where and for which objectives."""
    delegate = rules.delegate_of(by, day_of(at))
    if delegate is None:
        raise Refused(_("Delegates accredited by a member organisation put its initiatives on the map."))
    tied = list(objectives)
    if not tied:
        raise Refused(_("Choose at least one objective."))
    if values.get("place") and values["place"].country_id != values["country"].pk:
        raise Refused(_("That place is in another country."))
    made = Initiative.objects.create(
        organisation=delegate.member.organisation, sent_by=by, sent_at=at, **values
    )
    made.objectives.set(tied)
    audit.record("dialogues.initiative_sent", made, by=by, at=at)
    return made


@transaction.atomic
def decide(found: Initiative, *, accept: bool, reason: str, by: User, at: datetime) -> Initiative:
    """Put it on the map, or say why not; who sent it reads the reason."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat decides what is on the map."))
    found = Initiative.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.state != Shown.WAITING:
        raise Refused(_("This has already been decided: %(state)s.") % {"state": found.state_label})
    if not accept and not reason.strip():
        raise Refused(_("Say why it is not taken up: the organisation reads it."))
    found.state, found.decided_at = (Shown.PUBLIC if accept else Shown.DECLINED), at
    found.reason = reason.strip()[:300]
    found.save(update_fields=["state", "reason", "decided_at"])
    changed("initiative", found.pk)
    audit.record("dialogues.initiative_decided", found, by=by, at=at, detail={"accepted": accept})
    return found


@transaction.atomic
def withdraw(found: Initiative, *, by: User, at: datetime) -> Initiative:
    """Take it off the map, with its contact: the organisation's delegates and the secretariat."""
    found = Initiative.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if not rules.may_withdraw(by, found, day_of(at)):
        raise Refused(_("Only its organisation's delegates and the secretariat withdraw it."))
    found.state, found.contact, found.may_show_contact = Shown.WITHDRAWN, "", False
    found.save(update_fields=["state", "contact", "may_show_contact"])
    changed("initiative", found.pk)
    audit.record("dialogues.initiative_withdrawn", found, by=by, at=at)
    return found
