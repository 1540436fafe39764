from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.plans.views import public, workspace

app_name = "plans"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("mine/"), workspace.mine, name="mine"),
    path(_("work/<int:pk>/"), workspace.desk, name="desk"),
    path("<slug:slug>/", public.plan, name="public"),
]
