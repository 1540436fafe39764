"""`{{ texts|in_language }}`: a text in the page's language, else in Spanish, English or any."""

from collections.abc import Mapping

from django import template

from acogida.core import text

register = template.Library()


@register.filter
def in_language(texts: Mapping[str, str]) -> str:
    return text.in_language(texts or {})
