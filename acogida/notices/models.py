"""Notices to people, and the mail that has no server to go through."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User


class NoticeClass(TextChoices):
    ESSENTIAL = "essential", _("Essential")
    WORK = "work", _("Work")
    NEWS = "news", _("News")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: Any) -> Self:
        """This person's own; nobody else reads them."""
        return self.filter(recipient=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def due_from(self, day: date) -> Self:
        """Those with a date to keep, from that day on."""
        return self.filter(due_on__gte=day).order_by("due_on", "pk")


class Notice(models.Model):
    """One thing a person should know. `due_on` makes it part of "My week"."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices")
    notice_class = models.CharField(max_length=12, choices=NoticeClass)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

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


class CalendarFeed(models.Model):
    """A person's private address of the calendar of deadlines; only its hash is kept. A new one ends it."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user)
