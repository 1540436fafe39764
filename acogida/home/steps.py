"""First steps of each role: three to five things to begin with, done when the house itself shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Mandate, MandateKind, Membership, Organisation, Role, User
from acogida.accounts.rules import memberships_on
from acogida.assessments.models import Assessment
from acogida.dialogues.models import Ballot, Delegate, Event, Initiative, Member, Note, OutcomeReport
from acogida.mechanisms.models import Proposal
from acogida.notices.models import CalendarFeed
from acogida.plans.models import Plan, Progress, Score
from acogida.pledges.models import Pledge
from acogida.practices.models import Call, Review, Reviewer
from acogida.reports.models import Report
from acogida.services.models import Office, Service
from acogida.training.models import Edition, Nomination


@dataclass(frozen=True)
class Kind:
    """Something to begin with: what, why, and the page where it is done."""

    key: str
    label: str | Promise
    why: str | Promise
    page: str


@dataclass(frozen=True)
class Step:
    label: str
    why: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Group:
    """The steps of one role, `role` in words."""

    role: str
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)


CALENDAR = Kind(
    "calendar",
    _("Put your deadlines in your own calendar"),
    _("One private address; whatever falls due here appears there."),
    "notices:inbox",
)
TOWN = [
    Kind(
        "assessed",
        _("Answer three questions of the self-assessment"),
        _("Each answer is kept as you give it; nothing is public until it is published."),
        "assessments:mine",
    ),
    Kind("planned", _("Begin the plan"), _("From the weak answers, each with its cause."), "plans:mine"),
    Kind(
        "listed",
        _("List a service of your town"),
        _("So that everybody knows whom to send somebody to."),
        "services:desk",
    ),
    Kind(
        "told", _("Report how an action goes"), _("Dated, with what shows it; late ones too."), "plans:mine"
    ),
]
STEPS: dict[str, tuple[str | Promise, list[Kind]]] = {
    "member": (
        pgettext_lazy("first steps of", "Member of a municipality"),
        [
            Kind(
                "scored",
                _("Score the challenges of your plan"),
                _("Several people score; where they differ is shown, not averaged away."),
                "plans:mine",
            ),
            Kind(
                "counter",
                _("Open the counter’s tally"),
                _("One touch an attention, no names; it fills the reports later."),
                "services:offices",
            ),
            CALENDAR,
        ],
    ),
    "editor": (pgettext_lazy("first steps of", "Municipal officer"), [*TOWN, CALENDAR]),
    "approver": (
        pgettext_lazy("first steps of", "Who approves"),
        [
            Kind(
                "published",
                _("Publish the self-assessment"),
                _("Read what is said in your municipality’s name; every edition stays as it was."),
                "assessments:mine",
            ),
            Kind(
                "adopted",
                _("Adopt the plan"),
                _("From then on it is public, and amendments keep its history."),
                "plans:mine",
            ),
            Kind(
                "pledged",
                _("Sign a pledge"),
                _("A promise with milestones; anybody can see what came of it."),
                "pledges:mine",
            ),
            CALENDAR,
        ],
    ),
    "administrator": (
        pgettext_lazy("first steps of", "Who administers the organisation"),
        [
            Kind(
                "colleagues",
                _("Invite your colleagues"),
                _("Each department answers its part, and the approver signs."),
                "accounts:me",
            ),
            Kind(
                "signer",
                _("Give somebody the role that signs"),
                _("Only approvers publish; the institution owns the account, people come and go."),
                "accounts:me",
            ),
            *TOWN[:2],
        ],
    ),
    "civil": (
        pgettext_lazy("first steps of", "Civil society organisation"),
        [
            Kind(
                "applied",
                _("Ask for a place in the Mechanism"),
                _("One of the 13 groups; the decision comes with its reason."),
                "dialogues:mine",
            ),
            Kind(
                "accredited",
                _("Accredit who speaks for you"),
                _("One person speaks for each organisation, for a term."),
                "dialogues:mine",
            ),
            Kind(
                "voted", _("Take part in a consultation"), _("One voice an organisation."), "dialogues:index"
            ),
            Kind(
                "proposed",
                _("Send an initiative"),
                _("What your organisation does or proposes, to whom it concerns."),
                "dialogues:index",
            ),
        ],
    ),
    "institution": (
        pgettext_lazy("first steps of", "Institution or secretariat of a mechanism"),
        [
            Kind(
                "corrected",
                _("Check what is said of your mechanism"),
                _("Propose a correction, a document or a commitment, with its source."),
                "mechanisms:index",
            ),
            Kind(
                "pledging",
                _("Begin a pledge"),
                _("Also a joint action of a session becomes one."),
                "pledges:mine",
            ),
            CALENDAR,
        ],
    ),
    "focal_point": (
        MandateKind.FOCAL_POINT.label,
        [
            Kind(
                "nominated",
                _("Nominate somebody for a programme"),
                _("Your country’s seats by profile, with what is still free."),
                "training:desks",
            ),
            Kind(
                "answering",
                _("See which municipalities answer"),
                _("Done when one of your country has published its self-assessment."),
                "assessments:index",
            ),
            Kind(
                "planning",
                _("Follow the plans of your country"),
                _("Done when one of them has been adopted."),
                "plans:index",
            ),
            CALENDAR,
        ],
    ),
    "reviewer": (
        MandateKind.REVIEWER.label,
        [
            Kind(
                "enrolled",
                _("Be on the list of reviewers"),
                _("The secretariat asks what you know and which languages you read."),
                "practices:reviews",
            ),
            Kind(
                "declared",
                _("Declare your interests before you read"),
                _("The text opens once you have said that nothing ties you to it."),
                "practices:reviews",
            ),
            Kind(
                "reviewed",
                _("Give your first review"),
                _("Eight criteria, a comment on each, twenty minutes."),
                "practices:reviews",
            ),
            CALENDAR,
        ],
    ),
    "facilitator": (
        MandateKind.FACILITATOR.label,
        [
            Kind(
                "noted",
                _("Take notes at the desk of a session"),
                _("Ideas, messages and proposals, never who said them."),
                "dialogues:index",
            ),
            Kind(
                "outcomes",
                _("Prepare the outcome report"),
                _("By theme, from the notes; the secretariat publishes it."),
                "dialogues:index",
            ),
            CALENDAR,
        ],
    ),
    "secretariat": (
        MandateKind.SECRETARIAT.label,
        [
            Kind(
                "organisations",
                _("Open a place for an organisation"),
                _("Its first administrator is invited and brings the others in."),
                "accounts:organisations",
            ),
            Kind(
                "editions",
                _("Publish an edition of a programme"),
                _("With its seats by country and profile."),
                "training:desks",
            ),
            Kind("calls", _("Open a call for practices"), _("With a theme and a day."), "practices:desk"),
            Kind(
                "convened",
                _("Convene an event"),
                _("By personal invitation, the panel on the scales first."),
                "dialogues:index",
            ),
            Kind(
                "frozen",
                _("Freeze a report"),
                _("From then on it can be quoted and proved."),
                "reports:index",
            ),
        ],
    ),
    "operator": (
        pgettext_lazy("first steps of", "Who operates the installation"),
        [
            Kind(
                "mandated",
                _("Give somebody the mandate of the secretariat"),
                _("They open the door to organisations."),
                "accounts:mandates",
            ),
            Kind(
                "second",
                _("Name a second operator"),
                _("So that nobody is locked out when one of you leaves."),
                "about",
            ),
            CALENDAR,
        ],
    ),
}


def roles_of(user: User, held: Sequence[Membership], mandates: Iterable[Mandate]) -> list[str]:
    """The roles with steps of their own that this person has today, each once."""
    found = []
    for one in held:
        if one.organisation.territory_id:
            found.append(one.role)
        elif one.organisation.stakeholder_group_id:
            found.append("civil")
        else:
            found.append("institution")
    found += [one.kind for one in mandates]
    if user.is_operator:
        found.append("operator")
    return [role for role in STEPS if role in found]


def first_steps(user: User, *, today: date) -> list[Group]:
    """The first steps of each of the person's roles, each with whether it is done: three queries."""
    held = memberships_on(user, today)
    mandates = list(user.mandates.on(today))
    roles = roles_of(user, held, mandates)
    if not roles:
        return []
    ours = [one.organisation_id for one in held]
    signs = Membership.objects.on(today).filter(organisation__in=ours)
    facts = _facts(user, ours, [one.country_id for one in mandates if one.country_id], signs)
    wanted = {kind.key for role in roles for kind in STEPS[role][1]}
    shown = User.objects.filter(pk=user.pk).annotate(
        **{f"step_{key}": Exists(facts[key]) for key in sorted(wanted)}
    )
    done = shown.values(*(f"step_{key}" for key in sorted(wanted))).get()
    return [
        Group(
            str(STEPS[role][0]),
            [
                Step(str(kind.label), str(kind.why), reverse(kind.page), bool(done[f"step_{kind.key}"]))
                for kind in STEPS[role][1]
            ],
        )
        for role in roles
    ]


def _facts(
    user: User, ours: list[int], countries: list[int], members: QuerySet[Membership]
) -> dict[str, QuerySet[Model]]:
    """What shows that a step is done, by its key."""
    of_ours = Q(organisation__in=ours)
    of_countries = Q(territory__country__in=countries)
    found: dict[str, QuerySet[Model]] = {
        "accredited": Delegate.objects.filter(member__organisation__in=ours),
        "adopted": Plan.objects.filter(of_ours, first_adopted_at__isnull=False),
        "answering": Assessment.objects.filter(of_countries, first_published_at__isnull=False),
        "applied": Member.objects.filter(of_ours),
        "assessed": Assessment.objects.filter(of_ours),
        "calendar": CalendarFeed.objects.filter(user=user),
        "calls": Call.objects.all(),
        "colleagues": members.exclude(user=user),
        "convened": Event.objects.filter(created_by__isnull=False),
        "corrected": Proposal.objects.filter(proposed_by=user),
        "counter": Office.objects.filter(of_ours),
        "declared": Review.objects.filter(reviewer=user, declared_at__isnull=False),
        "editions": Edition.objects.filter(published_at__isnull=False),
        "enrolled": Reviewer.objects.filter(user=user),
        "frozen": Report.objects.all(),
        "listed": Service.objects.filter(of_ours),
        "mandated": Mandate.objects.filter(kind=MandateKind.SECRETARIAT),
        "noted": Note.objects.all(),
        "nominated": Nomination.objects.filter(nominated_by=user),
        "organisations": Organisation.objects.all(),
        "outcomes": OutcomeReport.objects.all(),
        "planned": Plan.objects.filter(of_ours),
        "planning": Plan.objects.filter(of_countries, first_adopted_at__isnull=False),
        "pledged": Pledge.objects.filter(of_ours, current_version__isnull=False),
        "pledging": Pledge.objects.filter(of_ours),
        "proposed": Initiative.objects.filter(sent_by=user),
        "published": Assessment.objects.filter(of_ours, first_published_at__isnull=False),
        "reviewed": Review.objects.filter(reviewer=user, submitted_at__isnull=False),
        "scored": Score.objects.filter(scorer=user),
        "second": User.objects.filter(is_operator=True, is_active=True).exclude(pk=user.pk),
        "signer": members.filter(role=Role.APPROVER),
        "told": Progress.objects.filter(action__plan__organisation__in=ours),
        "voted": Ballot.objects.filter(member__organisation__in=ours),
    }
    return found
