"""How fast search answers over many entries, in an index of its own that is thrown away."""

import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from acogida.core.search.engine import Index
from acogida.core.search.sources import Entry
from acogida.core.text import words
from benchmarks.measure import Row

VOCABULARY = {
    "es": words(
        "municipio evaluación migración acogida persona derecho salud vivienda escuela trabajo servicio"
        " retorno frontera integración empleo niñez mujer datos remesa cohesión discriminación identidad"
    ),
    "pt": words(
        "município avaliação migração acolhida pessoa direito saúde moradia escola trabalho serviço"
        " retorno fronteira integração emprego infância mulher dados remessa coesão discriminação"
    ),
    "en": words(
        "municipality assessment migration welcome person right health housing school work service"
        " return border integration employment childhood women data remittance cohesion identity"
    ),
    "fr": words(
        "commune évaluation migration accueil personne droit santé logement école travail service"
        " retour frontière intégration emploi enfance femme données transfert cohésion identité"
    ),
}
COUNTRIES = ("ARG", "MEX", "GTM", "COL", "PER", "ECU", "CHL", "BRA")
KINDS = ("objective", "territory", "dataset", "assessment", "plan")
QUESTIONS = (
    *("municipio", "evaluacion", "personas migrantes", "salud y vivienda", "integracion", "municpio"),
    *("assessment health", "moradia", "lugar1", "derecho trabajo niñez", "logement", "zona 4711"),
)


def _things(count: int, random_: random.Random) -> list[Entry]:
    """`count` entries: things in four languages each, with a common vocabulary and names of their own."""
    names = [f"lugar{n}" for n in range(count // 20 + 1)]
    found = []
    for number in range(count // 4):
        country, name = random_.choice(COUNTRIES), random_.choice(names)
        for language, vocabulary in VOCABULARY.items():
            title = f"{name} {' '.join(random_.choices(vocabulary, k=3))}"
            body = " ".join(random_.choices(vocabulary, k=60)) + f" zona {number}"
            found.append(Entry(str(number), language, title, body, "front", (), country, (number % 23 + 1,)))
    return found


def measure(entries: int = 100_000, rounds: int = 40) -> dict[str, float]:
    """Build `entries` synthetic entries and ask; milliseconds p50 and p95, seconds to build."""
    random_ = random.Random(23)
    with tempfile.TemporaryDirectory(prefix="acogida-bench-") as folder:
        index = Index(Path(folder))
        things = _things(entries, random_)
        start = perf_counter()
        with index.writing() as writer:
            for number, kind in enumerate(KINDS):
                share = len(things) // 4 // len(KINDS) * 4
                writer.add(kind, things[number * share : (number + 1) * share])
        built = perf_counter() - start
        index.search("municipio", language="es")  # the first opens the index
        times = []
        for _ in range(rounds):
            for text in QUESTIONS:
                start = perf_counter()
                index.search(text, language="es", country=random_.choice([None, "MEX"]), limit=20)
                times.append((perf_counter() - start) * 1000)
    cuts = statistics.quantiles(times, n=20)
    return {"entries": entries, "build_s": built, "p50_ms": statistics.median(times), "p95_ms": cuts[18]}


def rows() -> Iterator[Row]:
    """How the cost grows from a thousand entries to a hundred thousand."""
    for entries in (1_000, 10_000, 100_000):
        found = measure(entries)
        yield Row(
            f"search over {entries:,} entries",
            f"{found['p50_ms']:.1f} ms, p95 {found['p95_ms']:.1f} ms",
            "p95 ≤ 50 ms",
            f"index built in {found['build_s']:.1f} s",
            found["p95_ms"] <= 50,
        )


if __name__ == "__main__":
    print({name: round(value, 2) for name, value in measure().items()})
