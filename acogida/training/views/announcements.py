"""Telling everybody who takes part: written at the desk, mailed in the background, its outcome shown."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.training import tasks
from acogida.training.actions import announcement as deeds
from acogida.training.forms.material import AnnouncementForm
from acogida.training.models import Announcement, Edition
from acogida.training.views.ground import (
    STAFF,
    Page,
    desk_crumbs,
    edition_of,
    form_page,
    submitted,
    tried,
)


def mail_waiting(edition: Edition) -> None:
    """Have what was announced in an edition mailed by a worker."""
    for pk in deeds.waiting(edition, at=timezone.now()):
        tasks.mail_announcement.enqueue(pk)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def announce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write to everybody who takes part."""
    edition = edition_of(request, pk)
    form = AnnouncementForm(submitted(request))
    back = reverse("training:materials", args=[pk])
    page = Page(
        title=_("Write to everybody"),
        label=_("Send"),
        back=back,
        crumbs=desk_crumbs(edition, (back, _("Recordings and resources")), ("", _("Announcement"))),
        audience=_("Everybody who takes part gets it by mail and reads it on their page."),
    )
    refusal = None
    if form.is_valid():
        said = {name: form.texts(name) for name in ("title", "body")}
        done = tried(lambda: deeds.announce(edition, **said, by=request.user, at=timezone.now()))
        if done.done:
            mail_waiting(edition)
            messages.success(
                request, _("It stands on their pages and is being mailed; here you see how far it is.")
            )
            return redirect(back + "#announcements")
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mail an announcement once more to whom it did not reach."""
    found = get_object_or_404(Announcement.objects.select_related("edition"), pk=pk)
    edition = edition_of(request, found.edition_id)
    done = tried(lambda: deeds.try_again(found, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    mail_waiting(edition)
    return redirect(reverse("training:materials", args=[edition.pk]) + "#announcements")
