from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.evidence.views import corridors, exploring, importing, kit, public

app_name = "evidence"
urlpatterns = [
    path("", public.datasets, name="datasets"),
    path(_("catalogue/<slug:kind>/"), public.catalogue_file, name="catalogue"),
    path(_("explorer/"), exploring.explorer, name="explorer"),
    path(_("explorer/<slug:kind>/"), exploring.explorer_file, name="explorer_file"),
    path(_("corridors/"), corridors.corridors, name="corridors"),
    path(_("corridors/<slug:kind>/"), corridors.corridors_file, name="corridors_file"),
    path(_("datasets/<slug:code>/"), public.dataset, name="dataset"),
    path(_("datasets/<slug:code>/csv/"), public.dataset_file, {"kind": "csv"}, name="dataset_csv"),
    path(_("datasets/<slug:code>/xlsx/"), public.dataset_file, {"kind": "xlsx"}, name="dataset_xlsx"),
    path(_("datasets/<slug:code>/audience/"), importing.audience, name="audience"),
    path(_("kit/"), kit.kit, name="kit"),
    path(_("kit/<slug:code>/<slug:kind>/"), kit.kit_file, name="kit_file"),
    path(_("imports/"), importing.imports, name="imports"),
    path(_("imports/new/<int:organisation>/"), importing.new, name="import_new"),
    path(_("imports/<int:pk>/"), importing.detail, name="import"),
    path(_("imports/<int:pk>/columns/"), importing.columns, name="import_columns"),
    path(_("imports/<int:pk>/take-back/"), importing.take_back, name="import_take_back"),
    path(_("imports/<int:pk>/discard/"), importing.discard, name="import_discard"),
    path(_("indicators/<slug:code>/"), public.indicator, name="indicator"),
    path(_("figures/<int:pk>/"), public.figure, name="figure"),
    path(_("profile/<slug:slug>/"), public.profile, name="profile"),
    path(_("profile/<slug:slug>/pdf/"), public.profile_file, {"kind": "pdf"}, name="profile_pdf"),
    path(_("profile/<slug:slug>/docx/"), public.profile_file, {"kind": "docx"}, name="profile_docx"),
]
