from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path(_("read/"), views.read, name="read"),
]
