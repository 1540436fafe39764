"""Telling open pages what a deed has changed in a theme, on commit."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import F

from acogida.core.live.news import tell
from acogida.dialogues.models import Question, Theme, Timer
from acogida.dialogues.queries import live


def announce(theme: Theme, *, questions: Iterable[int] = (), timer: bool = False) -> None:
    """Give the change its number and tell both sides. Call it last, inside the deed's transaction.

    The number also puts the theme's deeds in a row: two at once take one after the other.
    """
    pks = list(questions)
    Theme.objects.filter(pk=theme.pk).update(news=F("news") + 1)
    number = Theme.objects.values_list("news", flat=True).get(pk=theme.pk)
    Question.objects.filter(pk__in=pks).update(news=number)
    if timer:
        Timer.objects.filter(theme=theme).update(news=number)
    clock = live.timer_items(theme) if timer else []
    found = live.changed(theme, pks)
    told = {live.channel(theme, side): [*clock, *live.items(found, side)] for side in (live.ROOM, live.DESK)}
    transaction.on_commit(partial(tell, number, told))
