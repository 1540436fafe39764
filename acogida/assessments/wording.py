"""A text of the questionnaire in the page's language, and the label it carries in another one."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.core.text import in_language, language_shown


def language_label(texts: Mapping[str, str]) -> str:
    """ "Shown in Spanish" where a text has no version in the page's language; else nothing."""
    shown = language_shown(texts)
    if shown == (get_language() or "es")[:2]:
        return ""
    return {
        "es": _("Shown in Spanish"),
        "pt": _("Shown in Portuguese"),
        "en": _("Shown in English"),
        "fr": _("Shown in French"),
    }.get(shown, "")


def words(texts: Mapping[str, str]) -> SafeString:
    """The text, marked with its language and labelled where that is not the page's."""
    label = language_label(texts)
    text = in_language(texts)
    if not label:
        return format_html("{}", text)
    return format_html(
        '<span lang="{}">{}</span> <span class="tag tag--neutral">{}</span>',
        language_shown(texts),
        text,
        label,
    )
