"""The demonstration region: invented municipalities that say so, in real countries with real figures.

What they say is in `demo/`, one file a part; each part is put in through the same deeds that people use, on
the days it says, so that audit trail, versions and threads are real.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from acogida.accounts.models import Organisation
from acogida.home.demonstration import cycle, dialogues, plans, pledges, practices, rounds, services, training
from acogida.home.demonstration.ground import described as described
from acogida.home.demonstration.ground import settle
from acogida.notices.models import Notice, OutgoingMail

OLD = timedelta(days=60)
# Each with its own file; the order is that of the thread, so that later parts find what they stand on.
PARTS = (
    cycle,
    services,
    plans,
    rounds,
    pledges,
    dialogues,
    training,
    practices,
)


def is_loaded() -> bool:
    return Organisation.objects.filter(territory__code=described()["municipalities"][0]["code"]).exists()


def people() -> Iterator[tuple[str, str, str]]:
    """(e-mail, name, what for) of everybody who can sign in."""
    for person in described()["people"]:
        yield person["email"], person["name"], "operator" if person.get("operator") else person["mandate"]
    for town in described()["municipalities"]:
        for person in town["people"]:
            yield person["email"], person["name"], f"{person['role']}, {town['name']}"
    for person in described("dialogues")["people"]:
        yield person["email"], person["name"], person["mandate"]
    for organisation in described("dialogues")["organisations"]:
        if person := organisation.get("person"):
            yield person["email"], person["name"], f"voice, {organisation['name']}"


@transaction.atomic
def load(*, now: datetime) -> bool:
    """Put the region in, whole or not at all. False where it is already there: nothing is changed."""
    if is_loaded():
        return False
    region = settle(now=now)
    for part in PARTS:
        part.load(region)
    Notice.objects.filter(created_at__lt=now - OLD).update(read_at=now)
    # What the deeds would have mailed years ago is not left in today's outbox.
    transaction.on_commit(lambda: OutgoingMail.objects.filter(to__endswith=".example").delete())
    return True
