"""What differs between two versions of a questionnaire, and how their questions stand to each other."""

from dataclasses import dataclass, field

from acogida.assessments.models import Instrument, LinkKind, QuestionLink
from acogida.assessments.queries.instruments.tree import Tree, questions_in_tree

FARNESS = list(LinkKind)
# By code of the later version: the codes of the earlier one, each with its kind.
Kinds = dict[str, list[tuple[str, LinkKind]]]


@dataclass
class Differences:
    """The codes of a version's questions by how they stand to the one before; `retired` are of that one."""

    same: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    not_comparable: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    @property
    def none(self) -> bool:
        return not (self.reworded or self.split or self.not_comparable or self.new or self.retired)


def differences(tree: Tree, before: Tree | None) -> Differences:
    """Hold a version against the one that it is based on."""
    found = Differences()
    kept = set()
    for question in questions_in_tree(tree):
        kinds = [LinkKind(link["kind"]) for link in question["earlier"]]
        kept |= {link["code"] for link in question["earlier"]}
        place = max(kinds, key=FARNESS.index).value if kinds else "new"
        getattr(found, place).append(question["code"])
    for question in questions_in_tree(before) if before else []:
        if question["code"] not in kept:
            found.retired.append(question["code"])
    return found


def kinds_between(earlier: tuple[str, str], later: tuple[str, str]) -> Kinds | None:
    """How the questions of a later version stand to those of an earlier one; both are (code, version).

    None where the later one does not descend from the earlier. Over several versions the farthest kind
    of the way counts.
    """
    if earlier[0] != later[0]:
        return None
    versions = {one.version: one for one in Instrument.objects.filter(code=later[0]).order_by("pk")}
    by_pk = {one.pk: one for one in versions.values()}
    here, kinds = versions.get(later[1]), None
    while here is not None and here.version != earlier[1]:
        kinds = _further(kinds, _step(here))
        here = by_pk.get(here.based_on_id or 0)
    return kinds if here is not None else None


def _step(instrument: Instrument) -> Kinds:
    found: Kinds = {}
    links = QuestionLink.objects.filter(question__sub_dimension__dimension__instrument=instrument)
    for code, before, kind in links.order_by("pk").values_list("question__code", "earlier__code", "kind"):
        found.setdefault(code, []).append((before, LinkKind(kind)))
    return found


def _further(kinds: Kinds | None, step: Kinds) -> Kinds:
    """The way so far, and one version further back."""
    if kinds is None:
        return step
    return {
        code: [
            (oldest, max(kind, older, key=FARNESS.index))
            for before, kind in pairs
            for oldest, older in step.get(before, [])
        ]
        for code, pairs in kinds.items()
    }
