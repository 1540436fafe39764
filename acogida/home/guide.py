"""The guide: Markdown files of the package, shown as pages with their pictures.

It is written in Spanish and English; who reads Portuguese is shown the Spanish, who reads French the English,
and the page says so.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from markdown_it import MarkdownIt
from markdown_it.token import Token

WRITTEN = {"es": "es", "pt": "es", "en": "en", "fr": "en"}
# Each page by the room it is about: its file in English and in Spanish.
PAGES = {
    "": {"en": "README", "es": "README"},
    "evidence": {"en": "figures", "es": "cifras"},
    "assessments": {"en": "assessing-together", "es": "autoevaluar-en-comun"},
    "plans": {"en": "plans", "es": "planes"},
    "practices": {"en": "practices", "es": "practicas"},
    "pledges": {"en": "pledges", "es": "compromisos"},
    "training": {"en": "training", "es": "formacion"},
    "dialogues": {"en": "dialogues", "es": "dialogos"},
    "services": {"en": "services", "es": "servicios"},
    "mechanisms": {"en": "mechanisms", "es": "mecanismos"},
    "api": {"en": "open-data", "es": "datos-abiertos"},
}
ALIKE = {"territories": "evidence", "reports": "mechanisms"}


@dataclass(frozen=True)
class Guide:
    """One page: its title, its text as markup, the language it is written in."""

    title: str
    markup: SafeString
    language: str


def folder() -> Path:
    """Within the package where it was installed as one, else beside it."""
    inside = Path(settings.PACKAGE) / "guide"
    return inside if inside.exists() else Path(settings.PACKAGE).parent / "docs" / "guide"


def written_in(language: str) -> str:
    return WRITTEN.get(language[:2], "en")


def room_of(slug: str) -> str | None:
    """The room a page is about, named in whichever language; None where there is no such page."""
    found = (room for room, files in PAGES.items() if room and slug in files.values())
    return next(found, None)


def address_for(room: str) -> str:
    """Where the guide tells of a room, in the page's language; its first page for a room it has none on."""
    room = ALIKE.get(room, room)
    if not room or room not in PAGES:
        return reverse("guide")
    return reverse("guide_page", args=[PAGES[room][written_in(get_language() or "es")]])


def page(room: str) -> Guide:
    return _made(room, get_language() or "es")


@cache
def _made(room: str, language: str) -> Guide:
    written = written_in(language)
    text = (folder() / written / f"{PAGES[room][written]}.md").read_text("utf-8")
    title, _newline, rest = text.removeprefix("# ").partition("\n")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(rest)
    for token in tokens:
        for part in (token, *(token.children or [])):
            _lead(part)
    # Files of the package, not anybody's input; HTML in them would be shown as it is written.
    return Guide(title, mark_safe(markdown.renderer.render(tokens, markdown.options, {})), written)


def _lead(part: Token) -> None:
    """Links between files lead to pages, pictures to where they are served, loaded once in sight."""
    if part.type == "link_open":
        name, _dot, ending = str(part.attrs["href"]).partition(".md")
        if "/" not in name and (ending or "." not in name):
            room = room_of(name)
            part.attrs["href"] = address_for(room or "") + ending
    elif part.type == "image":
        part.attrs["src"] = reverse("guide_picture", args=[Path(str(part.attrs["src"])).name])
        part.attrs["loading"] = "lazy"


def picture(name: str) -> Path | None:
    """A picture of the guide by its file name; None for another name."""
    known: dict[str, Path] = {path.name: path for path in (folder() / "pictures").glob("*.jpg")}
    return known.get(name)


def in_each_language(room: str) -> dict[str, str]:
    """The addresses of a page by language: its name changes with it."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = address_for(room)
    return found
