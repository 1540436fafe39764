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
from acogida.evidence.queries.corridors import (
    EDITIONS,
    Corridors,
    corridor_through_time,
    corridor_years,
    corridors,
    corridors_through_time,
)
from acogida.evidence.queries.exploring import (
    MOST_PLACES,
    WAYS,
    Choice,
    Offer,
    answer,
    explorable,
    first_place,
    offer_of,
    places_named,
)
from acogida.evidence.queries.figures import (
    Reader,
    cross,
    figures,
    key_of,
    latest,
    reader,
    series,
    total_of_local,
)
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
from acogida.evidence.queries.names import country_names, origin_name, origin_names, places_by_code
from acogida.evidence.queries.profile import Part, Profile, headline, lines_of, profile
from acogida.evidence.queries.working_out import Worked, work_out

__all__ = [
    "EDITIONS",
    "MOST_PLACES",
    "WAYS",
    "Breakdown",
    "Choice",
    "Corridors",
    "Extent",
    "Gap",
    "IndicatorView",
    "Line",
    "Offer",
    "Part",
    "Profile",
    "Reader",
    "Worked",
    "answer",
    "corridor_through_time",
    "corridor_years",
    "corridors",
    "corridors_through_time",
    "country_names",
    "cross",
    "datasets",
    "explorable",
    "extent",
    "figures",
    "first_place",
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
    "offer_of",
    "origin_name",
    "origin_names",
    "own_indicators",
    "places_by_code",
    "places_named",
    "places_of",
    "places_with",
    "profile",
    "reader",
    "series",
    "sheet_of",
    "total_of_local",
    "view_of",
    "work_out",
]
