"""Files that go with a practice."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents.models import StoredFile
from acogida.practices.actions.ground import locked, require_writer, written
from acogida.practices.models import Attachment, Practice
from acogida.practices.states import WRITING

MOST = 10


@transaction.atomic
def attach(practice: Practice, file: StoredFile, *, caption: str, by: User, at: datetime) -> Attachment:
    """Add a kept file, with what it shows. In a published practice it is public with the next update."""
    practice = _open(practice, by)
    if practice.attachments.filter(removed_at=None).count() >= MOST:
        raise Refused(_("A practice carries %(most)s files at most.") % {"most": MOST})
    if not caption.strip():
        raise Refused(_("Say what the file shows: those who cannot see it read that."))
    made = Attachment.objects.create(
        practice=practice, file=file, caption=caption.strip()[:200], added_by=by, added_at=at
    )
    written(practice)
    audit.record("practices.attached", practice, by=by, at=at, detail={"file": file.sha256})
    return made


@transaction.atomic
def detach(attachment: Attachment, *, by: User, at: datetime) -> None:
    """Take a file out. What a published version names is kept for that version."""
    practice = _open(attachment.practice, by)
    audit.record("practices.detached", practice, by=by, at=at, detail={"file": attachment.file.sha256})
    written(practice)
    if practice.versions.exists():
        Attachment.objects.filter(pk=attachment.pk).update(removed_at=at)
    else:
        attachment.delete()


def _open(practice: Practice, by: User) -> Practice:
    practice = locked(practice)
    require_writer(practice, by)
    if practice.state not in WRITING:
        raise Refused(_("It is with the reviewers now: what it says does not change until they answer."))
    return practice
