"""Who a name in a meeting's report may be: proposed with a reason, never decided here."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from acogida.training.people import name_key

ALIKE, MARGIN = 82, 8
SEVERAL = re.compile(r"\s*(?:/|&|\+|;|,|\by\b|\band\b|\be\b|\bet\b)\s*", re.I)
ORIGINAL = re.compile(r"^(.*?)\s*\((.+)\)\s*$")


@dataclass(frozen=True)
class Participant:
    pk: int
    name_key: str
    email: str


@dataclass(frozen=True)
class Proposal:
    """`why`: email, name, alike, several (people on one device), namesakes (nobody is proposed) or ""."""

    pks: tuple[int, ...]
    why: str


class Matcher:
    """Built once for the participants of a session, asked for each name of its reports."""

    def __init__(self, people: Sequence[Participant]) -> None:
        self.people = people
        self.by_email = {person.email.lower(): person.pk for person in people}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        for person in people:
            self.by_name[person.name_key].append(person.pk)

    def propose(self, name: str, email: str = "") -> Proposal:
        """Address first, then the name, the original name of who was renamed, names alike, several."""
        if email and (pk := self.by_email.get(email.lower())):
            return Proposal((pk,), "email")
        renamed = ORIGINAL.match(name)
        for written in (name, *(renamed.groups() if renamed else ())):
            same = self.by_name.get(name_key(written), [])
            if len(same) == 1:
                return Proposal((same[0],), "name")
            if len(same) > 1:
                return Proposal((), "namesakes")
        if (several := self._several(name)) is not None:
            return several
        for written in (name, *(renamed.groups() if renamed else ())):
            if (pk := self._alike(name_key(written))) is not None:
                return Proposal((pk,), "alike")
        return Proposal((), "")

    def _several(self, name: str) -> Proposal | None:
        parts = [part for part in SEVERAL.split(name) if part]
        if len(parts) < 2:
            return None
        found = []
        for part in parts:
            same = self.by_name.get(name_key(part), [])
            pk = same[0] if len(same) == 1 else self._alike(name_key(part))
            if pk is not None and pk not in found:
                found.append(pk)
        return Proposal(tuple(found), "several") if len(found) > 1 else None

    def _alike(self, key: str) -> int | None:
        """The one whose name is clearly the nearest; none where two are about as near."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 -- only the attendance desk needs it

        if len(key) < 5:
            return None
        best = process.extract(
            key, [p.name_key for p in self.people], scorer=fuzz.token_set_ratio, limit=2, score_cutoff=ALIKE
        )
        if not best or (len(best) > 1 and best[0][1] - best[1][1] < MARGIN):
            return None
        return self.people[best[0][2]].pk
