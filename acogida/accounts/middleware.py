"""Who reads a page: their own clock, and what is asked about them once."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone


class TimeZoneMiddleware:
    """Shows times in the time zone the person chose; visitors see the installation's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.get_response(request)
        try:
            zone = ZoneInfo(request.user.time_zone)
        except (ZoneInfoNotFoundError, ValueError):  # a zone this machine no longer knows
            return self.get_response(request)
        with timezone.override(zone):
            return self.get_response(request)


class RememberingMiddleware:
    """While a page is only read, what a person may do is asked once; deeds ask the database each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"} and request.user.is_authenticated:
            told = {"secretariat": "holds_secretariat", "unread": "unread"}  # see notices.backend
            request.user.remembered = {
                key: getattr(request.user, name) for key, name in told.items() if hasattr(request.user, name)
            }
        return self.get_response(request)
