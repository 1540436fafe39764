from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from acogida.api import views
from acogida.api.description import api
from acogida.api.http import served
from acogida.core.access import Audience, open_to

app_name = "api"


def _declared(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """The operations' own addresses, each declaring who it is for and answering as all of them do."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            view = open_to(Audience.EVERYONE, why=views.WHY)(served(pattern.callback))
            yield URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.description, name="openapi"),
    *_declared(api.urls[0]),
    path("<path:rest>", views.missing, name="missing"),
]

# Pages for people, under the language; and files, whose addresses are the same in every language.
pages = [path(_("open-data/"), views.open_data, name="open_data")]
files = [path("open-data/<str:name>", views.open_data_file, name="open_data_file")]
