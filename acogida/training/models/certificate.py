"""What was earned: credits for parts of an edition, certificates, and the keys that sign them."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import User
from acogida.documents.models import StoredFile
from acogida.training.models.nomination import Nomination
from acogida.training.models.programme import Component, Edition


class Credit(models.Model):
    """A part of an edition that somebody has done, or shows an earlier certificate for.

    Answering a questionnaire leaves no moment here: it must not tell which answers are whose.
    """

    class How(TextChoices):
        EARLIER = "earlier", _("Earlier certificate")
        ELSEWHERE = "elsewhere", _("Passed on another platform")
        COURSE = "course", _("Course passed here")
        ANSWERED = "answered", _("Answered")
        TOOK_PART = "took_part", _("Took part")

    class Verdict(TextChoices):
        PRESENTED = "presented", pgettext_lazy("credit", "To decide")
        RECOGNISED = "recognised", pgettext_lazy("credit", "Recognised")
        REFUSED = "refused", pgettext_lazy("credit", "Not recognised")

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="credits")
    component = models.ForeignKey(Component, models.PROTECT, related_name="credits")
    how = models.CharField(max_length=10, choices=How)
    verdict = models.CharField(max_length=10, choices=Verdict)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["nomination", "component", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "component"], name="one_credit_a_person_a_part"),
            models.CheckConstraint(
                name="a_refused_credit_says_why", condition=~Q(verdict="refused") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="an_answered_questionnaire_has_no_moment",
                condition=~Q(how="answered") | Q(given_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination} · {self.component}"


class IssuerKey(models.Model):
    """A key that certificates are signed with (RSA, RS256). Its private half is sealed."""

    kid = models.CharField(max_length=64, unique=True)
    public = models.JSONField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.kid


class Batch(models.Model):
    """Certificates issued together, in the background: how far it is."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="batches")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"


class Certificate(models.Model):
    """A certificate as issued: `content` is all that is printed, frozen; `credential` is signed (VC-JWT).

    A revoked one stays, with its reason; the one that takes its place points to it.
    """

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=24, unique=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    credential = models.TextField()
    key = models.ForeignKey(IssuerKey, models.PROTECT, related_name="certificates")
    status_index = models.PositiveIntegerField(unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(revoked_at__isnull=True),
                name="a_person_has_one_certificate_in_force_an_edition",
            ),
            models.CheckConstraint(
                name="a_revoked_certificate_says_why", condition=Q(revoked_at__isnull=True) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.code
