from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.notices import actions, queries
from acogida.notices.forms import FilterForm, ReadForm
from acogida.notices.models import Notice
from acogida.notices.presenters import row, tabs

PAGE = 30


@open_to(Audience.SIGNED_IN, why=_("Each person reads their own notices."))
@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    form.is_valid()
    unread = form.cleaned_data.get("unread", False)
    notice_class = form.cleaned_data.get("notice_class", "")
    before = form.cleaned_data.get("before") or 0
    found = list(
        queries.shown(request.user, unread=unread, notice_class=notice_class, before=before)[: PAGE + 1]
    )
    kept = {"unread": "on" if unread else "", "notice_class": notice_class}
    kept = {word: value for word, value in kept.items() if value}
    context = {
        "rows": [row(notice) for notice in found[:PAGE]],
        "tabs": tabs(unread=unread, notice_class=notice_class),
        "next": f"?{urlencode({**kept, 'before': found[PAGE - 1].pk})}" if len(found) > PAGE else "",
        "waiting": queries.unread_count(request.user),
        "here": request.get_full_path(),
    }
    return render(request, "notices/inbox.html", context)


@open_to(Audience.SIGNED_IN, why=_("Each person reads their own notices."))
@require_POST
def read(request: SignedInRequest) -> HttpResponse:
    """Mark one notice read and go where it points, or all, and stay."""
    form = ReadForm(request.POST)
    pk = form.cleaned_data.get("notice") if form.is_valid() else None
    if "all" in request.POST:
        actions.mark_all_read(by=request.user, at=timezone.now())
    elif pk:
        actions.mark_read([pk], by=request.user, at=timezone.now())
        notice = Notice.objects.of(request.user).filter(pk=pk).first()
        if "open" in request.POST and notice and notice.url:
            return redirect(notice.url)
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "notices:inbox")
