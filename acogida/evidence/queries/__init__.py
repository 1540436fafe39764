"""Reading figures: rows and series, the profile of a territory, what an organisation put in itself."""

from acogida.evidence.queries.catalogue import (
    Extent,
    IndicatorView,
    datasets,
    extent,
    indicators_of,
    places_of,
    places_with,
    view_of,
)
from acogida.evidence.queries.figures import cross, figures, key_of, latest, reader, series, total_of_local
from acogida.evidence.queries.gaps import Gap
from acogida.evidence.queries.imports import (
    importing_organisations,
    imports_of,
    known_to,
    own_indicators,
    sheet_of,
)
from acogida.evidence.queries.lines import Breakdown, Line, make_line
from acogida.evidence.queries.local import local_rows
from acogida.evidence.queries.names import country_names, origin_name, origin_names
from acogida.evidence.queries.profile import Part, Profile, headline, lines_of, profile

__all__ = [
    "Breakdown",
    "Extent",
    "Gap",
    "IndicatorView",
    "Line",
    "Part",
    "Profile",
    "country_names",
    "cross",
    "datasets",
    "extent",
    "figures",
    "headline",
    "importing_organisations",
    "imports_of",
    "indicators_of",
    "key_of",
    "known_to",
    "latest",
    "lines_of",
    "local_rows",
    "make_line",
    "origin_name",
    "origin_names",
    "own_indicators",
    "places_of",
    "places_with",
    "profile",
    "reader",
    "series",
    "sheet_of",
    "total_of_local",
    "view_of",
]
