"""A data set in the words of schema.org."""

from typing import Any

from acogida.core.text import in_language
from acogida.evidence.dcat import LICENCES
from acogida.evidence.models import Dataset


def about(found: Dataset, *, address: str) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "identifier": found.code,
        "name": in_language(found.title),
        "description": in_language(found.description),
        "version": found.edition,
        "publisher": {"@type": "Organization", "name": found.publisher},
        "license": LICENCES.get(found.licence) or {"@type": "CreativeWork", "name": found.licence},
        "isBasedOn": found.source_url,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": mime, "contentUrl": f"{address}{kind}/"}
            for kind, mime in (
                ("csv", "text/csv"),
                ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            )
        ],
    }
