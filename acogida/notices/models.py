"""Notices to people, and the mail that has no server to go through."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User


class NoticeClass(TextChoices):
    ESSENTIAL = "essential", _("Essential")
    WORK = "work", _("Work")
    NEWS = "news", _("News")


class Notice(models.Model):
    """One thing a person should know. `due_on` makes it part of "My week"."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices")
    notice_class = models.CharField(max_length=12, choices=NoticeClass)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.text


class OutgoingMail(models.Model):
    """Mail kept to print or send by hand where no mail server is set."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    created_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
