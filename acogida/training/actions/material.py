"""Recordings and resources, handed out by their rule."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents.files import keep
from acogida.training import rules
from acogida.training.models import Edition, Material, Nomination, Session


@transaction.atomic
def add_material(
    edition: Edition,
    *,
    kind: str,
    title: str,
    language: str,
    url: str = "",
    upload: "UploadedFile[Any] | None" = None,
    session: Session | None = None,
    participants_from: datetime,
    by: User,
    at: datetime,
) -> Material:
    """Hand out a recording or a resource: participants first, everybody only once it is released."""
    _require_running(by)
    if not title.strip():
        raise Refused(_("Give it a title."))
    if bool(url) == bool(upload):
        raise Refused(_("Give either a file or an address."))
    if kind == Material.Kind.RECORDING and session is None:
        raise Refused(_("Say which session was recorded."))
    if session and session.component.edition_id != edition.pk:
        raise Refused(_("This session is of another edition."))
    made = Material.objects.create(
        edition=edition,
        session=session,
        kind=kind,
        title=title.strip()[:200],
        language=language,
        url=url,
        file=keep(upload, by=by, at=at) if upload else None,
        participants_from=participants_from,
        added_by=by,
        added_at=at,
    )
    audit.record("training.material_added", made, by=by, at=at, detail={"kind": kind})
    return made


@transaction.atomic
def release(
    material: Material, *, public_from: datetime | None, consent: str, by: User, at: datetime
) -> Material:
    """Open it to everybody from a moment on, or close it again (None).

    A recording says how people agreed; who takes part and said no is counted in the refusal, so that
    nobody forgets to cut or to ask.
    """
    found = _mine(material, by)
    if public_from is None:
        found.public_from = None
        found.save(update_fields=["public_from"])
        audit.record("training.material_closed", found, by=by, at=at)
        return found
    if public_from < found.participants_from:
        raise Refused(_("Participants have it first: choose a later day."))
    if found.kind == Material.Kind.RECORDING and not consent.strip():
        raise Refused(
            _(
                "Say how those seen and heard in it agreed. %(n)s participants said that they do not want to "
                "be in a public recording."
            )
            % {"n": refusing(found.edition)}
        )
    found.public_from, found.consent = public_from, consent.strip()[:300]
    found.save(update_fields=["public_from", "consent"])
    audit.record("training.material_released", found, by=by, at=at, detail={"consent": found.consent})
    return found


def refusing(edition: Edition) -> int:
    """How many who take part do not want to be in public recordings."""
    return Nomination.objects.accepted().filter(edition=edition, in_recordings=False).count()


@transaction.atomic
def withdraw_material(material: Material, *, by: User, at: datetime) -> Material:
    """Take it away from everybody."""
    found = _mine(material, by)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    audit.record("training.material_withdrawn", found, by=by, at=at)
    return found


def _mine(material: Material, by: User) -> Material:
    _require_running(by)
    found = Material.objects.select_for_update(of=("self",)).select_related("edition").get(pk=material.pk)
    if found.withdrawn_at:
        raise Refused(_("It was taken away already."))
    return found


def _require_running(by: User) -> None:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat hands out recordings and resources."))
