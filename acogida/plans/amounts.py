"""Numbers as people write them: 2.000,25 or 2,000.25 or 2 000,25."""

from django.utils.formats import get_format


def plain(text: str) -> str:
    """The number with a point for decimals and nothing else; what makes no sense is given back.

    The last of two separators is the decimal one. A single one is decimal, unless exactly three digits
    follow and the page's language does not use it for decimals.
    """
    text = "".join(text.split())
    found = [mark for mark in text if mark in ".,"]
    if not found:
        return text
    decimal = found[-1]
    several = found.count(decimal) > 1
    thousands = len(set(found)) == 1 and len(text.rpartition(decimal)[2]) == 3
    if several or (thousands and decimal != get_format("DECIMAL_SEPARATOR")):
        return text.replace(decimal, "") if len(set(found)) == 1 else text
    other = "," if decimal == "." else "."
    return text.replace(other, "").replace(decimal, ".")
