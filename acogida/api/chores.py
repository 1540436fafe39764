"""What the API does once a day."""

from datetime import datetime

from acogida.api.actions import forget_answers
from acogida.core import chores


def publish(at: datetime) -> None:
    """Make the open data of the day."""
    # The description of the whole API is loaded with it: not at the start of every command.
    from acogida.api.opendata.making import make  # noqa: PLC0415 -- as said above

    make(at)


def register() -> None:
    chores.register("open data", publish)
    chores.register("answers of the api", forget_answers)
