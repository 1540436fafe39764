"""The counter: a light page of a place that a phone keeps for when the line is down."""

from pathlib import Path

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.services import queries
from acogida.services.forms import SearchForm
from acogida.services.lists import topic_choices
from acogida.services.models import ProtocolVersion, Service
from acogida.services.presenters import counter as shown
from acogida.services.states import ProtocolState
from acogida.territories.models import Territory

MOST = 60
WORKER = Path(__file__).parents[1] / "static" / "services" / "counter-worker.js"
WHY = gettext_lazy("Where one can be sent is public; drafts are not shown.")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def counter(request: HttpRequest, slug: str) -> HttpResponse:
    """Services of a place and its neighbours, to be found and shown also with the line down."""
    place = get_object_or_404(Territory.objects.select_related("country", "parent"), slug=slug)
    asked = SearchForm(request.GET).asked
    question = queries.Asked(
        place=place, text=asked["text"], topic=asked["topic"], open_now=asked["open_now"]
    )
    now = timezone.now()
    today = timezone.localdate(now)
    found = queries.found(question, at=now, size=MOST)
    versions = ProtocolVersion.objects.filter(
        state=ProtocolState.IN_FORCE, protocol__territory=place
    ).select_related("protocol")
    tongues = shown.tongues("services:counter", slug)
    newest = Service.objects.public().aggregate(n=Max("checked_on"), r=Max("pk"))
    context = {
        "place": place,
        "asked": asked,
        "entries": shown.entries(found.hits, at=now, on=today),
        "protocols": list(versions),
        "has_more": bool(found.next),
        "topics": topic_choices(),
        "today": today,
        "tongues": tongues,
        "kit": shown.kit(f"place-{place.pk}", [url for _c, url, _n in tongues], made=(today, newest)),
    }
    return render(request, "services/counter/counter.html", context)


@open_to(Audience.EVERYONE, why=gettext_lazy("The part of the counter that browsers keep; it holds no data."))
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for kept pages when the line is down; at the root, for all languages."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer
