"""The drawn set: one glyph for each of the 23 objectives of the Compact, and the signs of the pages.

All on a grid of 24, stroke without fill, in the colour of the text. Drawn for Acogida.
"""

# ruff: noqa: E501 -- a shape is one line, however long
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from acogida.design.palette import PAINTS

OBJECTIVES: Final = {
    1: "M4 20h16M7 20v-6M12 20V6M17 20v-9",
    2: "M5 20.5h14M12 20.5V11M12 13.5c0-4 2.6-6.5 7-6.5 0 4-2.6 6.5-7 6.5zM12 17c0-3-2.2-5-6-5 0 3 2.2 5 6 5z",
    3: "M5 4.5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8l-4.5 4v-4H5a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM12 7.4v.1M12 10v3",
    4: "M4.5 6h15A1.5 1.5 0 0 1 21 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5v-9A1.5 1.5 0 0 1 4.5 6z"
    "M6.5 10.3a2 2 0 1 0 4 0 2 2 0 1 0-4 0zM5.5 15.5c.5-1.5 1.5-2.2 3-2.2s2.5.7 3 2.2M14.5 10.5H18M14.5 13.7H18",
    5: "M12 3v18M12 5h6l2.5 2.3L18 9.6h-6M12 11.5H6l-2.5 2.3L6 16.1h6M9 21h6",
    6: "M5 8.5h14a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1z"
    "M9 8.5v-2a1.5 1.5 0 0 1 1.5-1.5h3A1.5 1.5 0 0 1 15 6.5v2M4 13h16M12 12v2.2",
    7: "M3.5 13a8.5 8.5 0 0 1 17 0c-1.3-1.6-3.5-1.6-4.8 0-1.3-1.6-6.1-1.6-7.4 0-1.3-1.6-3.5-1.6-4.8 0z"
    "M12 12v6.2a2 2 0 0 1-4 0M12 3v1.5",
    8: "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM8.5 12a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0z"
    "M6.4 6.4l3.1 3.1M14.5 14.5l3.1 3.1M17.6 6.4l-3.1 3.1M9.5 14.5l-3.1 3.1",
    9: "M4 14.5h16L17.5 19h-11zM12 14.5V5l5.5 6.5H12M3.5 3.5l17 17",
    10: "M9.7 8.8l2-2.1a3.6 3.6 0 0 1 5.1 5.1l-2 2.1M14.3 15.2l-2 2.1a3.6 3.6 0 0 1-5.1-5.1l2-2.1"
    "M3.5 7.2l2.3.9M7.5 3.5l.8 2.3M20.5 16.8l-2.3-.9M16.5 20.5l-.8-2.3",
    11: "M5.5 20.5V7.5M3.5 20.5h4M5.5 9.5L20.5 6v3.2L5.5 12.7M10 8.5v3.2M14.5 7.4v3.2M19 20.5v-8",
    12: "M5.2 7.5a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0zM3 19c0-3.8 1.9-5.7 5-5.7s5 1.9 5 5.7"
    "M14.5 10.5H21M18.3 7.8l2.7 2.7-2.7 2.7M16 17.5h3.5",
    13: "M6.5 11h11a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V12a1 1 0 0 1 1-1z"
    "M8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2M12 14.5v2.5",
    14: "M5 20.5V12h14v8.5M3 20.5h18M9.5 20.5V16h5v4.5M12 12V3.5h5.5l-1.4 1.9 1.4 1.9H12",
    15: "M3.5 11.5L12 4.5l8.5 7M6 9.7v10.8h12V9.7M12 12v5M9.5 14.5h5",
    16: "M4 9.5a5 5 0 1 0 10 0 5 5 0 1 0-10 0zM10 9.5a5 5 0 1 0 10 0 5 5 0 1 0-10 0zM7 14.7a5 5 0 1 0 10 0 5 5 0 1 0-10 0z",
    17: "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM8.5 10h7M8.5 14h7",
    18: "M2.5 9.5L12 5.5l9.5 4-9.5 4zM6.5 11.3v4.5c1.5 1.3 3.5 2 5.5 2s4-.7 5.5-2v-4.5M21.5 9.5v5",
    19: "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM12 16l-3.4-3.2a2.2 2.2 0 0 1 3.4-2.7 2.2 2.2 0 0 1 3.4 2.7z",
    20: "M8.5 12a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0zM12 11v2M4 10.5A8.2 8.2 0 0 1 18.2 6.6L20 8.5M20 4.5v4h-4"
    "M20 13.5a8.2 8.2 0 0 1-14.2 3.9L4 15.5M4 19.5v-4h4",
    21: "M12 20.5H5.5v-9M3.5 13L12 5.5l8.5 7M21 17.5h-6.5M17 14.8l-2.7 2.7 2.7 2.7",
    22: "M12 3.5l7 2.6v5.4c0 4.4-2.8 7.3-7 9-4.2-1.7-7-4.6-7-9V6.1zM8.8 12l2.3 2.3 4.2-4.3",
    23: "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM4 12h16M12 4c2.5 2.2 3.7 5 3.7 8s-1.2 5.8-3.7 8c-2.5-2.2-3.7-5-3.7-8S9.5 6.2 12 4z",
}

ICONS: Final = {
    "add": "M12 5v14M5 12h14",
    "alert": "M12 4l9 16H3zM12 10v4.5M12 17.3v.1",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6M4 17h16M10.3 20h3.4M12 3.5V5",
    "calendar": "M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8",
    "chart": OBJECTIVES[1],
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM12 7.5V12l3 2",
    "close": "M6 6l12 12M18 6L6 18",
    "confirmed": "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM8.5 12.2l2.5 2.5 4.5-5",
    "copy": "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
    "delete": "M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7M10.5 11v5M13.5 11v5",
    "download": "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
    "edit": "M5 19l.8-4L16 4.8l3.2 3.2L9 18.2zM14 7l3 3",
    "error": "M8.5 4h7L20 8.5v7L15.5 20h-7L4 15.5v-7zM12 8v5M12 16v.1",
    "external": "M10 5H5v14h14v-5M13.5 4.5h6v6M19.5 4.5l-9 9",
    "eye": "M2.5 12c2.4-4.3 5.6-6.5 9.5-6.5s7.1 2.2 9.5 6.5c-2.4 4.3-5.6 6.5-9.5 6.5S4.9 16.3 2.5 12zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0z",
    "file": "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6.5M9 16h6.5",
    "flag": "M6 21V4h12l-2.5 4.5L18 13H6",
    "home": "M3.5 11.5L12 4.5l8.5 7M6 9.7v10.8h4.5V15h3v5.5H18V9.7",
    "info": "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM12 11.3v5M12 8v.1",
    "language": OBJECTIVES[23],
    "law": "M12 4v16M8 20h8M5 7h14M5 7l-2.5 6.5h5zM19 7l-2.5 6.5h5zM2.5 13.5a2.5 2.5 0 0 0 5 0M16.5 13.5a2.5 2.5 0 0 0 5 0",
    "link": "M10 8.5l2-2a3.7 3.7 0 0 1 5.3 5.3l-2 2M14 15.5l-2 2a3.7 3.7 0 0 1-5.3-5.3l2-2M9.5 14.5l5-5",
    "lock": "M6.5 11h11a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V12a1 1 0 0 1 1-1zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "next": "M5 12h14M13 6l6 6-6 6",
    "people": "M6 8.5a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 1 0-5.4 0zM3.5 19c0-3.5 1.8-5.3 5.2-5.3s5.2 1.8 5.2 5.3M14.5 6a2.7 2.7 0 0 1 0 5M17 14c2.4.5 3.5 2.2 3.5 5",
    "person": "M9 8a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM5.5 20c0-4.3 2.2-6.5 6.5-6.5s6.5 2.2 6.5 6.5",
    "place": "M12 21c-4.3-4.4-6.5-7.8-6.5-10.7a6.5 6.5 0 0 1 13 0C18.5 13.2 16.3 16.6 12 21zM9.7 10.3a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0-4.6 0z",
    "print": "M7 8.5V4h10v4.5M7 17H4.5V8.5h15V17H17M7 14h10v6.5H7z",
    "save": "M5 5h11l3.5 3.5V19H5zM8.5 5v4.5h6V5M8.5 19v-5h7v5",
    "search": "M4.5 10.5a6 6 0 1 0 12 0 6 6 0 1 0-12 0zM15 15l5 5",
    "send": "M4 11.5L20.5 4l-6 16-3-6.5zM11.5 13.5l9-9.5",
    "text": "M5 6h14M5 10h14M5 14h14M5 18h8",
    "thread": "M4 12h3M17 12h3M7 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0zM13 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0zM11 12h2",
    "upload": "M12 16V5M7 9.5l5-5 5 5M4.5 20h15",
    "waiting": "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM8 12v.1M12 12v.1M16 12v.1",
}

# A state is told by its words and by the shape of its light, never by colour alone.
LIGHTS: Final = {
    "neutral": "M5 12a7 7 0 1 0 14 0 7 7 0 1 0-14 0z",
    "info": "M5 12a7 7 0 1 0 14 0 7 7 0 1 0-14 0zM12 5v14M13.5 5.5v13M15.2 6v12M16.8 7.2v9.6M18.2 9.3v5.4",
    "success": ICONS["confirmed"],
    "warning": ICONS["alert"],
    "error": ICONS["error"],
}


def drawn(shape: str, *, css: str = "icon") -> SafeString:
    """One sign as SVG, hidden from screen readers: words stand beside it.

    Size and stroke are there for the page whose styles did not arrive.
    """
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" '
        'aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        css,
        shape,
    )


def icon(name: str) -> SafeString:
    """A sign of the pages. Raises KeyError for one that is not drawn."""
    return drawn(ICONS[name])


def glyph(number: int) -> SafeString:
    """The glyph of one of the 23 objectives. Raises KeyError for another number."""
    return drawn(OBJECTIVES[number])


def glyph_for_documents(number: int, *, paint: str = "series-1") -> str:
    """The same glyph with its size and colour fixed, for PDF and DOCX."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" '
        f'stroke="{PAINTS[paint]}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{OBJECTIVES[number]}"/></svg>'
    )
