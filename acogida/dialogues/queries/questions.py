"""Questions in the order people want them answered, and the ledger of what became of them."""

from django.db.models import Count, QuerySet

from acogida.dialogues.models import Event, Question, QuestionState, Theme

SEEN = (QuestionState.SHOWN, QuestionState.LIVE, QuestionState.WRITTEN, QuestionState.REFUSED)


def of_theme(theme: Theme) -> QuerySet[Question]:
    """All questions of a theme, the most wanted first; equals in the order they came. One query."""
    return Question.objects.filter(theme=theme).annotate(wanted=Count("votes")).order_by("-wanted", "pk")


def seen(theme: Theme) -> QuerySet[Question]:
    """What participants see: shown, answered, or refused with its reason."""
    return of_theme(theme).filter(state__in=SEEN)


def waiting_for_an_answer(theme: Theme) -> QuerySet[Question]:
    """What is shown and not yet answered, the most wanted first."""
    return of_theme(theme).filter(state=QuestionState.SHOWN)


def ledger(event: Event) -> dict[int, dict[str, int]]:
    """By theme number, how many questions stand where. Every question received is in exactly one place."""
    found: dict[int, dict[str, int]] = {}
    rows = Question.objects.filter(theme__event=event).order_by()
    for number, state, n in rows.values_list("theme__number", "state").annotate(n=Count("pk")):
        found.setdefault(number, dict.fromkeys(QuestionState.values, 0))[state] = n
    return found
