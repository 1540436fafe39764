from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path(_("read/"), views.read, name="read"),
    path(_("calendar/"), views.renew_calendar, name="renew_calendar"),
    path(_("calendar/<str:token>.ics"), views.calendar, name="calendar"),
    path(_("outbox/"), views.outbox, name="outbox"),
    path(_("outbox/<int:pk>/"), views.mail, name="mail"),
]
