"""The audit trail and the outbox of the search index."""

from typing import Any, NoReturn

from django.db import models


class AuditEvent(models.Model):
    """One deed, in words that outlive the rows they name. Only ever added to.

    The database refuses updates by a trigger (migration 0002); PostgreSQL refuses deletes too.
    """

    name = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=120, db_index=True)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(db_index=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The audit trail is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is only ever added to.")


class SearchChange(models.Model):
    """Something to index again, written in the same transaction as the change itself."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
