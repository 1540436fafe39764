"""What its people do while it is in review: answer the questions by changing what they are about."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.practices.actions import tell
from acogida.practices.actions.drafts import write_text
from acogida.practices.actions.ground import locked, move, require_writer, written
from acogida.practices.models import Clarification, Practice
from acogida.practices.states import State


@transaction.atomic
def answer(asked: Clarification, *, new: str, remark: str = "", by: User, at: datetime) -> Practice:
    """Answer one question: the part as it reads now, and a remark. The last sends it back to review."""
    practice = locked(asked.practice)
    require_writer(practice, by)
    asked = Clarification.objects.select_for_update().get(pk=asked.pk)
    if asked.answered_at:
        raise Refused(_("This question has already been answered."))
    if practice.state != State.CLARIFYING:
        raise Refused(_("There is no question to answer now."))
    if new.strip() == asked.old.strip() and not remark.strip():
        raise Refused(_("Change the text, or write in the remark why it stays as it is."))
    written(practice)
    write_text(practice, practice.original_language, {asked.part: new}, at=at)
    asked.new, asked.remark, asked.answered_by, asked.answered_at = new.strip(), remark.strip(), by, at
    asked.save(update_fields=["new", "remark", "answered_by", "answered_at"])
    audit.record("practices.answered", practice, by=by, at=at, detail={"part": asked.part})
    if not practice.clarifications.filter(answered_at__isnull=True).exists():
        move(practice, State.IN_REVIEW, "")
        practice.save(update_fields=["state"])
        tell.to_desk(practice, tell.ANSWERED, by=by, at=at)
    return practice
