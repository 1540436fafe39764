"""Files that go with a practice: pictures, manuals, forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.documents.models import StoredFile
from acogida.practices.models.practice import Practice


class Attachment(models.Model):
    """A file of a practice with what it shows. Once published it is marked as taken out, never deleted:
    earlier versions name it.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(_("what it shows"), max_length=200)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["practice", "pk"]
        constraints = [
            models.CheckConstraint(name="an_attachment_says_what_it_shows", condition=~models.Q(caption=""))
        ]

    def __str__(self) -> str:
        return self.caption
