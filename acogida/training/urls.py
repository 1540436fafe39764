from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.training.views import desk, nominations, public, seat

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
    path(_("personal/<str:token>/"), seat.seat, name="seat"),
    path(_("personal/<str:token>/answer/"), seat.answer, name="answer"),
    path(_("editions/<slug:slug>/"), public.edition, name="edition"),
]
