from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.assessments.views import (
    answering,
    country,
    discussion,
    evidence,
    holder,
    public,
    publishing,
    sharing,
    workspace,
    years,
)

app_name = "assessments"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("ours/"), workspace.mine, name="mine"),
    path(_("drawer/<int:organisation>/"), evidence.drawer, name="drawer"),
    path(_("start/"), workspace.start, name="start"),
    path(_("municipalities/"), country.taking_part, name="taking_part"),
    path(_("countries/<str:code>/"), country.national, name="national"),
    path(_("<int:pk>/since/<int:other>/"), years.comparison, name="comparison"),
    path(_("<int:pk>/work/openness/"), years.band, name="band"),
    path(_("<int:pk>/editions/<int:number>/lenses/<slug:lens>/<int:topic>/"), public.by_lens, name="lens"),
    path("<int:pk>/", public.detail, name="detail"),
    path(_("<int:pk>/editions/<int:number>/"), public.detail, name="edition"),
    path(_("<int:pk>/editions/<int:number>/dimensions/<slug:key>/"), public.by_dimension, name="dimension"),
    path(
        _("<int:pk>/editions/<int:number>/objectives/<int:objective>/"), public.by_objective, name="objective"
    ),
    path(_("<int:pk>/editions/<int:number>/report.<slug:kind>"), public.report, name="report"),
    path(_("<int:pk>/editions/<int:number>/files/<int:file>/"), public.file, name="file"),
    path(_("<int:pk>/work/"), workspace.work, name="work"),
    path(_("<int:pk>/work/ready/"), workspace.ready, name="ready"),
    path(_("<int:pk>/work/publish/"), publishing.publish, name="publish"),
    path(_("<int:pk>/work/reopen/"), publishing.reopen, name="reopen"),
    path(_("<int:pk>/work/questions/<slug:code>/"), answering.autosave, name="autosave"),
    path(_("<int:pk>/work/questions/<slug:code>/evidence/"), evidence.evidence, name="evidence"),
    path(_("<int:pk>/work/evidence/<int:item>/remove/"), evidence.remove, name="remove_evidence"),
    path(_("<int:pk>/work/evidence/<int:item>/file/"), evidence.file, name="evidence_file"),
    path(_("<int:pk>/work/questions/<slug:code>/discussion/"), discussion.discussion, name="discussion"),
    path(_("<int:pk>/work/links/"), sharing.links, name="links"),
    path(_("<int:pk>/work/links/<int:link>/withdraw/"), sharing.withdraw, name="withdraw_link"),
    path(_("<int:pk>/work/round/"), sharing.round_, name="round"),
    path(_("<int:pk>/work/<slug:dimension>/<slug:sub>/"), answering.answering, name="answering"),
    path(_("<int:pk>/work/<slug:dimension>/<slug:sub>/who/"), answering.presence, name="presence"),
    path(_("link/<str:token>/"), holder.door, name="link"),
    path(_("link/<str:token>/finished/"), holder.finished, name="link_finished"),
    path(_("link/<str:token>/questions/<slug:code>/"), holder.autosave, name="link_autosave"),
    path(_("link/<str:token>/questions/<slug:code>/evidence/"), holder.evidence, name="link_evidence"),
    path(_("link/<str:token>/questions/<slug:code>/discussion/"), holder.discussion, name="link_discussion"),
    path(_("link/<str:token>/evidence/<int:item>/file/"), holder.file, name="link_evidence_file"),
    path(_("link/<str:token>/evidence/<int:item>/remove/"), holder.remove, name="link_remove_evidence"),
    path(_("link/<str:token>/<slug:dimension>/<slug:sub>/"), holder.section, name="link_answering"),
    path(_("link/<str:token>/<slug:dimension>/<slug:sub>/who/"), holder.presence, name="link_presence"),
]
