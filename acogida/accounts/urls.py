"""Our own pages, under the name `accounts:`, and those of allauth, whose names stand alone."""

from collections.abc import Iterable, Iterator

from allauth.urls import urlpatterns as of_allauth
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from acogida.accounts.views import invitations, mandates, me, organisations, permissions
from acogida.core.access import Audience, open_to

app_name = "accounts"
urlpatterns = [
    path("", me.me, name="me"),
    path(_("my-data/"), me.export_me, name="export"),
    path(_("delete/"), me.delete_me, name="delete"),
    path(_("permissions/"), permissions.permissions, name="permissions"),
    path(_("organisations/"), organisations.organisation_list, name="organisations"),
    path(_("organisations/new/"), organisations.create, name="create"),
    path(_("organisations/<int:pk>/"), organisations.organisation, name="organisation"),
    path(_("organisations/<int:pk>/invite/"), organisations.invite, name="invite"),
    path(_("memberships/<int:pk>/"), organisations.membership, name="membership"),
    path(_("invitations/<int:pk>/revoke/"), organisations.revoke, name="revoke"),
    path(_("invitation/<str:token>/"), invitations.invitation, name="invitation"),
    path(_("mandates/"), mandates.mandates, name="mandates"),
    path(_("mandates/<int:pk>/end/"), mandates.end_mandate, name="end_mandate"),
]

# What allauth shows to people who are not signed in, or not yet; the rest is about one's own account.
AT_THE_DOOR = {
    "account_confirm_email": _("The link comes by mail and proves that the address is yours."),
    "account_confirm_login_code": _("The code comes by mail."),
    "account_email_verification_sent": _("It says where the mail went."),
    "account_inactive": _("It says that the account is closed."),
    "account_login": _("Everybody comes in through here."),
    "account_logout": _("Leaving needs no permission."),
    "account_request_login_code": _("A code by mail opens the door without a password."),
    "account_reset_password": _("For those who forgot their password."),
    "account_reset_password_done": _("It says where the mail went."),
    "account_reset_password_from_key": _("The link comes by mail and works once."),
    "account_reset_password_from_key_done": _("It says that the password was changed."),
    "account_signup": _("It says that people join by invitation."),
    "mfa_authenticate": _("The second step of signing in."),
    "mfa_login_webauthn": _("A passkey opens the door without a password."),
}


def declared(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """The same patterns, each saying who it is for, as every page of the house does."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield URLResolver(entry.pattern, list(declared(entry.url_patterns)))
            continue
        door = AT_THE_DOOR.get(entry.name or "")
        view = open_to(
            Audience.EVERYONE if door else Audience.SIGNED_IN,
            why=door or _("Only you decide how you sign in."),
        )(entry.callback)
        view.__module__ = __name__
        yield URLPattern(entry.pattern, view, entry.default_args, entry.name)


signing_in = list(declared(of_allauth))
