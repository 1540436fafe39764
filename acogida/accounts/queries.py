"""Reading that more than one page needs."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Count, F, Q, QuerySet, TextChoices
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts import rules
from acogida.accounts.models import (
    ADMINISTERING,
    APPROVING,
    EDITING,
    Invitation,
    Mandate,
    MandateKind,
    Membership,
    Organisation,
    Role,
    User,
)
from acogida.core.access import Audience
from acogida.core.text import fold
from acogida.territories.models import Level, Territory


@dataclass(frozen=True)
class Page:
    """One address of the house and who it is for.

    `module` is the room that serves it ("" for other people's code outside one), `name` what `reverse` takes,
    `route` the address as a pattern in the active language, `audience` None where the view declares none,
    `also` who else may open it.
    """

    module: str
    name: str
    route: str
    audience: Audience | None
    also: tuple[Audience, ...]
    why: str | Promise
    pattern: URLPattern

    @property
    def is_particular(self) -> bool:
        """Whether it is about one thing, named in its address."""
        return "<" in self.route


def pages() -> list[Page]:
    """Every page of the house, in the order of the addresses."""
    return list(_walk(get_resolver().url_patterns, "/", []))


def _walk(patterns: Iterable[Any], before: str, spaces: list[str]) -> Iterator[Page]:
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            space = [*spaces, entry.namespace] if entry.namespace else spaces
            yield from _walk(entry.url_patterns, route, space)
            continue
        view = entry.callback
        house, _, rest = view.__module__.partition(".")
        yield Page(
            module=rest.partition(".")[0] if house == "acogida" else "api" if "/api/" in route else "",
            name=":".join([*spaces, entry.name or ""]),
            route=route,
            audience=getattr(view, "audience", None),
            also=getattr(view, "also", ()),
            why=getattr(view, "why", ""),
            pattern=entry,
        )


class Reader(TextChoices):
    """Who may come to a page: the columns of the matrix of permissions, from the outside in."""

    VISITOR = "visitor", pgettext_lazy("who may open a page", "Visitor")
    NOBODY = "nobody", pgettext_lazy("who may open a page", "Signed in, without an organisation")
    MEMBER = "member", Role.MEMBER.label
    EDITOR = "editor", Role.EDITOR.label
    APPROVER = "approver", Role.APPROVER.label
    ADMINISTRATOR = "administrator", Role.ADMINISTRATOR.label
    FOCAL_POINT = "focal_point", MandateKind.FOCAL_POINT.label
    REVIEWER = "reviewer", MandateKind.REVIEWER.label
    FACILITATOR = "facilitator", MandateKind.FACILITATOR.label
    SECRETARIAT = "secretariat", MandateKind.SECRETARIAT.label
    OPERATOR = "operator", pgettext_lazy("who may open a page", "Operator")
    PROGRAM = "program", pgettext_lazy("who may open a page", "Program with a token")


class Way(TextChoices):
    """What a page answers to a reader."""

    OPEN = "open", _("Opens")
    OWN = "own", _("Opens for what is theirs: of their organisation, their country or their own")
    LINK = "link", _("Opens with the personal link")
    CLOSED = "closed", _("Does not open")


# Who is among each audience. What somebody is in one organisation counts in that one alone.
AMONG = {
    Audience.SIGNED_IN: set(Reader) - {Reader.VISITOR, Reader.PROGRAM},
    Audience.MEMBER: {Reader(role) for role in Role.values},
    Audience.EDITOR: {Reader(role) for role in EDITING},
    Audience.APPROVER: {Reader(role) for role in APPROVING},
    Audience.ADMINISTRATOR: {Reader(role) for role in ADMINISTERING},
    Audience.FOCAL_POINT: {Reader.FOCAL_POINT},
    Audience.FACILITATOR: {Reader.FACILITATOR},
    Audience.SECRETARIAT: {Reader.SECRETARIAT},
    Audience.OVERSIGHT: {Reader.SECRETARIAT, Reader.OPERATOR},
    Audience.OPERATOR: {Reader.OPERATOR},
    Audience.TOKEN: {Reader.PROGRAM},
}
WHOLE = {Audience.SECRETARIAT, Audience.OVERSIGHT, Audience.OPERATOR}


def way(page: Page, reader: Reader) -> Way:
    """What a page answers to a reader, as its view declares."""
    if page.audience == Audience.EVERYONE:
        return Way.OPEN
    if page.audience == Audience.LINK:
        return Way.LINK
    among = [one for one in (page.audience, *page.also) if one and reader in AMONG[one]]
    if not among:
        return Way.CLOSED
    if WHOLE.intersection(among) or (Audience.SIGNED_IN in among and not page.is_particular):
        return Way.OPEN
    return Way.OWN


def hash_of(token: str) -> str:
    """What is kept of a personal link's token: enough to know it again, nothing to make it from."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_of(token: str) -> Invitation | None:
    """The invitation a personal link is for, whatever its state."""
    return (
        Invitation.objects.select_related("organisation__country", "invited_by")
        .filter(token_hash=hash_of(token))
        .first()
    )


def account_of(email: str) -> User | None:
    """The person who signs in with this address, or has proved that it is theirs."""
    address = email.strip().lower()
    if user := User.objects.filter(email__iexact=address).first():
        return user
    proved = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    return proved.user if proved else None


def memberships_of(user: User) -> QuerySet[Membership]:
    """The person's memberships in force today, by organisation."""
    return (
        Membership.objects.on(rules.today())
        .filter(user=user)
        .select_related("organisation", "organisation__territory")
        .order_by("organisation__name", "pk")
    )


def organisations(*, like: str = "", after: int = 0) -> QuerySet[Organisation]:
    """All organisations by name, from the one after `after` (an organisation's pk) on."""
    now = Q(memberships__starts_on__lte=rules.today()) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gt=rules.today())
    )
    found = (
        Organisation.objects.select_related("territory", "country", "kind")
        .annotate(people=Count("memberships", filter=now))
        .order_by("name", "pk")
    )
    if like:
        found = found.filter(Q(name__icontains=like) | Q(territory__search_text__contains=fold(like)))
    if after and (last := Organisation.objects.filter(pk=after).first()):
        found = found.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    return found


def organisations_seen_by(user: User) -> QuerySet[Organisation]:
    """Those whose members this person may see: their own; all of them for whoever oversees."""
    if rules.may_oversee(user):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=rules.organisations_of(user))


def mandates_of(user: User) -> QuerySet[Mandate]:
    """The person's mandates in force today."""
    return Mandate.objects.on(rules.today()).filter(user=user).select_related("country")


def mandates_in_force() -> QuerySet[Mandate]:
    return (
        Mandate.objects.on(rules.today())
        .select_related("user", "country")
        .order_by("kind", "user__name", "pk")
    )


def members(organisation: Organisation) -> QuerySet[Membership]:
    """Who is in it today, by name."""
    return (
        Membership.objects.on(rules.today())
        .filter(organisation=organisation)
        .select_related("user")
        .order_by("user__name", "pk")
    )


def past_members(organisation: Organisation) -> QuerySet[Membership]:
    """Roles that have ended, the latest first."""
    return (
        Membership.objects.filter(organisation=organisation, ends_on__lte=rules.today())
        .select_related("user")
        .order_by("-ends_on", "-pk")
    )


def authenticators_of(user: User) -> list[Authenticator]:
    """Passkeys, the app that gives codes and recovery codes, in the order they were added."""
    return list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))


def places(like: str) -> QuerySet[Territory]:
    """Where an organisation may work: places so named, the wider and the more peopled first."""
    if not like:
        return Territory.objects.none()
    return (
        Territory.objects.named_like(like)
        .filter(level__in=[Level.COUNTRY, Level.DIVISION, Level.MUNICIPALITY, Level.PLACE])
        .select_related("country", "parent")
        .order_by("-is_lac", F("population").desc(nulls_last=True), "name", "pk")
    )
