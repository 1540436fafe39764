"""Words for the Compact's pages."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.compact.models import Objective, WordingStatus
from acogida.core.text import in_language

SILENT = {WordingStatus.OFFICIAL, WordingStatus.VERIFIED}


def wording(status: dict[str, str]) -> str:
    """A few words on how the wording shown was obtained; nothing where it is plainly official."""
    known = status.get((get_language() or "es")[:2], "")
    return "" if not known or known in SILENT else str(WordingStatus(known).label)


def named_where(objective: Objective) -> str:
    """Which founding documents name it for local authorities, as a sentence."""
    handbook, seminar = objective.named_local["handbook_2023"], objective.named_local["seed_002_2022"]
    if handbook and seminar:
        return _("Named for local authorities by the handbook for local policy and by the seminar of 2022.")
    if handbook:
        return _("Named for local authorities by the handbook for local policy, not by the seminar of 2022.")
    if seminar:
        return _("Named for local authorities by the seminar of 2022, not by the handbook for local policy.")
    return _("Neither the handbook for local policy nor the seminar of 2022 names it for local authorities.")


def facts(objective: Objective, targets: list[str]) -> list[tuple[str, str]]:
    """Where it stands in the Compact and what it is tied to; `targets` are codes of SDG targets."""
    return [
        (_("Paragraph of the Compact"), str(objective.gcm_paragraph)),
        (_("Round table of the review forum"), f"{objective.round_table.number}. {objective.round_table}"),
        (_("SDG targets (our reading; no official table)"), ", ".join(targets)),
        (_("For local authorities"), named_where(objective)),
    ]


def about(objective: Objective, *, address: str) -> dict[str, Any]:
    """The objective in the words of schema.org, under the name it has in the SKOS vocabulary."""
    scheme = f"{settings.SITE_URL}/id/gcm/objectives"
    return {
        "@type": "DefinedTerm",
        "@id": f"{scheme}/{objective.number}",
        "url": address,
        "termCode": str(objective.number),
        "name": str(objective),
        "alternateName": objective.short,
        "description": in_language(objective.summary),
        "inDefinedTermSet": scheme,
    }
