"""List, dashboard and map over 50,000 pledges with 500,000 updates, in a database that is thrown away."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from benchmarks.measure import Row, median, p95, times

PLEDGES, UPDATES_EACH, COUNTRIES, TOWNS = 50_000, 10, 40, 2_000
PAGES = {
    "list of 50,000 pledges": "/en/pledges/",
    "list, by objective": "/en/pledges/?objective=15",
    "list, by light": "/en/pledges/?delivery=behind",
    "list, by words": "/en/pledges/?q=pledge+49",
    "dashboard of 50,000 pledges": "/en/pledges/dashboard/",
    "dashboard, by country": "/en/pledges/dashboard/?country=ARG",
    "dashboard, by freshness": "/en/pledges/dashboard/?freshness=stale",
    "map of 50,000 pledges": "/en/pledges/map/",
    "map of one country": "/en/pledges/map/?country=ARG",
}


def rows() -> Iterator[Row]:
    from django.test import Client, override_settings  # noqa: PLC0415 -- settings first
    from django.test.runner import DiscoverRunner  # noqa: PLC0415 -- as above
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from acogida.core import audit  # noqa: PLC0415 -- as above
    from acogida.pledges.models import Pledge  # noqa: PLC0415 -- as above

    runner = DiscoverRunner(verbosity=0, interactive=False)
    kept = runner.setup_databases()
    try:
        _fill(random.Random(23))
        client, turn, pledges = Client(), count(), list(Pledge.objects.order_by("pk")[:100])
        for name, path in {
            "first dashboard of a process": PAGES["dashboard of 50,000 pledges"],
            **PAGES,
        }.items():
            is_first = name.startswith("first")

            def ask(path: str = path) -> None:
                # Every page is built anew: somebody has just changed a pledge, and its address is new.
                audit.record("pledges.edited", pledges[next(turn) % 100], by="bench", at=timezone.now())
                answer = client.get(f"{path}{'&' if '?' in path else '?'}n={next(turn)}")
                if answer.status_code != 200:
                    raise LookupError(f"{path}: {answer.status_code}")

            # A process that remembers nothing reads all pledges for every page, as it does for its first.
            with override_settings(REMEMBER_SECONDS=0.0 if is_first else 10.0):
                found = times(ask, runs=5 if is_first else 30)
            yield Row(
                name,
                f"{median(found):.1f} ms, p95 {p95(found):.1f} ms",
                "" if is_first else "p95 ≤ 150 ms",
                kept=None if is_first else p95(found) <= 150,
            )
    finally:
        runner.teardown_databases(kept)


def _fill(random_: random.Random) -> None:
    from acogida.accounts.models import Organisation, User  # noqa: PLC0415 -- settings first
    from acogida.compact.models import EntityKind  # noqa: PLC0415 -- as above
    from acogida.territories import actions as territories  # noqa: PLC0415 -- as above
    from acogida.territories.models import Territory  # noqa: PLC0415 -- as above

    territories.load()
    countries = list(Territory.objects.filter(level="country", is_lac=True).order_by("pk")[:COUNTRIES])
    argentina = Territory.objects.get(code="ARG")
    towns = list(Territory.objects.municipal().exclude(lat=None).order_by("pk")[:TOWNS])
    towns += list(Territory.objects.municipal().filter(country=argentina)[:300])
    user = User.objects.create_user("bench@example.org", name="Bench")
    kinds = list(EntityKind.objects.all())
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Organisation {n}", kind=kinds[n % 12], country=countries[n % len(countries)])
        for n in range(500)
    )
    made = _pledges(random_, organisations, countries, towns, kinds)
    _follow(random_, made, user)


def _pledges(random_: random.Random, organisations: Any, countries: Any, towns: Any, kinds: Any) -> list[Any]:
    from acogida.pledges.models import Pledge  # noqa: PLC0415 -- settings first

    start, forms = date(2019, 1, 1), ("individual", "common", "partnership")
    made = []
    for n in range(PLEDGES):
        town = towns[n % len(towns)] if n % 3 else None
        day = start + timedelta(days=random_.randrange(2800))
        objectives = {random_.randrange(23) for _ in range(random_.randint(1, 4))}
        made.append(
            Pledge(
                organisation=organisations[n % 500],
                pledger_name=f"Organisation {n % 500}",
                entity_kind=kinds[random_.randrange(12)],
                country=town.country if town else countries[random_.randrange(len(countries))],
                territory=town,
                title=f"Pledge {n}",
                search_text=f"pledge {n} organisation {n % 500}",
                slug=f"pledge-{n}",
                contributions=["process"],
                contributions_mask=random_.randrange(1, 16),
                form=forms[n % 3],
                objectives_mask=sum(1 << bit for bit in objectives),
                principles_mask=random_.randrange(1024),
                steps=random_.randrange(4),
                next_due_on=day + timedelta(days=random_.randrange(1500)),
                last_reported_on=day + timedelta(days=random_.randrange(900)),
                announced_on=day,
                starts_on=day,
                year=day.year,
                listed_on=day,
            )
        )
    return list(Pledge.objects.bulk_create(made, batch_size=2000))


def _follow(random_: random.Random, made: list[Any], user: Any) -> None:
    """Their objectives, one signed version each, ten updates each; then they are announced."""
    from django.db.models import OuterRef, Subquery  # noqa: PLC0415 -- settings first
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from acogida.pledges.masks import numbers_in  # noqa: PLC0415 -- as above
    from acogida.pledges.models import Pledge, PledgeVersion, Update  # noqa: PLC0415 -- as above

    now = timezone.now()
    tie = Pledge.objectives.through
    tie.objects.bulk_create(
        (tie(pledge=p, objective_id=n) for p in made for n in numbers_in(p.objectives_mask)), batch_size=5000
    )
    PledgeVersion.objects.bulk_create(
        (
            PledgeVersion(pledge=p, number=1, content={}, sha256="x", signed_by=user, signed_at=now)
            for p in made
        ),
        batch_size=5000,
    )
    first = PledgeVersion.objects.filter(pledge=OuterRef("pk")).values("pk")[:1]
    here = Pledge.objects.filter(route="here", state="draft")
    here.update(current_version=Subquery(first), state="in_progress")
    for _ in range(UPDATES_EACH):
        Update.objects.bulk_create(
            (
                Update(
                    pledge=p,
                    organisation_id=p.organisation_id,
                    reported_on=p.announced_on + timedelta(days=random_.randrange(900)),
                    narrative="What was done.",
                    reported_by=user,
                    recorded_at=now,
                    published_at=now,
                )
                for p in made
            ),
            batch_size=5000,
        )
