"""Public pages say what they are about in the words of schema.org, and nothing in them can run."""

import json
import re

import pytest
from django.urls import reverse

from acogida.dialogues.models import Event
from acogida.evidence import actions
from acogida.mechanisms.tests.factories import mechanism
from acogida.practices.tests.factories import Town

pytestmark = pytest.mark.django_db
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def about(client, name, *args):
    page = client.get(reverse(name, args=args))
    assert page.status_code == 200
    assert "script-src 'self'" in page["Content-Security-Policy"]
    (found,) = ELEMENT.findall(page.text)
    said = json.loads(found)
    assert said["@context"] == "https://schema.org"
    return said


def test_a_practice_an_event_a_mechanism_a_data_set_and_the_catalogue(client):
    practice = Town().published(title="</script><script>alert(1)</script>")
    mechanism("csm", themes=("borders",))
    actions.load_catalogue()
    event = Event.objects.create(
        slug="talk",
        kind="seminar",
        title="A talk",
        held_on="2026-05-04",
        mode="online",
        organisers="Network",
        state="invited",
    )

    told = about(client, "practices:practice", practice.slug)
    assert (told["@type"], told["name"]) == ("CreativeWork", "</script><script>alert(1)</script>")
    told = about(client, "dialogues:event", event.slug)
    assert (told["@type"], told["startDate"], "location" in told) == ("Event", "2026-05-04", False)
    told = about(client, "mechanisms:mechanism", "csm")
    assert (told["@type"], told["name"], told["knowsAbout"]) == ("Organization", "Mecanismo csm", ["borders"])
    told = about(client, "evidence:dataset", "undesa-stock-2024")
    assert (told["@type"], len(told["distribution"])) == ("Dataset", 2)
    assert about(client, "open_data")["@type"] == "DataCatalog"
