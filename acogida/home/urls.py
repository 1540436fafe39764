from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.home import views

urlpatterns = [
    path("", views.front, name="front"),
    path(_("my-week/"), views.week, name="week"),
    path(_("thread/<slug:kind>/<int:pk>/"), views.thread, name="thread"),
]

# Addresses without a language: the door, and what machines ask.
root = [
    path("", views.choose_language, name="root"),
    path("health/", views.health, name="health"),
]
