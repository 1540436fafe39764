"""An example of each question and each deed, for the page, the guide and whoever tries the API."""

from typing import Any

EXAMPLES = {
    "local-actions": "?objective=15",
    "territories": "?q=tapachula",
    "figures": "?indicator=migrant-stock&territory=MEX&origin=all&sex=all",
    "indicators": "?objective=1",
    "practices": "?objective=15&language=pt",
    "pledges": "?objective=15",
    "mechanisms": "?country=CRI",
}
# What a program sends: the numbers in the address are its own, told by `token`.
SENT: dict[str, dict[str, Any]] = {
    "plans/{number}/actions/{action}/progress": {
        "reported_on": "2026-06-30",
        "condition": "under_way",
        "narrative": "The desk opens five days a week.",
    },
    "pledges/{number}/updates": {
        "reported_on": "2026-06-30",
        "narrative": "Two more municipalities joined.",
        "evidence": [{"title": "Municipal gazette 12", "url": "https://town.example/gazette-12"}],
    },
    "services/{number}/check": {"checked_on": "2026-06-30", "changes": {"phone": "+52 55 0000 0000"}},
    "offices/{number}/counts": {
        "taps": [{"key": "5f0c1d9e-6f3a-4b51-9d53-2f6c1b0e7a11", "topic": "documents"}]
    },
}
