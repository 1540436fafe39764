"""Sets of small numbers as one number, bit by bit: objective 1 is bit 0, the first principle bit 0 …"""

from collections.abc import Iterable

from acogida.pledges.models import Contribution

CONTRIBUTIONS = tuple(Contribution)


def mask_of(numbers: Iterable[int]) -> int:
    """The bits of numbers that begin at 1."""
    mask = 0
    for number in numbers:
        mask |= 1 << (number - 1)
    return mask


def numbers_in(mask: int) -> list[int]:
    """The numbers whose bits are set, in order."""
    return [bit + 1 for bit in range(mask.bit_length()) if mask >> bit & 1]


def contributions_mask(chosen: Iterable[str]) -> int:
    return mask_of(CONTRIBUTIONS.index(Contribution(one)) + 1 for one in chosen)


def contribution_bit(one: str) -> int:
    return CONTRIBUTIONS.index(Contribution(one))
