from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.services.views import (
    corrections,
    counter,
    desk,
    exchange,
    outreach,
    protocols,
    public,
    sheets,
    tally,
)

app_name = "services"
# At the root of the house, the same in every language: what answers for the counter's kept pages.
worker = [path("counter-worker.js", counter.worker, name="counter_worker")]
urlpatterns = [
    path("", public.index, name="index"),
    path(_("desk/"), desk.desk, name="desk"),
    path(_("desk/new/"), desk.new, name="new"),
    path(_("desk/corrections/"), corrections.waiting, name="corrections"),
    path(_("desk/corrections/<int:pk>/"), corrections.decide, name="correction"),
    path(_("desk/import/"), exchange.bring_in, name="import"),
    path(_("desk/table/"), exchange.export, name="export"),
    path(_("desk/<int:pk>/"), desk.work, name="work"),
    path(_("desk/<int:pk>/edit/"), desk.edit, name="edit"),
    path(_("desk/<int:pk>/close/"), desk.close, name="close"),
    path(_("desk/<int:pk>/checked/"), desk.checked_today, name="checked_today"),
    path(_("counter/<slug:slug>/"), counter.counter, name="counter"),
    path(_("protocols/"), protocols.mine, name="protocols"),
    path(_("protocols/write/"), protocols.write, name="protocol_write"),
    path(_("protocols/versions/<int:pk>/"), protocols.version, name="version"),
    path(_("protocols/sign/<slug:token>/"), protocols.sign, name="sign"),
    path(_("protocols/<slug:slug>/"), protocols.protocol, name="protocol"),
    path(_("protocols/<slug:slug>/pdf/"), protocols.pdf, name="protocol_pdf"),
    path(_("booklet/<slug:slug>/"), exchange.paper, {"kind": "booklet"}, name="booklet"),
    path(_("poster/<slug:slug>/"), exchange.paper, {"kind": "poster"}, name="poster"),
    path("hsds/<slug:slug>/", exchange.hsds, name="hsds"),
    path(_("tally/"), tally.offices, name="offices"),
    path(_("tally/new/"), tally.office_new, name="office_new"),
    path(_("tally/<int:pk>/"), tally.tally, name="tally"),
    path(_("tally/<int:pk>/edit/"), tally.office_edit, name="office_edit"),
    path(_("tally/<int:pk>/send/"), tally.send, name="send"),
    path(_("tally/<int:pk>/undo/"), tally.undo, name="undo"),
    path(_("months/<int:pk>/<slug:month>/"), sheets.month, name="month"),
    path(_("months/<int:pk>/<slug:month>/send/"), sheets.send_month, name="send_month"),
    path(_("months/<int:pk>/<slug:month>/pdf/"), sheets.export, {"kind": "pdf"}, name="month_pdf"),
    path(_("months/<int:pk>/<slug:month>/xlsx/"), sheets.export, {"kind": "xlsx"}, name="month_xlsx"),
    path(_("outreach/new/"), outreach.new, name="outreach_new"),
    path(_("outreach/<int:pk>/"), outreach.day, name="outreach"),
    path(_("outreach/<int:pk>/pdf/"), outreach.export, {"kind": "pdf"}, name="outreach_pdf"),
    path(_("outreach/<int:pk>/xlsx/"), outreach.export, {"kind": "xlsx"}, name="outreach_xlsx"),
    path("<slug:slug>/", public.service, name="service"),
    path(_("<slug:slug>/correct/"), public.correct, name="correct"),
]
