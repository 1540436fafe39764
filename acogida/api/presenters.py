"""The description of the API in plain words, with an example of each question and each deed."""

import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from acogida.api.description import openapi
from acogida.api.examples import EXAMPLES, SENT
from acogida.api.links import ROOT
from acogida.api.writing import WRITES_A_MINUTE

DETAILS = ("{number}", "{code}")


def readings() -> list[dict[str, Any]]:
    """Each list, room by room, with its parameters, an example, and the address of one thing of it."""
    found: dict[str, dict[str, Any]] = {}
    for path, methods in openapi()["paths"].items():
        if "get" not in methods:
            continue
        operation, summary = methods["get"], methods["get"]["summary"]
        name, *rest = path.removeprefix(f"{ROOT}/").split("/")
        if rest and rest[0] in DETAILS:
            found[name] |= {"detail": path, "shows": _(summary)}
            continue
        asked = [one for one in operation.get("parameters", []) if one["in"] == "query"]
        found[name] = {
            "name": name,
            "path": path,
            "summary": _(summary),
            "parameters": [(one["name"], _said(one)) for one in asked],
            "example": f"{path}{EXAMPLES[name]}" if name in EXAMPLES else "",
        }
    return [one for name, one in found.items() if name != "token"]


def writings() -> list[dict[str, str]]:
    """Each deed with a request that can be copied: the token and the numbers are to be put in."""
    found = []
    for path, methods in openapi()["paths"].items():
        if "post" in methods:
            summary = methods["post"]["summary"]
            request = _request(path, SENT[path.removeprefix(f"{ROOT}/")])
            found.append({"path": path, "summary": _(summary), "request": request})
    return found


def errors() -> list[tuple[str, str]]:
    """What each status says."""
    return [
        ("201", _("Done. Sent again with the same Idempotency-Key within three days: answered the same.")),
        ("304", _("Nothing changed since the ETag that you sent.")),
        ("400", _("A parameter was not understood: “errors” names it.")),
        ("401", _("There is no token, or it expired, was revoked, or its maker no longer administers.")),
        ("403", _("The token may not write this: it is not among its scopes.")),
        ("404", _("There is no such thing, or it is not of this organisation.")),
        ("409", _("The deed itself refuses: “detail” says why, as the page would.")),
        ("422", _("A field was not understood, or the key was sent before with something else.")),
        (
            "429",
            _("A token writes %(times)s times a minute. “Retry-After” says how many seconds to wait.")
            % {"times": WRITES_A_MINUTE},
        ),
    ]


def _request(path: str, body: dict[str, Any]) -> str:
    said = json.dumps(body, ensure_ascii=False)
    return (
        (
            'curl -X POST -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json"'
            f' -H "Idempotency-Key: $KEY" -d \'{said}\' "{settings.SITE_URL}{path}"'
        )
        .replace("{number}", "$NUMBER")
        .replace("{action}", "$ACTION")
    )


def _said(parameter: dict[str, Any]) -> str:
    """What a parameter means, and its choices where there are few."""
    words = parameter["description"]
    choices = " · ".join(choice for choice in parameter["schema"].get("enum", []) if choice)
    return f"{_(words)} ({choices})" if choices else _(words)
