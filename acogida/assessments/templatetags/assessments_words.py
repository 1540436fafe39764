"""`{% words texts %}`: a text in the page's language, or in another one that says so."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from acogida.assessments.wording import words as words_of

register = template.Library()


@register.simple_tag
def words(texts: Mapping[str, str]) -> SafeString:
    """The text with its `lang`, and "Shown in Spanish" where the page's language has none."""
    return words_of(texts)
