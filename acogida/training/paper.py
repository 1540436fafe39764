"""A certificate on paper: two languages, a QR code, the signed credential inside the file (PDF/UA-1)."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import segno
from django.utils import translation
from django.utils.translation import gettext as _

from acogida.documents import fonts
from acogida.documents.fonts import printable
from acogida.documents.paints import paints
from acogida.documents.press import compiled
from acogida.documents.report import written_date
from acogida.training.models import Certificate
from acogida.training.queries.badges import site

LOCALES = {"en": "en_GB"}  # dates as the United Nations write them
TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"


LANGUAGES = ("es", "pt", "fr", "en")  # the order in which a certificate speaks them


def to_pdf(certificate: Certificate) -> bytes:
    """The certificate as an accessible PDF. What is printed is what was frozen when it was issued."""
    content = certificate.content
    address = site(f"{certificate.code}/")
    codes = [code for code in LANGUAGES if code in content["words"]]  # PostgreSQL keeps no order of its own
    first = codes[0]
    data = {
        "title": printable(f"{content['words'][first]['title']}: {content['name']}"),
        "author": "Acogida",
        "language": first,
        "name": printable(content["name"]),
        "banner": printable(_banner(content)),
        "languages": [_side(content, code) for code in codes],
        "address": address,
        "qr": _qr(address),
        "qr_alt": f"QR: {address}",
        "credential": certificate.credential,
        "attached": "Open Badges 3.0",
        "families": fonts.families(),
        "paints": paints(),
    }
    made = certificate.issued_at.replace(microsecond=0)
    return compiled(TEMPLATE, data, format="pdf", pdf_standards="ua-1", timestamp=made)


def _banner(content: dict[str, Any]) -> str:
    if not content["is_demonstration"]:
        return "Acogida"
    with translation.override("es"):
        spanish = _("Demonstration: invented person, no value.")
    with translation.override("en"):
        return f"Acogida · {spanish} · {_('Demonstration: invented person, no value.')}"


def _side(content: dict[str, Any], code: str) -> dict[str, Any]:
    """One language's half."""
    words = content["words"][code]
    with translation.override(code):
        first, last = (
            written_date(date.fromisoformat(content[k]), LOCALES.get(code, code))
            for k in ("starts_on", "ends_on")
        )
        lines = [_("From %(first)s to %(last)s") % {"first": first, "last": last}]
        if content["place"]:
            lines.append(content["place"])
        if content["hours"]:
            lines.append(_("Hours of study: %(n)s") % {"n": content["hours"]})
        lines += [f"{role}: {name}" for role, name in words["organisers"]]
        issued = written_date(datetime.fromisoformat(content["issued_at"]).date(), LOCALES.get(code, code))
        lines.append(_("Issued on %(day)s") % {"day": issued})
        said = {
            "given": _("is given to"),
            "lead": _("who met every condition of"),
            "check": _(
                "Check it with the code or at this address; the signed credential is inside this file."
            ),
        }
    return {
        "code": code,
        "title": printable(words["title"]),
        "edition": printable(words["edition"]),
        "lines": [printable(line) for line in lines],
        **said,
    }


def _qr(text: str) -> str:
    made = io.BytesIO()
    segno.make(text, error="m").save(made, kind="svg", scale=4, border=2, xmldecl=False, svgns=True)
    return made.getvalue().decode()
