"""Pages that look the same for every visitor are built once and handed out until something changes.

What "something changes" means: every deed writes a line of the audit trail in its own transaction, so the
number of the last line says whether anybody did anything since a page was built. A page is kept a few
seconds at most all the same (`REMEMBER_SECONDS`), for what changes without a deed: the clock, the search
index, reference data.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from acogida.core.access import Audience
from acogida.core.models import AuditEvent

PAGES = 300
LARGEST = 200_000

Key = tuple[str, str, bool]


@dataclass(frozen=True)
class Page:
    """A built page, as it went over the line."""

    body: bytes
    headers: dict[str, str]
    last_deed: int
    until: float


class Remembered:
    """The pages of one process, the longest unused forgotten first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, *, last_deed: int) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.last_deed != last_deed or page.until < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: Page) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)


class RememberedPages:
    """Middleware: answers a visitor's GET from the pages remembered, and remembers what may be.

    Remembered is only what a visitor without any cookie was shown by a view open to everyone, whole, as a
    page, and without a cookie in the answer: so nothing of a person, a form or a session can be in it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = Remembered()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.REMEMBER_SECONDS or request.method != "GET" or _is_personal(request):
            return self.get_response(request)
        key = (
            request.headers.get("Host", ""),
            f"{request.get_full_path()} {request.headers.get('HX-Request', '')}",
            "gzip" in request.headers.get("Accept-Encoding", ""),
        )
        last_deed = AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0
        if page := self.pages.get(key, last_deed=last_deed):
            return HttpResponse(page.body, headers=page.headers)
        answer = self.get_response(request)
        if not request.COOKIES and _is_for_all(request, answer):
            until = time.monotonic() + settings.REMEMBER_SECONDS
            self.pages.keep(key, Page(answer.content, dict(answer.items()), last_deed, until))
        return answer


def _is_personal(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def _is_for_all(request: HttpRequest, answer: HttpResponse) -> bool:
    match = request.resolver_match
    return (
        answer.status_code == 200
        and not answer.streaming
        and not answer.cookies
        and answer.get("Content-Type", "").startswith("text/html")
        and "Accept-Language" not in answer.get("Vary", "")
        and len(answer.content) <= LARGEST
        and match is not None
        and getattr(match.func, "audience", None) == Audience.EVERYONE
    )
