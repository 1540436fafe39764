from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.plans.views import adoption, design, diagnosis, execution, prioritisation, public, workspace

app_name = "plans"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("mine/"), workspace.mine, name="mine"),
    path(_("new/"), workspace.new, name="new"),
    path(_("work/<int:pk>/"), workspace.desk, name="desk"),
    path(_("work/<int:pk>/edit/"), workspace.edit, name="edit"),
    path(_("work/<int:pk>/diagnosis/"), diagnosis.diagnosis, name="diagnosis"),
    path(_("work/<int:pk>/challenges/new/"), diagnosis.challenge_new, name="challenge_new"),
    path(_("challenges/<int:pk>/"), diagnosis.challenge, name="challenge"),
    path(_("challenges/<int:pk>/edit/"), diagnosis.challenge_edit, name="challenge_edit"),
    path(_("challenges/<int:pk>/remove/"), diagnosis.challenge_remove, name="challenge_remove"),
    path(_("work/<int:pk>/prioritisation/"), prioritisation.prioritisation, name="prioritisation"),
    path(_("work/<int:pk>/weights/"), prioritisation.weights, name="weights"),
    path(_("work/<int:pk>/scores/"), prioritisation.score, name="score"),
    path(_("work/<int:pk>/scores/close/"), prioritisation.close, name="close"),
    path(_("work/<int:pk>/priorities/"), prioritisation.choose, name="choose"),
    path(_("work/<int:pk>/priorities/again/"), prioritisation.reconsider, name="reconsider"),
    path(_("work/<int:pk>/design/"), design.design, name="design"),
    path(_("work/<int:pk>/actions/new/"), design.action_new, name="action_new"),
    path(_("actions/<int:pk>/"), design.action, name="action"),
    path(_("actions/<int:pk>/edit/"), design.action_edit, name="action_edit"),
    path(_("actions/<int:pk>/remove/"), design.action_remove, name="action_remove"),
    path(_("actions/<int:pk>/indicators/new/"), design.indicator_new, name="indicator_new"),
    path(_("indicators/<int:pk>/edit/"), design.indicator_edit, name="indicator_edit"),
    path(_("indicators/<int:pk>/remove/"), design.indicator_remove, name="indicator_remove"),
    path(_("work/<int:pk>/adoption/"), adoption.adopt, name="adopt"),
    path(_("work/<int:pk>/adoption/ask/"), adoption.ask, name="ask_adoption"),
    path(_("work/<int:pk>/board/"), execution.board, name="board"),
    path(_("actions/<int:pk>/report/"), execution.report, name="report"),
    path(_("reports/<int:pk>/evidence/"), execution.evidence, name="report_evidence"),
    path("<slug:slug>/", public.plan, name="public"),
    path("<slug:slug>/pdf/", public.export, {"kind": "pdf"}, name="pdf"),
    path("<slug:slug>/docx/", public.export, {"kind": "docx"}, name="docx"),
    path(_("<slug:slug>/versions/<int:number>/"), public.version, name="version"),
    path(_("<slug:slug>/actions/<int:pk>/"), public.action, name="public_action"),
]
