"""Search over practices in four languages with every facet counted, as their number grows."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from acogida.core.search.engine import Index
from acogida.core.search.listing import Asked
from acogida.core.search.sources import Entry
from benchmarks.measure import Row, median, p95, times
from benchmarks.search import COUNTRIES, VOCABULARY

SIZES = (1_000, 10_000, 100_000)
BUDGET_MS = 50.0
QUESTIONS = (
    Asked("practice", text="vivienda"),
    Asked("practice", text="moradia escola", facets={"country": ["BRA"]}),
    Asked("practice", text="municpio"),
    Asked("practice", text="health", facets={"objective": ["3", "15"], "level": ["local"]}),
    Asked("practice", facets={"objective": ["15"], "principle": ["p3"]}, every=True),
    Asked("practice", order="copies"),
    Asked("practice", text="logement travail", facets={"year": ["2021", "2022"], "grade": ["good_practice"]}),
    Asked("practice", text="zona 471"),
)


def _practice(number: int, chance: random.Random) -> Iterator[Entry]:
    facets = (
        *{f"objective:{chance.randint(1, 23)}" for _ in range(3)},
        f"principle:p{chance.randint(1, 10)}",
        f"sdg:{chance.randint(1, 17)}",
        f"country:{chance.choice(COUNTRIES)}",
        f"division:D{chance.randint(1, 400)}",
        f"level:{chance.choice(['local', 'national'])}",
        f"kind:{chance.choice(['service', 'policy', 'training'])}",
        f"year:{chance.randint(2005, 2026)}",
        f"grade:{chance.choice(['good_practice', 'replicable_experience', 'compiled'])}",
        *(f"language:{code}" for code in VOCABULARY),
    )
    for language, vocabulary in VOCABULARY.items():
        yield Entry(
            key=str(number),
            language=language,
            title=" ".join(chance.choices(vocabulary, k=5)),
            body=" ".join(chance.choices(vocabulary, k=120)) + f" zona {number}",
            view="front",
            args=(),
            facets=facets,
            year=2005 + number % 22,
            copies=number % 7,
        )


def rows(sizes: tuple[int, ...] = SIZES, rounds: int = 12) -> Iterator[Row]:
    """For each size: building the index, and a question with all its facets counted; then the match."""
    yield from search_rows(sizes, rounds)
    yield from fitting_rows(max(sizes))


def fitting_rows(size: int) -> Iterator[Row]:
    """What fits one municipality among many practices, in a database that is thrown away."""
    from django.test.runner import DiscoverRunner  # noqa: PLC0415 -- settings first

    from acogida.practices.queries import fitting  # noqa: PLC0415 -- as above

    runner = DiscoverRunner(verbosity=0, interactive=False)
    kept = runner.setup_databases()
    try:
        town = _towns_and_traits(size)
        for name, asked in {
            "by three objectives": {"objectives": (3, 15, 16), "contexts": ("transit",), "budget": "small"},
            "by everything else": {"contexts": ("transit", "return"), "origins": ("HTI",)},
        }.items():
            found = times(lambda asked=asked: fitting(town, **asked), runs=20)
            yield Row(
                f"practices that fit one municipality among {size:,}, {name}",
                f"p50 {median(found):.1f}, p95 {p95(found):.1f} ms",
            )
    finally:
        runner.teardown_databases(kept)


def _towns_and_traits(size: int) -> Any:
    """A border town, and so many practices with what they are matched by."""
    from django.utils import timezone  # noqa: PLC0415 -- settings first

    from acogida.accounts.tests.factories import CountryFactory, MunicipalityFactory  # noqa: PLC0415 -- as above
    from acogida.practices.models import Practice, TraitObjective, Traits  # noqa: PLC0415 -- as above

    chance, now = random.Random(23), timezone.now()
    town = MunicipalityFactory(country=CountryFactory(code="ARG", slug="arg"), population=42_000)
    for start in range(0, size, 5_000):
        numbers = range(start, min(start + 5_000, size))
        practices = Practice.objects.bulk_create(
            Practice(code=f"B{n}", slug=f"b-{n}", origin="compiled", source_name="bench", created_at=now)
            for n in numbers
        )
        traits = Traits.objects.bulk_create(
            Traits(
                practice=practice,
                country=chance.choice(COUNTRIES),
                size=chance.randint(0, 3),
                is_border=chance.random() < 0.2,
                for_transit=chance.random() < 0.4,
                for_return=chance.random() < 0.2,
                origins=chance.choice(["", "|HTI|", "|VEN||COL|"]),
                budget=chance.choice(["", "small", "medium", "large"]),
                grade=chance.choice(["", "good_practice", "replicable_experience"]),
                year=chance.randint(2005, 2026),
            )
            for practice in practices
        )
        TraitObjective.objects.bulk_create(
            TraitObjective(traits=one, objective=number, is_primary=place == 0)
            for one in traits
            for place, number in enumerate(chance.sample(range(1, 24), 3))
        )
    return town


def search_rows(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    chance = random.Random(23)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="acogida-bench-") as folder:
            index = Index(Path(folder))
            began = perf_counter()
            with index.writing() as writer:
                for number in range(size):
                    writer.add("practice", _practice(number, chance))
            built = perf_counter() - began
            found = []
            for turn in range(rounds + 2):
                for asked in QUESTIONS:
                    start = perf_counter()
                    index.listing(asked, language="es")
                    if turn > 1:
                        found.append((perf_counter() - start) * 1000)
        yield Row(f"practices: index of {size:,} × 4 languages", f"{built:.1f} s")
        yield Row(
            f"practices: search and facets, {size:,} × 4 languages",
            f"p50 {median(found):.1f}, p95 {p95(found):.1f} ms",
            f"p95 ≤ {BUDGET_MS:.0f} ms",
            kept=p95(found) <= BUDGET_MS,
        )
