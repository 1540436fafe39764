from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.pledges.views import public

app_name = "pledges"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("lights/"), public.lights, name="lights"),
    path(_("evidence/<int:pk>/"), public.evidence, name="evidence"),
    path("<slug:slug>/", public.pledge, name="public"),
]
