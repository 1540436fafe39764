from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.dialogues.views import desk, events, membership, notes, public, recommendations

app_name = "dialogues"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("mechanism/"), public.the_mechanism, name="mechanism"),
    path(_("membership/"), membership.mine, name="mine"),
    path(_("membership/application/"), membership.apply, name="apply"),
    path(_("membership/<int:pk>/"), membership.member, name="member"),
    path(_("membership/<int:pk>/decision/"), membership.vet, name="vet"),
    path(_("membership/<int:pk>/end/"), membership.leave, name="leave"),
    path(_("membership/<int:pk>/delegates/"), membership.accredit, name="accredit"),
    path(_("delegates/<int:pk>/end/"), membership.end_accreditation, name="end_accreditation"),
    path(_("mechanism/liaison/"), membership.liaison, name="liaison"),
    path(_("mechanism/tables/<int:table>/<slug:role>/"), membership.office, name="office"),
    path(_("recommendations/"), recommendations.index, name="recommendations"),
    path(_("recommendations/<slug:slug>/"), recommendations.recommendation, name="recommendation"),
    path(_("recommendations/<slug:slug>/answer/"), recommendations.answer, name="answer"),
    path(_("recommendations/<slug:slug>/follow-up/"), recommendations.follow_up, name="follow_up"),
    path(_("events/"), events.index, name="events"),
    path(_("events/new/"), desk.new, name="event_new"),
    path(_("events/<slug:slug>/"), events.event, name="event"),
    path(_("events/<slug:slug>/calendar/"), events.calendar, name="calendar"),
    path(_("events/<slug:slug>/programme/"), events.programme, name="programme"),
    path(_("events/<slug:slug>/desk/"), desk.desk, name="desk"),
    path(_("events/<slug:slug>/themes/"), desk.theme_new, name="theme_new"),
    path(_("events/<slug:slug>/themes/<int:number>/panel/"), desk.panellist_new, name="panellist_new"),
    path(_("events/<slug:slug>/panel/remove/"), desk.panellist_remove, name="panellist_remove"),
    path(_("events/<slug:slug>/guests/"), desk.guests, name="guests"),
    path(_("events/<slug:slug>/invitations/"), desk.invite, name="invite"),
    path(_("events/<slug:slug>/doors/"), desk.move, name="move"),
    path(_("events/<slug:slug>/doors/<int:number>/"), desk.door, name="door"),
    path(_("events/<slug:slug>/notes/<int:number>/"), notes.sheet, name="sheet"),
    path(_("notes/<int:pk>/"), notes.note, name="note"),
    path(_("notes/<int:pk>/withdraw/"), notes.withdraw, name="note_withdraw"),
    path(_("notes/<int:pk>/justify/"), notes.justify, name="justify"),
    path(_("corrections/<int:pk>/"), notes.decide, name="decide"),
    path(_("events/<slug:slug>/report/desk/"), notes.report_desk, name="report_desk"),
    path(_("events/<slug:slug>/report/"), notes.report, name="report"),
    path(_("events/<slug:slug>/report/pdf/"), notes.report_file, {"kind": "pdf"}, name="report_pdf"),
    path(_("events/<slug:slug>/report/docx/"), notes.report_file, {"kind": "docx"}, name="report_docx"),
    path(
        _("events/<slug:slug>/report/summary/"), notes.report_file, {"kind": "summary"}, name="report_summary"
    ),
    path(_("invitation/<str:token>/notes/"), notes.corrections, name="corrections"),
    path(_("invitation/<str:token>/"), events.invitation, name="invitation"),
    path(_("invitation/<str:token>/enter/<int:number>/"), events.enter, name="enter"),
    path(_("invitation/<str:token>/erase/"), events.erase, name="erase"),
]
