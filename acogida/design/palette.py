"""The fixed colours of drawings, for PDF and DOCX and as the default in pages.

In a page each drawn element also has a class (`f-ink`, `s-series-1`), which the tokens of
`assets/css/tokens.css` repaint, dark mode included. The two lists are compared by a test.
"""

from typing import Final

PAPER: Final = "#ffffff"
# Names of several words are quoted: drawings lose every word where one bare name cannot be read.
FONT: Final = "'Atkinson Hyperlegible Next', 'Source Sans 3', 'DejaVu Sans', 'Segoe UI', Roboto, sans-serif"

PAINTS: Final = {
    "ink": "#1c2536",
    "quiet": "#545c6b",
    "line": "#ddd5c9",
    "soft": "#f2ece3",
    "paper": PAPER,
    "land": "#ece6db",
    "border": "#a89f91",
    # Told apart by lightness too, so that they survive a grey printer and colour blindness.
    "series-1": "#0e6167",
    "series-2": "#c2562f",
    "series-3": "#4a5aa8",
    "series-4": "#a9780f",
    "series-5": "#8c3f76",
    "series-6": "#6b7280",
    # Classes of a map, from few to many.
    "step-1": "#d5e8e6",
    "step-2": "#9fcbc9",
    "step-3": "#5ea5a6",
    "step-4": "#22797f",
    "step-5": "#0b474d",
    # Tones of states.
    "neutral": "#6b7280",
    "info": "#0e6167",
    "success": "#2c6e3f",
    "warning": "#9a6700",
    "error": "#b3261e",
}

SERIES: Final = tuple(name for name in PAINTS if name.startswith("series-"))
STEPS: Final = tuple(name for name in PAINTS if name.startswith("step-"))
TONES: Final = ("neutral", "info", "success", "warning", "error")
