"""What the house does once a day, across its modules."""

from datetime import datetime

from django.core.management import call_command

from acogida.assessments.actions import forget_addresses
from acogida.assessments.models import Publication
from acogida.core import chores
from acogida.documents.sweeping import sweep
from acogida.notices.actions import purge
from acogida.plans.actions import remind_of_reports
from acogida.plans.models import Plan
from acogida.plans.states import State
from acogida.pledges.actions import remind_all


def remind(at: datetime) -> int:
    """Tell editors which progress reports fall due; how many were told of."""
    return sum(
        remind_of_reports(p, at=at) for p in Plan.objects.filter(state=State.IMPLEMENTATION).order_by("pk")
    )


def forget(at: datetime) -> None:
    """Delete what is kept no longer than it must be: old notices, addresses, ended sessions, tasks done."""
    purge(by="acogida", at=at)
    forget_addresses(by="acogida", at=at)
    call_command("clearsessions")
    call_command("prune_db_task_results", verbosity=0)


def tidy(at: datetime) -> None:
    """Take away kept files that no row names. Editions of self-assessments name theirs by number."""
    editions = Publication.objects.values_list("summary__files", flat=True)
    sweep(at=at, named={key for files in editions for key in files or ()})


def register() -> None:
    chores.register("reminders", remind)
    chores.register("pledges", remind_all)
    chores.register("forgetting", forget)
    chores.register("tidying", tidy)
