"""A pledge, its signed versions and its attachments."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import organisations_of
from acogida.compact.models import EntityKind, Objective, Principle
from acogida.core.text import fold
from acogida.documents.models import StoredFile
from acogida.pledges.states import State
from acogida.territories.models import Territory


class Route(TextChoices):
    """Where a pledge was made. Only the second and third are pledges of the UN's initiative."""

    HERE = "here", _("Made on this platform")
    UN_DASHBOARD = "un_dashboard", _("Submission on the UN pledging dashboard")
    UN_NETWORK = "un_network", _("Other pledge published by the UN Network on Migration")
    CALL_TO_LOCAL_ACTION = "call_to_local_action", _("Commitment to the Call to Local Action")
    OTHER = "other", _("Other public commitment")


class Contribution(TextChoices):
    FINANCIAL = "financial", _("Money")
    HUMAN_RESOURCES = "human_resources", _("People and technical assistance")
    PROCESS = "process", _("Taking part in processes")
    POLICY = "policy", _("Law and policy")


class Form(TextChoices):
    """Who promises together, in the words of the pledging initiative."""

    INDIVIDUAL = "individual", _("Individual: one alone")
    COMMON = "common", _("Common: several promise the same")
    PARTNERSHIP = "partnership", _("Partnership: several share the roles")
    MATCHING = "matching", _("Matching: adds to an existing pledge")


class Framework(TextChoices):
    GCM = "gcm", _("Compact for Migration")
    GCR = "gcr", _("Compact on Refugees")
    BOTH = "both", _("Both compacts")


class Scope(TextChoices):
    LOCAL = "local", pgettext_lazy("scope", "Local")
    NATIONAL = "national", pgettext_lazy("scope", "National")
    REGIONAL = "regional", pgettext_lazy("scope", "Regional")
    GLOBAL = "global", pgettext_lazy("scope", "Global")


class Basis(TextChoices):
    """Who tied a pledge to objectives and principles."""

    STATED = "stated", _("stated by the pledger")
    ASSIGNED = "assigned", _("assigned by us, to be confirmed")


class SourceSeen(TextChoices):
    """What was read of a pledge that was not made here."""

    PAGE = "page", _("its own page, or an article on it, was read")
    EXCERPT = "excerpt", _("it is mentioned on another page")
    LISTING = "listing", _("only its title in a list was seen")
    SEED = "seed", _("it is told in the founding documents of this platform")


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def public(self) -> Self:
        """Everything but drafts."""
        return self.exclude(state=State.DRAFT)

    def visible_to(self, user: Any) -> Self:
        """What is public, and the drafts that one's organisations write or have confirmed."""
        ours = organisations_of(user)
        return self.filter(
            ~Q(state=State.DRAFT)
            | Q(organisation__in=ours)
            | Q(partners__organisation__in=ours, partners__answer="confirmed")
        ).distinct()

    def of_colleagues(self, user: Any) -> Self:
        """Those that one's organisations make, alone or as confirmed partners."""
        ours = organisations_of(user)
        return self.filter(
            pk__in=Pledge.objects.filter(
                Q(organisation__in=ours) | Q(partners__organisation__in=ours, partners__answer="confirmed")
            ).values("pk")
        )


class Pledge(models.Model):
    """A promise. Its words are free while it is a draft; once signed they change only by amendment.

    A pledge recorded from a public source has no organisation here, only the name of who made it. The
    three `…_mask` numbers repeat the ties to objectives, principles and contributions bit by bit, so that
    a dashboard counts them all in one reading; `next_due_on`, `steps` and `last_reported_on` repeat what
    milestones, targets and updates say, for the two lights. Deeds keep them true.
    """

    route = models.CharField(max_length=24, choices=Route, default=Route.HERE)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="pledges")
    pledger_name = models.CharField(max_length=200)
    entity_kind = models.ForeignKey(EntityKind, models.PROTECT, null=True, related_name="pledges")
    country = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="pledges")
    place = models.CharField(max_length=160, blank=True)

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(max_length=2, default="es")
    translations = models.JSONField(default=dict, blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    responsible_unit = models.CharField(max_length=200, blank=True)
    resources = models.TextField(blank=True)
    need = models.TextField(blank=True)
    contributions = models.JSONField(default=list, blank=True)
    form = models.CharField(max_length=12, choices=Form, default=Form.INDIVIDUAL)
    matches = models.ForeignKey("self", models.PROTECT, null=True, related_name="matched_by")
    framework = models.CharField(max_length=4, choices=Framework, default=Framework.GCM)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.LOCAL)
    objectives = models.ManyToManyField(Objective, related_name="pledges")
    objectives_basis = models.CharField(max_length=8, choices=Basis, default=Basis.STATED)
    principles = models.ManyToManyField(Principle, related_name="pledges")
    principles_basis = models.CharField(max_length=8, choices=Basis, default=Basis.STATED)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    period_text = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    is_offer = models.BooleanField(default=False)
    share = models.PositiveSmallIntegerField(null=True)

    source_id = models.CharField(max_length=12, blank=True)
    dashboard_number = models.CharField(max_length=12, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    source_scope = models.CharField(max_length=12, blank=True)
    source_seen = models.CharField(max_length=8, choices=SourceSeen, blank=True)
    source_facts = models.CharField(max_length=300, blank=True)

    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    state_reason = models.TextField(blank=True)
    closing_words = models.TextField(blank=True)
    contact = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_contact = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)
    signature_asked_at = models.DateTimeField(null=True)
    announced_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    current_version = models.ForeignKey("PledgeVersion", models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    objectives_mask = models.PositiveIntegerField(default=0)
    principles_mask = models.PositiveIntegerField(default=0)
    contributions_mask = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    next_due_on = models.DateField(null=True)
    last_reported_on = models.DateField(null=True)
    last_grade = models.CharField(max_length=12, blank=True)
    listed_on = models.DateField()
    search_text = models.TextField(blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["-listed_on", "-pk"]
        indexes = [
            models.Index(fields=["-listed_on", "-id"], condition=~Q(state="draft"), name="pledge_listed"),
            models.Index(fields=["country", "-listed_on", "-id"], name="pledge_of_country"),
            models.Index(fields=["territory", "-listed_on", "-id"], name="pledge_of_territory"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_pledge_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_pledge_made_here_has_an_organisation_others_their_source",
                condition=Q(route="here", organisation__isnull=False)
                | (~Q(route="here") & ~Q(source_id="") & Q(state="recorded")),
            ),
            models.CheckConstraint(
                name="an_announced_pledge_was_signed",
                condition=Q(state__in=["draft", "recorded"])
                | Q(announced_on__isnull=False, current_version__isnull=False),
            ),
            models.CheckConstraint(
                name="a_delayed_withdrawn_or_unfulfilled_pledge_says_why",
                condition=~Q(state__in=["delayed", "withdrawn", "not_fulfilled", "partly_fulfilled"])
                | ~Q(state_reason=""),
            ),
            models.CheckConstraint(
                name="a_matching_pledge_matches_another",
                condition=Q(form="matching") | Q(matches__isnull=True),
            ),
            models.CheckConstraint(
                name="a_pledge_never_matches_itself",
                condition=Q(matches__isnull=True) | ~Q(matches=F("id")),
            ),
            models.CheckConstraint(
                name="a_pledged_amount_has_a_currency", condition=Q(amount__isnull=True) | ~Q(currency="")
            ),
            models.CheckConstraint(
                name="a_share_is_at_most_a_hundred_percent",
                condition=Q(share__isnull=True) | Q(share__lte=100),
            ),
            models.UniqueConstraint(
                fields=["source_id"], condition=~Q(source_id=""), name="a_source_is_recorded_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(f"{self.title} {self.pledger_name} {self.place} {self.source_id}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("pledges:public", args=[self.slug])

    @property
    def number(self) -> str:
        """How people name it: the number of the UN dashboard where it has one, else ours."""
        return self.dashboard_number or self.source_id or f"AC-{self.pk}"

    @property
    def is_recorded(self) -> bool:
        return self.state == State.RECORDED

    @property
    def contribution_labels(self) -> list[Any]:
        return [Contribution(one).label for one in self.contributions]


class PledgeVersion(models.Model):
    """A pledge as signed: number 1 is the original, the others amendments with their reason."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["pledge", "number"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "number"], name="pledge_versions_are_numbered_once"),
            models.CheckConstraint(name="an_amendment_says_why", condition=Q(number=1) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} · {self.number}"


class Attachment(models.Model):
    """A file that belongs to the promise itself. The UN form takes one: `is_for_form`."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    is_for_form = models.BooleanField(default=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pledge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge"], condition=Q(is_for_form=True), name="one_attachment_goes_with_the_form"
            )
        ]

    def __str__(self) -> str:
        return str(self.file)
