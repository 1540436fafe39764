"""An address that only takes forms, opened as a page."""

import pytest
from django.urls import reverse
from django.utils import translation

from acogida.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_says_so_in_the_persons_language(client):
    client.force_login(UserFactory())
    with translation.override("es"):
        address = reverse("notices:read")

    answer = client.get(address)

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Esta dirección solo recibe un formulario" in answer.text
