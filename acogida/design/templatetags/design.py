"""`{% component %}` and `{% slot %}`: components in templates, their words checked."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.loader import get_template
from django.utils.safestring import SafeString

from acogida.core.panels import of
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
        values: dict[str, Any] = self.component.context(given)
        if self.has_inner:
            values["inner"] = self.nodelist.render(context)
        values["request"] = context.get("request")
        values["csrf_token"] = context.get("csrf_token")
        found = get_template(self.component.template)
        return SafeString(found.render(values))


def _parse(parser: Parser, token: Token) -> tuple[Component, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    name = bits.pop(0).strip("\"'")
    if name not in COMPONENTS:
        raise template.TemplateSyntaxError(f"{tag}: no component {name!r}")
    words = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{tag} {name!r}: {bits} should be word=value")
    try:
        COMPONENTS[name].context(words)
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


@register.filter
def linked_rows(drawn: Any) -> list[tuple[str, list[str]]]:
    """The rows of a chart, map or timeline, each with its page's address or ""."""
    links = getattr(drawn, "links", ()) or [""] * len(drawn.rows)
    return list(zip(links, drawn.rows, strict=True))


@register.simple_tag(takes_context=True)
def panels(context: template.Context, place: str, subject: Any) -> SafeString:
    """What upper modules have to show about this thing, each in its own template."""
    request = context.get("request")
    shown = []
    for panel in of(place):
        values = panel.context(subject, getattr(request, "user", None))
        if values is not None:
            shown.append(get_template(panel.template).render(values, request))
    return SafeString("".join(shown))
