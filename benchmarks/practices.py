"""Search over practices in four languages with every facet counted, as their number grows."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from acogida.core.search.engine import Index
from acogida.core.search.listing import Asked
from acogida.core.search.sources import Entry
from benchmarks.measure import Row, median, p95
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
    """For each size: building the index, and a question with all its facets counted."""
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
