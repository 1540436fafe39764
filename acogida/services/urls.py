from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.services.views import corrections, desk, public

app_name = "services"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("desk/"), desk.desk, name="desk"),
    path(_("desk/new/"), desk.new, name="new"),
    path(_("desk/corrections/"), corrections.waiting, name="corrections"),
    path(_("desk/corrections/<int:pk>/"), corrections.decide, name="correction"),
    path(_("desk/<int:pk>/"), desk.work, name="work"),
    path(_("desk/<int:pk>/edit/"), desk.edit, name="edit"),
    path(_("desk/<int:pk>/close/"), desk.close, name="close"),
    path(_("desk/<int:pk>/checked/"), desk.checked_today, name="checked_today"),
    path("<slug:slug>/", public.service, name="service"),
    path(_("<slug:slug>/correct/"), public.correct, name="correct"),
]
