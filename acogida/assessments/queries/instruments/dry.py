"""What a questionnaire in a file would do: which version it becomes, what it changes, what is wrong."""

from dataclasses import dataclass

from acogida.assessments.models import Instrument
from acogida.assessments.queries.instruments.checking import Fault, Read, checked
from acogida.assessments.queries.instruments.differences import Differences, differences
from acogida.assessments.queries.instruments.tree import Tree, next_version, questions_in_tree, tree_of


@dataclass(frozen=True)
class DryQuestionnaire:
    """`renumbered` is the published version that the file named, which stays as it is; `replaces` the
    version of the draft that the file would replace. Both are "" where there is none."""

    tree: Tree
    faults: list[Fault]
    differences: Differences
    renumbered: str
    replaces: str


def dry_questionnaire(read: Read) -> DryQuestionnaire:
    """Check a file and hold it against the version that it is based on. Nothing is written."""
    tree = read.tree
    versions = {one.version: one for one in Instrument.objects.filter(code=tree["code"]).order_by("pk")}
    published = [one for one in versions.values() if not one.is_draft]
    draft = next((one for one in versions.values() if one.is_draft), None)
    renumbered = ""
    named = versions.get(tree["version"])
    if named and not named.is_draft:
        renumbered = tree["based_on"] = named.version
        _forget_origins(tree)
        tree["version"] = draft.version if draft else next_version(tree["code"], named.version)
    elif tree["based_on"] not in {one.version for one in published}:
        tree["based_on"] = published[-1].version if published else ""
    base = versions.get(tree["based_on"])
    before = tree_of(base) if base else None
    faults = checked(read, before)
    return DryQuestionnaire(
        tree,
        faults,
        Differences() if faults else differences(tree, before),
        renumbered,
        draft.version if draft else "",
    )


def _forget_origins(tree: Tree) -> None:
    """What a published version says its questions were belongs to the version before it, not to itself."""
    for question in questions_in_tree(tree):
        question["earlier"] = None
