from datetime import timedelta
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.limits import allowed
from acogida.notices import actions, icalendar, queries, rules
from acogida.notices.forms import FilterForm, ReadForm
from acogida.notices.models import CalendarFeed, Notice, OutgoingMail
from acogida.notices.presenters import message_to_copy, outbox_tabs, row, tabs

PAGE = 30
KEPT_IN_CALENDAR = timedelta(days=90)


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


@open_to(Audience.SIGNED_IN, why=_("Each person makes the private address of their own calendar."))
@require_http_methods(["GET", "POST"])
def renew_calendar(request: SignedInRequest) -> HttpResponse:
    """What the calendar is, and its address, shown once, when it is made."""
    link = ""
    if request.method == "POST":
        token = actions.renew_calendar(request.user, by=request.user, at=timezone.now())
        link = settings.SITE_URL + reverse("notices:calendar", args=[token])
    context = {
        "link": link,
        "has_feed": CalendarFeed.objects.filter(user=request.user).exists(),
        "deadlines": queries.deadlines(request.user, since=timezone.localdate())[:PAGE],
    }
    answer = render(request, "notices/calendar.html", context, status=201 if link else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@open_to(
    Audience.LINK,
    why=_("A calendar cannot sign in, so the private address is the key; its owner can renew it."),
)
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    if not allowed("calendar", get_adapter().get_client_ip(request), times=60, seconds=300, at=now):
        return HttpResponse(status=429)
    owner = queries.owner_of_feed(token)
    if owner is None:
        raise Http404
    with translation.override(owner.language):
        found = queries.deadlines(owner, since=timezone.localdate(now) - KEPT_IN_CALENDAR)
        file = icalendar.calendar(found, title=gettext("Acogida: my deadlines"))
    return HttpResponse(
        file, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, max-age=900"}
    )


@open_to(Audience.OPERATOR, why=_("Kept mail holds personal links: only operators hand it over."))
@require_safe
def outbox(request: SignedInRequest) -> HttpResponse:
    """Mail that no server took, to print or send by hand."""
    if not rules.may_hand_over(request.user):
        raise Http404
    handed_over = "handed_over" in request.GET
    before = request.GET.get("before", "")
    found = list(
        queries.outbox(handed_over=handed_over, before=int(before) if before.isdecimal() else 0)[: PAGE + 1]
    )
    kept = {"handed_over": "on"} if handed_over else {}
    context = {
        "mails": found[:PAGE],
        "handed_over": handed_over,
        "tabs": outbox_tabs(handed_over=handed_over),
        "next": f"?{urlencode({**kept, 'before': found[PAGE - 1].pk})}" if len(found) > PAGE else "",
    }
    return render(request, "notices/outbox.html", context)


@open_to(Audience.OPERATOR, why=_("Kept mail holds personal links: only operators hand it over."))
@require_http_methods(["GET", "POST"])
def mail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One mail, as it is printed or copied."""
    if not rules.may_hand_over(request.user):
        raise Http404
    found = get_object_or_404(OutgoingMail, pk=pk)
    refusal = None
    if request.method == "POST":
        try:
            actions.hand_over(found, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, gettext("The mail is marked as handed over."))
            return redirect("notices:outbox")
    context = {"mail": found, "message": message_to_copy(found), "refusal": refusal}
    return render(request, "notices/mail.html", context, status=409 if refusal else 200)
