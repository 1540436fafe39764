"""What the gallery shows: each component in each of its states, with example words that are plainly so.

Nothing here is a fact. The places are invented, the figures are made up to show a shape.
"""

from acogida.design.gallery import drawn, pressed, said, things
from acogida.design.gallery.example import Example


def examples() -> dict[str, list[Example]]:
    """Every component with its examples, in the language of the page."""
    return {**pressed.examples(), **said.examples(), **things.examples(), **drawn.examples()}
