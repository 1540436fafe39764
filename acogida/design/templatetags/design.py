"""`{% component %}` and `{% slot %}`: components in templates, their words checked; and the drawn signs."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.loader import get_template
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from acogida.core.panels import shown
from acogida.design import icons
from acogida.design.components import COMPONENTS, Component

register = template.Library()


class ComponentNode(template.Node):
    def __init__(
        self, component: Component, words: dict[str, FilterExpression], inner: NodeList | None
    ) -> None:
        self.component, self.words, self.nodelist = component, words, inner or NodeList()
        self.has_inner = inner is not None

    def render(self, context: template.Context) -> SafeString:
        given = {name: word.resolve(context) for name, word in self.words.items()}
        inner = self.nodelist.render(context) if self.has_inner else None
        return self.component.render(
            given, inner=inner, request=context.get("request"), csrf_token=context.get("csrf_token")
        )


def _parse(parser: Parser, token: Token) -> tuple[Component, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    name = bits.pop(0).strip("\"'")
    if name not in COMPONENTS:
        raise template.TemplateSyntaxError(f"{tag}: no component {name!r}")
    words = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{tag} {name!r}: {bits} should be word=value")
    try:
        COMPONENTS[name].check(words)
    except ValueError as error:
        raise template.TemplateSyntaxError(str(error)) from error
    return COMPONENTS[name], words


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    found, words = _parse(parser, token)
    if found.slot:
        raise template.TemplateSyntaxError(f"{found.name!r} holds markup: use slot … endslot")
    return ComponentNode(found, words, None)


@register.tag
def slot(parser: Parser, token: Token) -> ComponentNode:
    found, words = _parse(parser, token)
    if not found.slot:
        raise template.TemplateSyntaxError(f"{found.name!r} holds no markup: use component")
    inner = parser.parse(("endslot",))
    parser.delete_first_token()
    return ComponentNode(found, words, inner)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign of the pages, from `acogida.design.icons`."""
    return icons.icon(name)


@register.simple_tag
def glyph(number: int) -> SafeString:
    """The glyph of one of the 23 objectives."""
    return icons.glyph(int(number))


@register.simple_tag
def light(tone: str) -> SafeString:
    """The light of a state: each tone has its own shape."""
    return icons.drawn(icons.LIGHTS[tone], css="icon status__light")


@register.filter
def json_ld(about: dict[str, Any], invented: bool = False) -> SafeString:
    """A thing in the words of schema.org as JSON that cannot end its element; what is empty is left out."""
    said = {"@context": "https://schema.org", **{k: v for k, v in about.items() if v not in ("", None, [])}}
    if invented:
        said["disambiguatingDescription"] = gettext("Invented, for demonstration.")
    text = json.dumps(said, ensure_ascii=False, default=str)
    return SafeString(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))


@register.filter
def linked_rows(drawn: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of a chart, map or timeline: the page of each or "", and its cells with their headings."""
    links = getattr(drawn, "links", ()) or [""] * len(drawn.rows)
    rows = [list(zip(drawn.headers, row, strict=True)) for row in drawn.rows]
    return list(zip(links, rows, strict=True))


@register.simple_tag
def widget(field: BoundField, hint: str = "") -> SafeString:
    """The control of a field, described by its hint and its errors for those who cannot see them."""
    ids = [f"{field.auto_id}_helptext"] if hint or field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    if not ids or field.field.widget.use_fieldset:
        return field.as_widget()
    return field.as_widget(attrs={"aria-describedby": " ".join(ids)})


@register.filter
def control(field: BoundField) -> str:
    """How a field is laid out: a tick, a list of choices, or one control under its label."""
    kind = getattr(field.field.widget, "input_type", "")
    if kind in {"checkbox", "radio"}:
        return "choices" if field.field.widget.use_fieldset else "tick"
    return "choices" if kind == "select" and field.field.widget.use_fieldset else "single"


@register.filter
def target_id(field: BoundField) -> str:
    """The element an error summary leads to: the control, or the first of its choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[dict[str, Any]]:
    """This very page in each language: code, its own name, address, and whether it is the present one.

    A page without a language in its address passes `language_urls`, a mapping of code to address.
    """
    request, given = context.get("request"), context.get("language_urls") or {}
    here = request.get_full_path() if request else "/"
    current = get_language()
    found = []
    for code, name in settings.LANGUAGES:
        address = given.get(code) or translate_url(here, code)
        if address == here and code != current:
            address = f"/{code}/"
        found.append({"code": code, "name": name, "url": address, "current": code == current})
    return found


@register.simple_tag(takes_context=True)
def panels(context: template.Context, place: str, subject: Any) -> SafeString:
    """What upper modules have to show about this thing, each in its own template."""
    request = context.get("request")
    found = shown(place, subject, getattr(request, "user", None))
    return SafeString(
        "".join(get_template(panel.template).render(values, request) for panel, values in found)
    )
