"""Public pages say what they are about in the words of schema.org, and nothing in them can run.

Read back by rdflib, each word held against its list of the vocabulary.
"""

import json
import re

import pytest
from django.urls import reverse
from rdflib import Graph
from rdflib.namespace import RDF, SDO

from acogida.api.tests.factories import AT, adopted_plan
from acogida.dialogues.models import Event
from acogida.evidence import actions
from acogida.mechanisms.tests.factories import mechanism
from acogida.practices.tests.factories import Town
from acogida.training.models import Course
from acogida.training.tests import factories as training

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),  # rdflib's own JSON-LD reader
]
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITE = "http://testserver"


def about(client, name, *args):
    """What a page says, after somebody else's library has understood every word of it."""
    page = client.get(reverse(name, args=args))
    assert page.status_code == 200
    assert "script-src 'self'" in page["Content-Security-Policy"]
    (found,) = ELEMENT.findall(page.text)
    said = json.loads(found)
    assert said.pop("@context") == "https://schema.org"
    graph = Graph().parse(data=json.dumps({"@context": {"@vocab": str(SDO)}, **said}), format="json-ld")
    words = {word for _, word, _ in graph if word != RDF.type} | set(graph.objects(None, RDF.type))
    assert [word for word in words if word.removeprefix(str(SDO)) not in SDO] == []
    assert len(set(graph.objects(None, RDF.type))) > 0
    return said


def test_a_practice_whose_title_would_like_to_run(client):
    practice = Town().published(title="</script><script>alert(1)</script>")

    told = about(client, "practices:practice", practice.slug)

    assert (told["@type"], told["name"]) == ("CreativeWork", "</script><script>alert(1)</script>")
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_an_event_without_a_place_names_none(client):
    event = Event.objects.create(
        slug="talk",
        kind="seminar",
        title="A talk",
        held_on="2026-05-04",
        mode="online",
        organisers="Network",
        state="invited",
        is_demonstration=True,
        created_at=AT,
    )

    told = about(client, "dialogues:event", event.slug)

    assert (told["@type"], told["startDate"], "location" in told) == ("Event", "2026-05-04", False)
    assert told["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert told["disambiguatingDescription"]


def test_a_mechanism(client):
    mechanism("csm", themes=("borders",))

    told = about(client, "mechanisms:mechanism", "csm")

    assert (told["@type"], told["name"], told["knowsAbout"]) == ("Organization", "Mecanismo csm", ["borders"])
    assert "disambiguatingDescription" not in told


def test_a_data_set_and_the_catalogue_with_their_files(client):
    actions.load_catalogue()

    told = about(client, "evidence:dataset", "undesa-stock-2024")

    assert told["@type"] == "Dataset"
    for file in told["distribution"]:
        answer = client.get(file["contentUrl"].removeprefix(SITE))
        assert answer["Content-Type"].partition(";")[0] == file["encodingFormat"]
        assert answer.getvalue()
    assert about(client, "open_data")["@type"] == "DataCatalog"


def test_places(client):
    told = about(client, "territories:territory", "mexico")

    assert (told["@type"], told["identifier"]) == ("Country", "MEX")
    assert told["url"] == SITE + reverse("territories:territory", args=["mexico"])


def test_an_objective_under_its_name_in_the_vocabulary(client):
    told = about(client, "compact:objective", 15)

    assert (told["@type"], told["termCode"]) == ("DefinedTerm", "15")
    vocabulary = client.get(reverse("compact:skos_turtle")).text
    assert told["@id"] in vocabulary


def test_an_adopted_plan_and_not_what_is_being_written(client):
    plan = adopted_plan()

    told = about(client, "plans:public", plan.slug)

    assert (told["@type"], told["genre"]) == ("CreativeWork", "public policy plan")
    assert "SECRET" not in json.dumps(told)
    assert {one["termCode"] for one in told["about"]} == {"15"}


def test_an_edition_of_a_programme_and_an_open_course(client):
    edition = training.edition(organisers=[{"role": {"es": "Organiza"}, "name": "OIM"}])
    course = Course.objects.create(
        slug="first-steps",
        title={"es": "Primeros pasos"},
        summary={"es": "Para empezar."},
        languages=["es", "pt"],
        is_open=True,
        published_at=training.AT,
        created_at=training.AT,
    )

    told = about(client, "training:edition", edition.slug)
    assert (told["@type"], told["hasCourseInstance"]["courseMode"]) == ("Course", "online")
    assert told["provider"] == [{"@type": "Organization", "name": "OIM"}]
    told = about(client, "training:course", course.slug)
    assert (told["name"], told["inLanguage"]) == ("Primeros pasos", ["es", "pt"])
