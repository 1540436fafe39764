"""An adopted plan in the words of schema.org."""

from typing import Any

from django.conf import settings

from acogida.plans.models import Plan, PlanVersion
from acogida.plans.presenters.public import PublicPlan


def about(plan: Plan, version: PlanVersion, shown: PublicPlan, *, address: str) -> dict[str, Any]:
    """`address` is the plan's page; objectives are named as in the SKOS of the Compact."""
    content = shown.content
    named = {number for one in content["challenges"] for number in one["objectives"]}
    named |= {one["objective"] for one in content["actions"]}
    return {
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "genre": "public policy plan",
        "name": content["title"],
        "version": str(version.number),
        "datePublished": version.adopted_at.date().isoformat(),
        "temporalCoverage": f"{content['starts_on']}/{content['ends_on']}",
        "spatialCoverage": {"@type": "AdministrativeArea", "name": str(plan.territory)},
        "author": {"@type": "GovernmentOrganization", "name": str(plan.organisation)},
        "about": [
            {
                "@type": "DefinedTerm",
                "@id": f"{settings.SITE_URL}/id/gcm/objectives/{number}",
                "termCode": str(number),
            }
            for number in sorted(number for number in named if number)
        ],
    }
