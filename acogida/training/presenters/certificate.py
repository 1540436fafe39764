"""A certificate as the page that checks it shows it: all that is printed, in the page's language."""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.training.models import Certificate


def public(found: Certificate) -> dict[str, Any]:
    content = found.content
    language = (get_language() or "es")[:2]
    words = content["words"].get(language) or content["words"]["es"]
    facts = [
        (_("Name"), content["name"]),
        (_("Programme"), words["programme"]),
        (_("Edition"), words["edition"]),
        (pgettext("first day", "From"), date_format(date.fromisoformat(content["starts_on"]), "DATE_FORMAT")),
        (pgettext("last day", "To"), date_format(date.fromisoformat(content["ends_on"]), "DATE_FORMAT")),
    ]
    if content["country"]:
        facts.insert(1, (_("Country"), in_language(content["country"])))
    if content["place"]:
        facts.append((_("Place"), content["place"]))
    if content["hours"]:
        facts.append((_("Hours of study"), content["hours"]))
    facts += [(role, name) for role, name in words["organisers"]]
    issued = datetime.fromisoformat(content["issued_at"]).date()
    facts.append((_("Issued on"), date_format(issued, "DATE_FORMAT")))
    facts.append((_("Code"), found.code))
    return {
        "title": words["title"],
        "facts": facts,
        "conditions": words["conditions"],
        "is_demonstration": content["is_demonstration"],
        "valid": found.revoked_at is None,
        "reason": found.reason,
        "revoked_on": date_format(found.revoked_at, "DATE_FORMAT") if found.revoked_at else "",
        "replaced_by": getattr(found, "replaced_by", None),
        "sha256": found.sha256,
    }
