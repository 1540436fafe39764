"""Counting ballots: pure functions over choices, so that anybody can count again from the CSV."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Numbers = Sequence[int]


def approvals(ballots: Iterable[Numbers], options: Numbers) -> list[tuple[int, int]]:
    """How many approved each option, the most first; a tie stands in the order of the list."""
    cast = list(ballots)
    counts = {option: sum(1 for ballot in cast if option in ballot) for option in options}
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def dots(ballots: Iterable[Mapping[str, int]], options: Numbers) -> list[tuple[int, int]]:
    """How many dots each option has, the most first."""
    cast = list(ballots)
    counts = {option: sum(ballot.get(str(option), 0) for ballot in cast) for option in options}
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def borda(ballots: Iterable[Numbers], options: Numbers) -> list[tuple[int, int]]:
    """Points by place: with n options the first has n − 1, the last none; those left out have none."""
    points = dict.fromkeys(options, 0)
    for ballot in ballots:
        for place, option in enumerate(o for o in ballot if o in points):
            points[option] += len(options) - 1 - place
    return sorted(points.items(), key=lambda row: (-row[1], row[0]))


@dataclass(frozen=True)
class Round:
    """One round of the instant runoff: first preferences among those left, and who goes out."""

    counts: Mapping[int, int]
    out: int | None


def runoff(ballots: Iterable[Numbers], options: Numbers) -> list[Round]:
    """Instant runoff, round by round, until one option has more than half of the ballots still counting.

    Of the last ones the one with fewest Borda points goes out, of equals the one later on the list: the
    rule is fixed, so the same ballots always give the same rounds.
    """
    cast = [list(ballot) for ballot in ballots]
    points, left, rounds = dict(borda(cast, options)), list(options), []
    while left:
        counts = dict.fromkeys(left, 0)
        for ballot in cast:
            if first := next((option for option in ballot if option in counts), None):
                counts[first] += 1
        if len(left) == 1 or max(counts.values()) * 2 > sum(counts.values()):
            rounds.append(Round(counts, None))
            return rounds
        out = min(left, key=lambda option: (counts[option], points[option], -option))
        rounds.append(Round(counts, out))
        left.remove(out)
    return rounds


def statements(ballots: Iterable[Mapping[str, int]], options: Numbers) -> list[tuple[int, int, int, int]]:
    """Each statement with how many agree, disagree and pass, in the order of the list."""
    cast = list(ballots)
    rows = []
    for option in options:
        said = [ballot[str(option)] for ballot in cast if str(option) in ballot]
        rows.append((option, said.count(1), said.count(-1), said.count(0)))
    return rows
