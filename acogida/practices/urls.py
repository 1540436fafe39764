from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.practices.views import desk, life, public, review, roster, work

app_name = "practices"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("mine/"), work.mine, name="mine"),
    path(_("new/"), work.new, name="new"),
    path(_("work/<int:pk>/"), work.desk, name="work"),
    path(_("work/<int:pk>/write/<slug:step>/"), work.write, name="write"),
    path(_("work/<int:pk>/autosave/<slug:step>/"), work.autosave, name="autosave"),
    path(_("work/<int:pk>/send/"), work.send, name="send"),
    path(_("work/<int:pk>/take-back/"), work.take_back, name="take_back"),
    path(_("work/<int:pk>/discard/"), work.discard, name="discard"),
    path(_("work/<int:pk>/appeal/"), work.appeal, name="appeal"),
    path(_("work/<int:pk>/letter/<slug:kind>/"), work.letter, name="letter"),
    path(_("questions/<int:pk>/"), work.answer, name="answer"),
    path(_("focal-point/<str:token>/"), work.focal_point, name="focal_point"),
    path(_("reviews/"), review.mine, name="reviews"),
    path(_("reviews/<int:pk>/"), review.review, name="review"),
    path(_("desk/"), desk.index, name="desk"),
    path(_("desk/<int:pk>/"), desk.practice, name="desk_practice"),
    path(_("desk/<int:pk>/return/"), desk.give_back, name="give_back"),
    path(_("desk/<int:pk>/reviewers/"), desk.invite, name="invite"),
    path(_("desk/<int:pk>/question/"), desk.ask, name="ask"),
    path(_("desk/<int:pk>/decision/"), desk.decide, name="decide"),
    path(_("desk/roster/"), roster.index, name="roster"),
    path(_("desk/roster/<int:pk>/"), roster.person, name="roster_person"),
    path(_("desk/calls/new/"), roster.new_call, name="call_new"),
    path(_("calls/<slug:slug>/"), public.call, name="call"),
    path(_("work/<int:pk>/still-active/"), life.still_active, name="still_active"),
    path(_("work/<int:pk>/update/"), life.update, name="update"),
    path("csv/", life.table, name="table"),
    path("atom/", life.feed, name="feed"),
    path(_("<slug:slug>/versions/"), life.versions, name="versions"),
    path(_("<slug:slug>/adaptation/"), life.adapt, name="adapt"),
    path(_("<slug:slug>/export/<slug:kind>/"), life.cite, name="cite"),
    path("<slug:slug>/", public.practice, name="practice"),
]
