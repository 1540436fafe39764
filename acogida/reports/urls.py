from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path(_("frozen/<int:pk>/"), views.frozen, name="frozen"),
    path(_("frozen/<int:pk>/<slug:ending>/"), views.frozen_export, name="frozen_export"),
    path("<slug:kind>/<slug:subject>/", views.report, name="report"),
    path(_("<slug:kind>/<slug:subject>/freeze/"), views.freeze, name="freeze"),
    path("<slug:kind>/<slug:subject>/<slug:ending>/", views.export, name="export"),
]
