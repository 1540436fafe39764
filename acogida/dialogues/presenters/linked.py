"""An event in the words of schema.org."""

from typing import Any

from acogida.dialogues.models import Event
from acogida.dialogues.models.event import Mode

KINDS = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}


def about(event: Event, *, address: str) -> dict[str, Any]:
    return {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": event.title,
        "startDate": event.held_on.isoformat(),
        "inLanguage": event.language,
        "description": event.context,
        "eventAttendanceMode": f"https://schema.org/{KINDS[Mode(event.mode)]}",
        "location": {"@type": "Place", "name": event.place} if event.place else "",
        "organizer": {"@type": "Organization", "name": event.organisers},
    }
