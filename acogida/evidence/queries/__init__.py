"""Reading figures: rows and series, the profile of a territory, what an organisation put in itself."""

from acogida.evidence.queries.figures import cross, figures, key_of, latest, reader, series, total_of_local
from acogida.evidence.queries.gaps import Gap
from acogida.evidence.queries.local import local_rows
from acogida.evidence.queries.names import origin_name, origin_names
from acogida.evidence.queries.profile import Breakdown, Line, Part, Profile, profile

__all__ = [
    "Breakdown",
    "Gap",
    "Line",
    "Part",
    "Profile",
    "cross",
    "figures",
    "key_of",
    "latest",
    "local_rows",
    "origin_name",
    "origin_names",
    "profile",
    "reader",
    "series",
    "total_of_local",
]
