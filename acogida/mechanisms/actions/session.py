"""Recording what mechanisms will do together, and taking it up as a pledge in partnership."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.compact.models import Objective
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.dialogues.models import Event, EventKind
from acogida.mechanisms import rules
from acogida.mechanisms.models import JointAction, Mechanism
from acogida.pledges import actions as pledging
from acogida.pledges.models import Form, Pledge, Scope


@transaction.atomic
def record_joint_action(
    event: Event,
    *,
    title: str,
    description: str,
    mechanisms: Collection[Mechanism],
    objectives: Collection[Objective],
    until: date | None = None,
    by: User,
    at: datetime,
) -> JointAction:
    """Record what two or more mechanisms of a session will do together, until when."""
    if not rules.may_edit(by):
        raise Refused(_("Only the secretariat records joint actions."))
    if event.kind != EventKind.MECHANISMS:
        raise Refused(_("Joint actions come out of annual sessions of mechanisms."))
    if not (title.strip() and description.strip()):
        raise Refused(_("Say what will be done, in a title and a few sentences."))
    if len({one.pk for one in mechanisms}) < 2:
        raise Refused(_("A joint action is of two mechanisms or more."))
    if not objectives:
        raise Refused(_("Say which objectives of the Compact it serves."))
    if until and until < event.held_on:
        raise Refused(_("It ends before the session was held: correct the date."))
    made = JointAction.objects.create(
        event=event,
        title=title.strip(),
        description=description.strip(),
        until=until,
        recorded_by=by,
        recorded_at=at,
    )
    made.mechanisms.set(mechanisms)
    made.objectives.set(objectives)
    audit.record("mechanisms.joint_action", made, by=by, at=at)
    return made


@transaction.atomic
def take_up(joint: JointAction, *, organisation: Organisation, by: User, at: datetime) -> Pledge:
    """Begin the pledge in partnership by which an organisation answers for a joint action; once only.

    It is a draft of that organisation; other rules, such as partners that confirm, are those of pledges.
    """
    found = JointAction.objects.select_for_update(of=("self",)).get(pk=joint.pk)
    if found.pledge_id:
        raise Refused(_("This joint action has been taken up already."))
    pledge = pledging.create(
        organisation,
        values={
            "title": found.title,
            "description": found.description,
            "form": Form.PARTNERSHIP,
            "scope": Scope.REGIONAL,
            "ends_on": found.until,
            "objectives": list(found.objectives.all()),
        },
        by=by,
        at=at,
    )
    found.pledge = pledge
    found.save(update_fields=["pledge"])
    audit.record("mechanisms.joint_action_taken_up", found, by=by, at=at, detail={"pledge": pledge.pk})
    return pledge
