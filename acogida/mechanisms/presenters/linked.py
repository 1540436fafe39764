"""A mechanism in the words of schema.org."""

from typing import Any

from acogida.mechanisms.models import Mechanism


def about(found: Mechanism, *, address: str) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "@id": address,
        "url": address,
        "name": str(found),
        "alternateName": sorted({*found.names.values(), *found.acronyms.values()} - {str(found)}),
        "knowsAbout": [str(theme) for theme in found.themes.all()],
        "areaServed": found.area,
    }
