"""The words that lists are filtered by: each means the same in every list that has it."""

from typing import Any, Literal

from django.utils.translation import gettext_noop
from ninja import Field

from acogida.api.schemas.asking import Code, Words, Year

Level = Literal["", "world", "region", "country", "division", "municipality", "place"]
Objective = int
TERMS: dict[str, tuple[Any, Any]] = {
    "q": (
        Words,
        Field("", description=gettext_noop("Words, accents forgiven; of very many things, the 500 nearest.")),
    ),
    "country": (Code, Field("", description=gettext_noop("Code of a country, such as MEX."))),
    "territory": (Code, Field("", description=gettext_noop("Code of a territory."))),
    "parent": (Code, Field("", description=gettext_noop("Code of what directly holds it."))),
    "level": (Level, Field("", description=gettext_noop("Level."))),
    "objective": (
        Objective,
        Field(0, ge=0, le=23, description=gettext_noop("Number of an objective; 0 for any.")),
    ),
    "year": (Year, Field(0, description=gettext_noop("Year; 0 for any."))),
    "language": (Code, Field("", description=gettext_noop("Code of a language, such as pt."))),
    "state": (Code, Field("", description=gettext_noop("Where it stands."))),
    "kind": (Code, Field("", description=gettext_noop("Kind, by its key."))),
    "grade": (Code, Field("", description=gettext_noop("What the peer review found."))),
    "topic": (Code, Field("", description=gettext_noop("Key of a topic."))),
    "dataset": (Code, Field("", description=gettext_noop("Code of a data set."))),
    "mechanism": (Code, Field("", description=gettext_noop("Key of a mechanism."))),
    "reach": (Code, Field("", description=gettext_noop("How far it reaches."))),
    "route": (Code, Field("", description=gettext_noop("Where it was made."))),
    "delivery": (Code, Field("", description=gettext_noop("Delivery light."))),
    "freshness": (Code, Field("", description=gettext_noop("Freshness light."))),
}
