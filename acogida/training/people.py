"""Names as they are compared: who may be the same person although written another way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from acogida.core.text import fold, words

PARTICLES = {"de", "del", "la", "las", "los", "y", "da", "do", "dos", "das", "e", "van", "von"}
ALIKE = 88  # of 100, by the letters that would have to be changed
LARGEST_BLOCK = 400


def name_key(*names: str) -> str:
    """The words of a name folded, sorted, without particles: García López, Ana = Ana Lopez de Garcia."""
    return " ".join(sorted(word for word in words(fold(" ".join(names))) if word not in PARTICLES))[:170]


@dataclass(frozen=True)
class Likeness:
    """Two positions of the lists compared, how alike (0 to 100) and by what: email or name."""

    first: int
    second: int
    score: int
    reason: str


def alike(fresh: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]] = ()) -> list[Likeness]:
    """Pairs of (name key, e-mail) that may be one person, among `fresh` and against `known`.

    Positions of `known` follow those of `fresh`. Names are compared where a word of theirs begins
    alike, so the cost stays far from that of every pair. Nothing is decided here.
    """
    people = [*fresh, *known]
    found: dict[tuple[int, int], Likeness] = {}
    for first, second in _same_addresses(people, len(fresh)):
        found[first, second] = Likeness(first, second, 100, "email")
    for block in _blocks(people):
        for first, second, score in _within(block, people, len(fresh)):
            found.setdefault((first, second), Likeness(first, second, score, "name"))
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.first, pair.second))


def _same_addresses(people: Sequence[tuple[str, str]], fresh: int) -> Iterable[tuple[int, int]]:
    by_address: dict[str, list[int]] = defaultdict(list)
    for position, (_name, email) in enumerate(people):
        if email:
            by_address[email.lower()].append(position)
    for positions in by_address.values():
        for n, first in enumerate(positions):
            yield from ((first, second) for second in positions[n + 1 :] if first < fresh)


def _blocks(people: Sequence[tuple[str, str]]) -> Iterable[list[int]]:
    """Positions whose names have a word that begins with the same four letters."""
    by_beginning: dict[str, list[int]] = defaultdict(list)
    for position, (name, _email) in enumerate(people):
        for beginning in {word[:4] for word in name.split()}:
            by_beginning[beginning].append(position)
    for block in by_beginning.values():
        if len(block) <= LARGEST_BLOCK:
            yield block
            continue
        # A very common word: those of the same letters in all, so that namesakes are still met.
        by_start: dict[str, list[int]] = defaultdict(list)
        for position in block:
            by_start["".join(word[:2] for word in people[position][0].split())].append(position)
        yield from by_start.values()


def _within(
    block: list[int], people: Sequence[tuple[str, str]], fresh: int
) -> Iterable[tuple[int, int, int]]:
    import numpy as np  # noqa: PLC0415 -- heavy, and only imports and the desk need it
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- as above

    rows = [position for position in block if position < fresh]
    if not rows or len(block) < 2:
        return
    scores = process.cdist(
        [people[p][0] for p in rows],
        [people[p][0] for p in block],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        dtype=np.uint8,
    )
    for row, column in zip(*np.nonzero(scores), strict=True):
        first, second = rows[int(row)], block[int(column)]
        if first < second:
            yield first, second, int(scores[row, column])
