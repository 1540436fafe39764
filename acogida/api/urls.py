from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from acogida.api.description import api
from acogida.api.http import READING, WRITING, served
from acogida.api.views import public as views
from acogida.api.views import tokens
from acogida.core.access import Audience, open_to

app_name = "api"
WRITTEN = {"report_progress", "report_on_pledge", "check_service", "count_people"}


def _declared(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """The operations' own addresses, each declaring who it is for and answering as all of them do."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            name, writes = pattern.name or "", pattern.name in WRITTEN
            answers = served(pattern.callback, methods=WRITING if writes else READING)
            with_token = writes or name == "token"
            audience = Audience.TOKEN if with_token else Audience.EVERYONE
            view = open_to(audience, why=views.WHY_TOKEN if with_token else views.WHY)(answers)
            yield URLPattern(pattern.pattern, view, pattern.default_args, name)


urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.description, name="openapi"),
    *_declared(api.urls[0]),
    path("<path:rest>", views.missing, name="missing"),
]

# Pages for people, under the language; and files, whose addresses are the same in every language.
pages = [
    path(_("open-data/"), views.open_data, name="open_data"),
    path(_("account/organisations/<int:pk>/tokens/"), tokens.index, name="tokens"),
    path(_("account/tokens/<int:pk>/revoke/"), tokens.revoke, name="token_revoke"),
]
files = [path("open-data/<str:name>", views.open_data_file, name="open_data_file")]
