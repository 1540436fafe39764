"""Every page of training keeps to twelve queries, with thirty people as with one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acogida.training.actions import certificate as certificate_deeds
from acogida.training.actions import programme, questionnaire
from acogida.training.models import Component, Edition, Session, Survey
from acogida.training.queries.links import token_of
from acogida.training.states import Kind
from acogida.training.tests.factories import AT, accepted, country, secretariat

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    """The edition of 2021, open again, with people of Costa Rica."""
    programme.load(at=AT)
    questionnaire.load_questionnaires()
    Edition.objects.update(closed_at=None)
    of = Edition.objects.get(slug="crm-formacion-local-2021")
    technical = of.slots.get(key="technical")
    technical.quotas.filter(country=country("CRI")).update(seats=40)
    people = [accepted(of, technical, n, code="CRI") for n in range(30)]
    certificate_deeds.signer(at=AT)
    return of, people


def test_no_page_asks_more_than_twelve_times(full, client):
    of, people = full
    client.force_login(secretariat())
    token = token_of(people[0])
    board = Component.objects.get(edition=of, kind=Kind.GROUP_WORK).pk
    session = Session.objects.filter(component__edition=of).first().pk
    pages = [
        ("index", []),
        ("edition", [of.slug]),
        ("desks", []),
        ("desk", [of.pk]),
        ("edit", [of.pk]),
        ("copy", [of.pk]),
        ("pairs", [of.pk]),
        ("country", [of.pk, "CRI"]),
        ("nominate", [of.pk, "CRI"]),
        ("list", [of.pk, "CRI"]),
        ("person", [people[0].pk]),
        ("attendance", [session]),
        ("session_edit", [session]),
        ("certificates", [of.pk]),
        ("results", [of.pk]),
        ("questionnaires", []),
        ("choose", [Survey.objects.filter(component__edition=of).first().pk]),
        ("materials", [of.pk]),
        ("announce", [of.pk]),
        ("deadlines", [of.pk]),
        ("part", [board]),
        ("final", [of.pk]),
        ("board", [board]),
        ("seat_board", [token, board]),
        ("seat", [token]),
    ]
    asked = {}
    for name, args in pages:
        with CaptureQueriesContext(connection) as queries:
            # A participant comes by the personal link, without an account.
            asks = Client() if name.startswith("seat") else client
            answer = asks.get(reverse(f"training:{name}", args=args))
        assert answer.status_code == 200, name
        asked[name] = len(queries)
    assert {name: n for name, n in asked.items() if n > 12} == {}
