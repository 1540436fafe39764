"""The whole history of a pledge: what was signed, what changed and why."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.pledges.models import Pledge, PledgeVersion
from acogida.pledges.presenters.history import versions
from acogida.pledges.presenters.page import told
from acogida.pledges.queries.whole import updates

WHY = gettext_lazy("A promise is never changed unseen: its whole history is public.")
MOST = 100


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The original, each amendment field by field with its reason, and every report."""
    found = get_object_or_404(Pledge.objects.public(), slug=slug)
    context = {
        "pledge": found,
        "versions": versions(list(found.versions.order_by("number"))),
        "updates": told(list(updates(found)[:MOST])),
        "crumbs": [
            (reverse("pledges:index"), _("Pledges")),
            (reverse("pledges:public", args=[slug]), found.title),
            ("", _("History")),
        ],
    }
    return render(request, "pledges/public/history.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> JsonResponse:
    """A version's frozen content with its hash, so that anybody can check that nothing was changed."""
    found = get_object_or_404(PledgeVersion, pledge__slug=slug, number=number)
    data = {"sha256": found.sha256, "number": found.number, "reason": found.reason, "content": found.content}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1, "sort_keys": True})
