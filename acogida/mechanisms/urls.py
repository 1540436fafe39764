from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.mechanisms.views import adopted, desk, public, session

app_name = "mechanisms"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("matrix/"), public.matrix, name="matrix"),
    path(_("matrix.xlsx"), public.matrix_xlsx, name="matrix_xlsx"),
    path(_("overlaps/"), public.overlaps, name="overlaps"),
    path(_("overlaps/<slug:one>/<slug:other>/"), public.pair, name="pair"),
    path(_("gaps/"), public.gaps, name="gaps"),
    path(_("meetings/"), public.meetings, name="meetings"),
    path(_("meetings.ics"), public.meetings_ics, name="meetings_ics"),
    path(_("proposals/"), desk.proposals, name="proposals"),
    path(_("proposals/<int:pk>/answer/"), desk.answer, name="answer"),
    path(_("sessions/"), session.sessions, name="sessions"),
    path(_("sessions/<slug:slug>/"), session.session, name="session"),
    path(_("sessions/<slug:slug>/joint-action/"), session.joint_action, name="joint_action"),
    path(_("sessions/<slug:slug>/brief/<slug:ending>/"), session.brief, name="brief"),
    path(_("joint-actions/<int:pk>/take-up/"), session.take_up, name="take_up"),
    path(_("adopted/<slug:subject>/<int:pk>/"), adopted.correct, name="correct"),
    path(_("adopted/<slug:subject>/<int:pk>/take-off/"), adopted.take_off, name="take_off"),
    path("<slug:key>/", public.mechanism, name="mechanism"),
    path(_("<slug:key>/correction/"), desk.propose, name="propose"),
    path(_("<slug:key>/country/"), desk.participation, name="participation"),
    path(_("<slug:key>/document/"), adopted.document, name="document"),
    path(_("<slug:key>/commitment/"), adopted.commitment, name="commitment"),
    path(_("<slug:key>/meeting/"), desk.meeting, name="meeting"),
]
