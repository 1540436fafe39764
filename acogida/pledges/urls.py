from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.pledges.views import follow, history, public, steps, together, workspace

app_name = "pledges"
MILESTONE, INDICATOR = {"kind": "milestone"}, {"kind": "indicator"}
urlpatterns = [
    path("", public.index, name="index"),
    path(_("lights/"), public.lights, name="lights"),
    path(_("mine/"), workspace.mine, name="mine"),
    path(_("new/"), workspace.new, name="new"),
    path(_("work/<int:pk>/"), workspace.desk, name="desk"),
    path(_("work/<int:pk>/edit/"), workspace.edit, name="edit"),
    path(_("work/<int:pk>/ask/"), workspace.ask, name="ask_signature"),
    path(_("work/<int:pk>/sign/"), workspace.sign, name="sign"),
    path(_("work/<int:pk>/partners/new/"), together.partner_new, name="partner_new"),
    path(_("partners/<int:pk>/take-back/"), together.take_back, name="take_back"),
    path(_("answer/<str:token>/"), together.answer, name="answer"),
    path(_("work/<int:pk>/milestones/new/"), steps.new, MILESTONE, name="milestone_new"),
    path(_("milestones/<int:pk>/edit/"), steps.edit, MILESTONE, name="milestone_edit"),
    path(_("milestones/<int:pk>/remove/"), steps.remove, MILESTONE, name="milestone_remove"),
    path(_("work/<int:pk>/indicators/new/"), steps.new, INDICATOR, name="indicator_new"),
    path(_("indicators/<int:pk>/edit/"), steps.edit, INDICATOR, name="indicator_edit"),
    path(_("indicators/<int:pk>/remove/"), steps.remove, INDICATOR, name="indicator_remove"),
    path(_("work/<int:pk>/files/new/"), steps.file_new, name="file_new"),
    path(_("files/<int:pk>/remove/"), steps.file_remove, name="file_remove"),
    path(_("files/<int:pk>/"), steps.file, name="file"),
    path(_("work/<int:pk>/report/"), follow.report, name="report"),
    path(_("work/<int:pk>/standing/"), follow.standing, name="standing"),
    path(_("work/<int:pk>/contacts/"), follow.contacts, name="contacts"),
    path(_("reports/<int:pk>/"), follow.update, name="update"),
    path(_("reports/<int:pk>/confirm/"), follow.confirm, name="confirm"),
    path(_("evidence/<int:pk>/"), public.evidence, name="evidence"),
    path("<slug:slug>/", public.pledge, name="public"),
    path(_("<slug:slug>/history/"), history.history, name="history"),
    path(_("<slug:slug>/versions/<int:number>/"), history.version, name="version"),
]
