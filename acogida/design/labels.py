"""The headings of a table, said again by its cells: on a phone each row stands alone, as a list."""

import re

HEAD = re.compile(r"<thead\b[^>]*>(.*?)</thead>", re.S)
BODY = re.compile(r"(<tbody\b[^>]*>)(.*?)(</tbody>)", re.S)
ROW = re.compile(r"(<tr\b[^>]*>)(.*?)(</tr>)", re.S)
HEADING = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.S)
CELL = re.compile(r"<(t[hd])\b([^>]*)>")
TAG = re.compile(r"<[^>]+>")


def labelled(table: str) -> str:
    """The inside of a table element, each `td` of its body with the heading of its column as `data-label`.

    A cell that has a label keeps it. A table whose heading or row spans columns is left as it is there.
    """
    head = HEAD.search(table)
    headings = [] if head is None else HEADING.findall(head.group(1))
    if not headings or any("span=" in attributes for attributes, _ in headings):
        return table
    words = [" ".join(TAG.sub(" ", text).split()).replace('"', "&quot;") for _, text in headings]

    def row(match: re.Match[str]) -> str:
        if "colspan=" in match.group(2):
            return match.group(0)
        column = iter(words)

        def cell(found: re.Match[str]) -> str:
            word = next(column, "")
            if found.group(1) == "th" or not word or "data-label=" in found.group(2):
                return found.group(0)
            return f'<td{found.group(2)} data-label="{word}">'

        return match.group(1) + CELL.sub(cell, match.group(2)) + match.group(3)

    return BODY.sub(lambda body: body.group(1) + ROW.sub(row, body.group(2)) + body.group(3), table)
