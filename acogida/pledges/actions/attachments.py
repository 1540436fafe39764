"""Files that belong to the promise itself: several here, one of them for the United Nations' form."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents.models import StoredFile
from acogida.pledges import rules
from acogida.pledges.actions.ground import locked, require_draft, require_writer
from acogida.pledges.models import Attachment, Pledge

MOST = 10
FORM_LIMIT = 25 * 1024 * 1024
# What the United Nations' form takes; pictures are not among them.
FORM_KINDS = ("txt", "pdf", "docx", "odt", "xlsx", "ods")


@transaction.atomic
def attach(pledge: Pledge, file: StoredFile, *, for_form: bool = False, by: User, at: datetime) -> Attachment:
    """Add a kept file to a draft, for the lead or a partner that confirmed.

    The one `for_form` goes with the United Nations' form: the lead, which sends it, chooses it.
    """
    pledge = locked(pledge)
    if not rules.may_report(by, pledge, pledge.partners.confirmed().select_related("organisation")):
        raise Refused(_("Only people who edit for those who make the pledge can add files."))
    if for_form:
        require_writer(pledge, by)
    require_draft(pledge)
    if pledge.attachments.count() >= MOST:
        raise Refused(_("A pledge carries %(most)s files at most.") % {"most": MOST})
    if for_form:
        _require_form_takes(file)
        pledge.attachments.update(is_for_form=False)
    made = Attachment.objects.create(pledge=pledge, file=file, is_for_form=for_form, added_by=by, added_at=at)
    audit.record("pledges.attached", pledge, by=by, at=at, detail={"file": file.sha256})
    return made


@transaction.atomic
def send_with_form(attachment: Attachment, *, by: User, at: datetime) -> Attachment:
    """Choose the one file that goes with the United Nations' form, instead of another."""
    pledge = locked(attachment.pledge)
    require_writer(pledge, by)
    require_draft(pledge)
    _require_form_takes(attachment.file)
    pledge.attachments.update(is_for_form=False)
    attachment.is_for_form = True
    attachment.save(update_fields=["is_for_form"])
    audit.record("pledges.form_file_chosen", pledge, by=by, at=at, detail={"file": attachment.file.sha256})
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User, at: datetime) -> None:
    """Take a file out of a draft: the lead any, others those they added."""
    pledge = locked(attachment.pledge)
    if attachment.added_by_id != by.pk:
        require_writer(pledge, by)
    require_draft(pledge)
    audit.record("pledges.detached", pledge, by=by, at=at, detail={"file": attachment.file.sha256})
    attachment.delete()


def _require_form_takes(file: StoredFile) -> None:
    if file.name.rsplit(".", 1)[-1].casefold() not in FORM_KINDS:
        raise Refused(
            _("The United Nations' form does not take this kind of file: send a PDF or a document with it.")
        )
    if file.size > FORM_LIMIT:
        raise Refused(_("The United Nations' form takes files of up to 25 MB."))
