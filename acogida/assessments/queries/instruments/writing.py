"""A questionnaire as files that can be edited elsewhere and imported as they are."""

from typing import Any

import yaml

from acogida.assessments.queries.instruments.tree import Tree
from acogida.assessments.queries.instruments.workbook import sheets_of
from acogida.core.text import LANGUAGES
from acogida.documents.tables import write_xlsx

FORMAT = "acogida-questionnaire/1"


def to_yaml(tree: Tree) -> bytes:
    """Text in UTF-8, in the order of the questionnaire, without references."""
    return yaml.dump(
        {"format": FORMAT, **_in_order(tree)},
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        width=110,
    ).encode()


def _in_order(tree: Any) -> Any:
    """The same with languages always in the same order: a database may give them in another."""
    if isinstance(tree, list):
        return [_in_order(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    keys = [code for code in LANGUAGES if code in tree] if set(tree) <= set(LANGUAGES) else list(tree)
    return {key: _in_order(tree[key]) for key in keys}


class _Plain(yaml.SafeDumper):
    """Writes each thing where it belongs: no `&` and `*`, which the reader refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def to_workbook(tree: Tree) -> bytes:
    """A workbook of four sheets: the questionnaire, its sections, its questions, the kinds of evidence."""
    return write_xlsx(sheets_of(tree))
