from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.home.views import guide, operation, public, workspace

urlpatterns = [
    path("", public.front, name="front"),
    path(_("about/"), public.about, name="about"),
    path(_("search/"), public.search, name="search"),
    path(_("guide/"), guide.first, name="guide"),
    path(_("guide/<slug:slug>/"), guide.page, name="guide_page"),
    path(_("guide/pictures/<str:name>"), guide.picture, name="guide_picture"),
    path(_("my-week/"), workspace.week, name="week"),
    path(_("my-week/first-steps/"), workspace.first_steps, name="first_steps"),
    path(_("my-week/first-steps/put-away/"), workspace.settle, name="settle"),
    path(_("thread/<slug:kind>/<int:pk>/"), public.thread, name="thread"),
    path(_("thread/<slug:kind>/<int:pk>/pdf/"), public.thread_sheet, name="thread_sheet"),
]

# Addresses without a language: the door, and what machines ask.
root = [
    path("", public.choose_language, name="root"),
    path("health/", operation.health, name="health"),
    path("robots.txt", operation.robots, name="robots"),
]
