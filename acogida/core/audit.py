"""Writing the audit trail."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from acogida.core.models import AuditEvent


def record(
    name: str, subject: Model, *, by: object, at: datetime, detail: dict[str, Any] | None = None
) -> None:
    """Write one line of the audit trail; call it inside the deed's own transaction.

    `detail` holds what the line needs to be understood later, as plain JSON, never personal data
    beyond who did it.
    """
    AuditEvent.objects.create(
        name=name,
        subject=f"{subject._meta.label}:{subject.pk}",
        by=str(by),
        at=at,
        detail=detail or {},
    )
