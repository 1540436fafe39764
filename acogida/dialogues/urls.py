from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.dialogues.views import membership, public

app_name = "dialogues"
urlpatterns = [
    path("", public.index, name="index"),
    path(_("mechanism/"), public.the_mechanism, name="mechanism"),
    path(_("membership/"), membership.mine, name="mine"),
    path(_("membership/application/"), membership.apply, name="apply"),
    path(_("membership/<int:pk>/"), membership.member, name="member"),
    path(_("membership/<int:pk>/decision/"), membership.vet, name="vet"),
    path(_("membership/<int:pk>/end/"), membership.leave, name="leave"),
    path(_("membership/<int:pk>/delegates/"), membership.accredit, name="accredit"),
    path(_("delegates/<int:pk>/end/"), membership.end_accreditation, name="end_accreditation"),
    path(_("mechanism/liaison/"), membership.liaison, name="liaison"),
    path(_("mechanism/tables/<int:table>/<slug:role>/"), membership.office, name="office"),
]
