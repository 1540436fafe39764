"""Overlaps of 200 mechanisms of 200 countries over the 23 objectives, in a database that is thrown away."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks.measure import Row, median, p95, times

MECHANISMS, COUNTRIES, OBJECTIVES, THEMES, MEETINGS = 200, 200, 23, 40, 10
OTHERWISE = "/en/mechanisms/overlaps/?members=10&objectives=60&themes=10&meetings=20"
PAGES = {
    "every pair of 200 mechanisms, weighed": "/en/mechanisms/overlaps/",
    "the same with meetings and other weights": OTHERWISE,
    "one pair with its reasons": "/en/mechanisms/overlaps/m-0/m-1/",
    "gaps of 200 countries × 23 objectives": "/en/mechanisms/gaps/",
    "matrix of 200 countries × 200 mechanisms": "/en/mechanisms/matrix/",
}


def rows() -> Iterator[Row]:
    from django.test import Client  # noqa: PLC0415 -- settings first
    from django.test.runner import DiscoverRunner  # noqa: PLC0415 -- as above
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from acogida.mechanisms.queries import overlap  # noqa: PLC0415 -- as above

    runner = DiscoverRunner(verbosity=0, interactive=False)
    kept = runner.setup_databases()
    try:
        _fill(random.Random(23))
        today = timezone.localdate()
        found = times(lambda: overlap.overlaps(today, overlap.WEIGHTS, most=40), runs=20)
        yield Row(
            "overlap index: 19,900 pairs, query and ranking",
            f"{median(found):.1f} ms, p95 {p95(found):.1f} ms",
            "p95 ≤ 80 ms",
            _pair_by_pair(today),
            kept=p95(found) <= 80,
        )
        client = Client()
        for name, path in PAGES.items():

            def ask(path: str = path) -> None:
                answer = client.get(path)
                if answer.status_code != 200:
                    raise LookupError(f"{path}: {answer.status_code}")

            found = times(ask, runs=10)
            yield Row(name, f"{median(found):.1f} ms, p95 {p95(found):.1f} ms")
    finally:
        runner.teardown_databases(kept)


def _pair_by_pair(today: date) -> str:
    """The same ranking by comparing sets, each pair with its reasons."""
    from itertools import combinations  # noqa: PLC0415 -- used here alone

    from acogida.mechanisms.queries import overlap  # noqa: PLC0415 -- settings first

    def every() -> None:
        pairs = (overlap.compare(a, b, overlap.WEIGHTS) for a, b in combinations(overlap.profiles(today), 2))
        sorted(pairs, key=lambda one: -one.score)

    return f"sets, pair by pair: {median(times(every, runs=3, warm=1)):.0f} ms"


def _fill(random_: random.Random) -> None:
    """Each mechanism with up to 60 members, 8 objectives and 6 themes, ten meetings each."""
    from django.utils import timezone  # noqa: PLC0415 -- settings first

    from acogida.mechanisms import models  # noqa: PLC0415 -- as above
    from acogida.territories.models import Level, Territory  # noqa: PLC0415 -- as above

    today, now = timezone.localdate(), timezone.now()
    countries = Territory.objects.bulk_create(
        Territory(code=f"X{n:03}", level=Level.COUNTRY, name=f"Country {n}", slug=f"country-{n}")
        for n in range(COUNTRIES)
    )
    themes = models.Theme.objects.bulk_create(
        models.Theme(key=f"theme-{n}", names={"en": f"theme {n}"}) for n in range(THEMES)
    )
    made = models.Mechanism.objects.bulk_create(
        models.Mechanism(
            key=f"m-{n}",
            names={"en": f"Mechanism {n}"},
            acronyms={"en": f"M{n}"},
            kind=models.Kind.REGIONAL_FORUM,
            reach=models.Reach.REGIONAL,
            status=models.Status.ACTIVE,
            position=n,
            checked_on=today,
        )
        for n in range(MECHANISMS)
    )
    sure: dict[str, Any] = {"confidence": models.Confidence.HIGH, "checked_on": today}
    models.Participation.objects.bulk_create(
        models.Participation(mechanism=one, country=country, part=models.Part.MEMBER, recorded_at=now, **sure)
        for one in made
        for country in random_.sample(countries, random_.randint(5, 60))
    )
    models.ObjectiveCode.objects.bulk_create(
        models.ObjectiveCode(mechanism=one, objective_id=number, confidence=models.Confidence.ANALYST)
        for one in made
        for number in random_.sample(range(1, OBJECTIVES + 1), random_.randint(2, 8))
    )
    for one in made:
        one.themes.set(random_.sample(themes, random_.randint(1, 6)))
    days = [today - timedelta(days=random_.randrange(3000)) for _ in range(MECHANISMS * MEETINGS)]
    models.Meeting.objects.bulk_create(
        models.Meeting(
            mechanism=made[n % MECHANISMS], titles={"en": "Meeting"}, starts_on=day, ends_on=day, **sure
        )
        for n, day in enumerate(days)
    )
