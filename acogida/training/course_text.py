"""What authors write, as markup that can do no harm: Markdown with a little HTML, nothing of others'."""

import html
import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

INLINE = {"em", "strong", "b", "i", "code", "sub", "sup", "br", "u"}
BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr", "a"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td", "caption"}
SCHEMES = {"http", "https", "mailto"}
TAG = re.compile(r"<[^>]*>")


@lru_cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def shown(text: str, kind: str = "markdown") -> SafeString:
    """A text as markup. `kind`: markdown, html, or plain (its lines kept). No pictures, scripts, frames."""
    if kind == "plain":
        made = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n")).replace("\n", "<br>")
    else:
        made = _markdown().render(text) if kind == "markdown" else text
    # Cleaned by nh3 just now.
    return mark_safe(clean(made))


def clean(markup: str) -> str:
    """Only harmless tags; links without anything but their address."""
    return nh3.clean(
        markup,
        tags=INLINE | BLOCKS | TABLES,
        attributes={"a": {"href"}, "th": {"scope"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def inline(text: str, kind: str = "markdown") -> SafeString:
    """A short text within a line: an answer, a label."""
    if kind == "plain":
        return mark_safe(html.escape(text))
    made = _markdown().renderInline(text) if kind == "markdown" else text
    # Cleaned by nh3 just now.
    return mark_safe(nh3.clean(made, tags=INLINE, attributes={}).strip())


def plain(text: str, kind: str = "markdown") -> str:
    """The words alone, for a list to choose from."""
    return html.unescape(TAG.sub(" ", str(inline(text, kind)))).strip()
