"""The addresses of the house: pages under a language prefix, with nouns in that language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from acogida.accounts.urls import signing_in
from acogida.api.urls import files as open_data_files
from acogida.api.urls import pages as api_pages
from acogida.home.urls import root
from acogida.services.urls import worker
from acogida.training.urls import root as verification

urlpatterns = [
    path("api/v1/", include("acogida.api.urls")),
    path("design/", include("acogida.design.urls")),
    path("", include(open_data_files)),
    path("", include(root)),
    path("", include(verification)),
    path("", include(worker)),
    *i18n_patterns(
        path(_("objectives/"), include("acogida.compact.urls")),
        path(_("territories/"), include("acogida.territories.urls")),
        path(_("account/"), include("acogida.accounts.urls")),
        path(_("account/"), include(signing_in)),
        path(_("notices/"), include("acogida.notices.urls")),
        path(_("evidence/"), include("acogida.evidence.urls")),
        path(_("assessments/"), include("acogida.assessments.urls")),
        path(_("practices/"), include("acogida.practices.urls")),
        path(_("training/"), include("acogida.training.urls")),
        path(_("dialogues/"), include("acogida.dialogues.urls")),
        path(_("services/"), include("acogida.services.urls")),
        path(_("plans/"), include("acogida.plans.urls")),
        path(_("pledges/"), include("acogida.pledges.urls")),
        path(_("mechanisms/"), include("acogida.mechanisms.urls")),
        path(_("reports/"), include("acogida.reports.urls")),
        path("", include(api_pages)),
        path("", include("acogida.home.urls")),
    ),
]
