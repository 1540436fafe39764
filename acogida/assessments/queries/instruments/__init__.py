"""A questionnaire as plain data: out of the database, out of a file, and what differs between versions."""

from acogida.assessments.queries.instruments.checking import Fault, Read, checked
from acogida.assessments.queries.instruments.differences import Differences, differences, kinds_between
from acogida.assessments.queries.instruments.reading import read_questionnaire
from acogida.assessments.queries.instruments.tree import (
    Tree,
    next_version,
    questions_in_tree,
    retired_from,
    tree_of,
)
from acogida.assessments.queries.instruments.writing import to_workbook, to_yaml

__all__ = [
    "Differences",
    "Fault",
    "Read",
    "Tree",
    "checked",
    "differences",
    "kinds_between",
    "next_version",
    "questions_in_tree",
    "read_questionnaire",
    "retired_from",
    "to_workbook",
    "to_yaml",
    "tree_of",
]
