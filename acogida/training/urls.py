from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.training.views import (
    attendance,
    certificates,
    desk,
    nominations,
    public,
    seat,
    sessions,
    verification,
)

app_name = "training"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("desk/"), desk.desks, name="desks"),
    path(_("desk/<int:pk>/"), desk.desk, name="desk"),
    path(_("desk/<int:pk>/copy/"), desk.copy, name="copy"),
    path(_("desk/<int:pk>/edit/"), desk.edit, name="edit"),
    path(_("desk/<int:pk>/publish/"), desk.publish, name="publish"),
    path(_("desk/<int:pk>/unused-seats/"), desk.offer, name="offer"),
    path(_("desk/<int:pk>/same-person/"), nominations.pairs, name="pairs"),
    path(_("seats/<int:pk>/"), desk.seats, name="seats"),
    path(_("nominations/<int:pk>/<str:code>/"), nominations.country, name="country"),
    path(_("nominations/<int:pk>/<str:code>/new/"), nominations.new, name="nominate"),
    path(_("nominations/<int:pk>/<str:code>/list/"), nominations.bring, name="list"),
    path(_("people/<int:pk>/"), nominations.person, name="person"),
    path(_("people/<int:pk>/replace/"), nominations.substitute, name="substitute"),
    path(_("people/<int:pk>/withdraw/"), nominations.withdraw, name="withdraw"),
    path(_("people/<int:pk>/link/"), nominations.renew, name="renew_link"),
    path(_("sessions/<int:pk>/attendance/"), attendance.desk, name="attendance"),
    path(_("sessions/<int:pk>/mark/"), attendance.mark, name="mark"),
    path(_("sessions/<int:pk>/edit/"), sessions.edit, name="session_edit"),
    path(_("sessions/<int:pk>/cancel/"), sessions.cancel, name="session_cancel"),
    path(_("sessions/<int:pk>/sheet/"), sessions.sheet, name="sheet"),
    path(_("check-in/<str:token>/"), sessions.check_in, name="check_in"),
    path(_("desk/<int:pk>/certificates/"), certificates.desk, name="certificates"),
    path(_("desk/<int:pk>/certificates/issue/"), certificates.issue, name="issue"),
    path(_("people/<int:pk>/mark/"), certificates.mark, name="credit"),
    path(_("certificates/earlier/<int:pk>/"), certificates.presented, name="presented"),
    path(_("certificates/<int:pk>/revoke/"), certificates.revoke, name="revoke"),
    path(_("certificates/<int:pk>/reissue/"), certificates.reissue, name="reissue"),
    path(_("personal/<str:token>/earlier/<int:pk>/"), certificates.earlier, name="earlier"),
    path(_("personal/<str:token>/certificate/"), certificates.download, name="certificate"),
    path(_("personal/<str:token>/calendar/"), sessions.calendar, name="calendar"),
    path(_("personal/<str:token>/join/<int:pk>/"), sessions.join, name="join"),
    path(_("personal/<str:token>/"), seat.seat, name="seat"),
    path(_("personal/<str:token>/answer/"), seat.answer, name="answer"),
    path(_("editions/<slug:slug>/"), public.edition, name="edition"),
]

# Addresses without a language, printed on paper: they must last.
root = [
    path("v/issuer/", verification.issuer, name="issuer"),
    path("v/keys/", verification.keys, name="issuer_keys"),
    path("v/status/<int:number>/", verification.status, name="status_list"),
    path("v/checker/", verification.checker, name="checker"),
    path("v/achievement/<slug:slug>/", verification.achievement, name="achievement"),
    path("v/<slug:code>/", verification.certificate, name="verify"),
    path("v/<slug:code>/credential/", verification.credential, name="credential"),
]
