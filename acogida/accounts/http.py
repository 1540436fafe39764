from django.http import HttpRequest

from acogida.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind a view that is not open to visitors, where the checker may trust `user`."""

    user: User
