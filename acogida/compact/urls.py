from django.urls import path
from django.utils.translation import gettext_lazy as _

from acogida.compact import views

app_name = "compact"
urlpatterns = [
    path("", views.objectives, name="objectives"),
    path("<int:number>/", views.objective, name="objective"),
    path(_("principles/"), views.principles, name="principles"),
    path(_("stakeholders/"), views.stakeholders, name="stakeholders"),
    path("skos.jsonld", views.skos_json, name="skos_json"),
    path("skos.ttl", views.skos_turtle, name="skos_turtle"),
]
