"""The gallery: every component in every state, in four languages, light and dark."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.design import gallery
from acogida.design.components import COMPONENTS
from acogida.design.icons import ICONS, OBJECTIVES

SCHEMES = ("light", "dark")


@open_to(Audience.EVERYONE, why=_("The parts that pages are made of hold no data."))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`?language=` and `?scheme=` show the gallery as others see it."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    scheme = request.GET.get("scheme", "")
    with translation.override(language):
        context = {
            "parts": [
                (COMPONENTS[name], [(example.state, example.shown(name)) for example in shown])
                for name, shown in gallery.examples().items()
            ],
            "glyphs": list(OBJECTIVES),
            "icons": list(ICONS),
            "scheme": scheme if scheme in SCHEMES else "",
            "schemes": [(f"?language={language}&scheme={one}", one) for one in SCHEMES],
            "language_urls": {code: f"{request.path}?language={code}" for code, _name in settings.LANGUAGES},
        }
        return render(request, "design/gallery.html", context)
