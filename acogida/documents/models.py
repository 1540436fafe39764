"""Files that people put in: kept under a name of ours, never under theirs."""

from django.db import models


class StoredFile(models.Model):
    """An uploaded file that passed its checks. Who may fetch it is the owning module's question."""

    file = models.FileField(upload_to="kept/%Y/%m/")
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=254)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.name
