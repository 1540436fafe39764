"""A practice in the words of schema.org."""

from typing import Any

from acogida.evidence.dcat import LICENCES
from acogida.practices.presenters.page import PublicPractice


def about(shown: PublicPractice, *, address: str) -> dict[str, Any]:
    content = shown.content
    return {
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "identifier": content["code"],
        "name": shown.title,
        "description": shown.text["summary"],
        "inLanguage": shown.language,
        "author": {"@type": "Organization", "name": content["implementer"] or content["organisation"]},
        "spatialCoverage": [{"@type": "Place", "name": place["name"]} for place in content["places"]],
        "temporalCoverage": str(content["year_start"] or ""),
        "datePublished": content.get("published_on", ""),
        "isBasedOn": content["source"]["url"],
        "license": LICENCES[content["licence"]],
    }
