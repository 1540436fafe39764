"""The colours of documents: those of the house, named for what they do on paper."""

from acogida.design.palette import PAINTS, TONES


def paints() -> dict[str, str]:
    """Each as `#rrggbb`: ink, quiet, line, accent, and the tones of notes."""
    return {
        **{name: PAINTS[name] for name in ("ink", "quiet", "line", *TONES)},
        "accent": PAINTS["series-2"],
    }


def lighter(colour: str, share: float) -> str:
    """The colour mixed with so much white, as `#rrggbb`."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)
