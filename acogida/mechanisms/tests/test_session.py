"""The annual session: answers by theme, shared ground, joint actions followed as pledges, the brief."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import translation

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.compact.models import Objective
from acogida.core.errors import Refused
from acogida.dialogues.tests.test_answers import Session
from acogida.mechanisms import actions
from acogida.mechanisms.models import JointAction
from acogida.mechanisms.queries import session as asked
from acogida.mechanisms.tests.factories import NOW, mechanism, person
from acogida.pledges.models import Pledge
from acogida.pledges.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def held():
    """Three mechanisms were asked; two answered; the registry knows two of them."""
    session = Session()
    session.says(0, "Escuchamos a quien llega.", "Con Beta.")
    session.says(1, "Contamos.")
    session.alpha = mechanism("alpha", members=["CRI", "GTM"], objectives=[1, 15], themes=["datos", "salud"])
    session.beta = mechanism("beta", members=["CRI"], objectives=[1], themes=["datos"])
    return session


def joint(held, **more):
    said = {
        "title": "Una ficha común",
        "description": "Los dos mecanismos usan la misma ficha desde enero.",
        "mechanisms": [held.alpha, held.beta],
        "objectives": list(Objective.objects.filter(number__in=[1, 23])),
        "until": date(2027, 12, 31),
        "by": person("secre@acogida.example", secretariat=True),
        "at": NOW,
    }
    return actions.record_joint_action(held.event, **(said | more))


def test_names_of_a_session_find_their_mechanism_in_the_registry(held):
    found = asked.presenters(held.event, held.event.held_on)
    assert [(one.name, one.mechanism, one.answers) for one in found] == [
        ("Alpha", held.alpha, ("Escuchamos a quien llega.", "Con Beta.")),
        ("Beta", held.beta, ("Contamos.", "")),
        ("Gamma", None, ("", "")),
    ]


def test_answers_stand_by_theme_and_the_ground_is_told(held):
    found = asked.presenters(held.event, held.event.held_on)
    assert [(theme.pk, [one.name for one in some]) for theme, some in asked.themes_of(found)] == [
        ("datos", ["Alpha", "Beta"]),
        ("salud", ["Alpha"]),
    ]
    (pair,) = asked.shared(found)
    # Members 1/2, objectives 1/2, themes 1/2, with weights 40, 30 and 30.
    assert pair.score == 0.5
    assert asked.uncovered(found) == [n for n in range(1, 24) if n not in {1, 15}]


def test_the_page_leaves_the_answers_of_a_theme(client, held):
    address = reverse("mechanisms:session", args=[held.event.slug])
    whole, some = client.get(address).text, client.get(f"{address}?theme=salud").text
    assert "Contamos." in whole
    assert "Escuchamos a quien llega." in some
    assert "Contamos." not in some
    assert held.event.title in client.get(reverse("mechanisms:sessions")).text


def test_a_session_in_preparation_is_not_public(client, held):
    type(held.event).objects.filter(pk=held.event.pk).update(state="preparing")
    assert client.get(reverse("mechanisms:session", args=[held.event.slug])).status_code == 404
    assert held.event.title not in client.get(reverse("mechanisms:sessions")).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "en un título y unas pocas frases"),
        ({"mechanisms": []}, "dos mecanismos o más"),
        ({"objectives": []}, "objetivos del Pacto"),
        ({"until": date(2020, 1, 1)}, "antes de que se celebrara"),
    ],
)
def test_a_joint_action_says_who_what_and_until_when(held, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        joint(held, **wrong)
    assert JointAction.objects.count() == 0


def test_only_the_secretariat_records_joint_actions(held):
    with pytest.raises(Refused, match="Solo la secretaría"):
        joint(held, by=person())


def test_a_joint_action_is_taken_up_once_as_a_pledge_in_partnership(client, held):
    made = joint(held)
    town = OrganisationFactory()
    editor = UserFactory(member_of=town, language="es")
    client.force_login(editor)
    address = reverse("mechanisms:take_up", args=[made.pk])

    assert address in client.get(reverse("mechanisms:session", args=[held.event.slug])).text
    answer = client.post(address, {"organisation": town.pk})

    pledge = Pledge.objects.get()
    assert answer.status_code == 302
    assert (pledge.title, pledge.form, pledge.state, pledge.organisation) == (
        "Una ficha común",
        "partnership",
        State.DRAFT,
        town,
    )
    assert sorted(pledge.objectives.values_list("number", flat=True)) == [1, 23]
    made.refresh_from_db()
    assert made.pledge == pledge
    with pytest.raises(Refused, match="ya fue asumida"):
        actions.take_up(made, organisation=town, by=editor, at=NOW)
    page = client.get(reverse("mechanisms:session", args=[held.event.slug])).text
    assert "se está redactando" in page
    assert pledge.slug not in page


def test_nobody_takes_it_up_for_somebody_elses_organisation(client, held):
    made, other = joint(held), OrganisationFactory()
    client.force_login(UserFactory(member_of=OrganisationFactory()))
    assert (
        client.post(reverse("mechanisms:take_up", args=[made.pk]), {"organisation": other.pk}).status_code
        == 409
    )
    client.force_login(UserFactory())
    assert client.get(reverse("mechanisms:take_up", args=[made.pk])).status_code == 404
    assert Pledge.objects.count() == 0


def test_the_secretariat_records_one_on_the_page(client, held):
    client.force_login(person("secre@acogida.example", secretariat=True))
    address = reverse("mechanisms:joint_action", args=[held.event.slug])
    refused = client.post(
        address, {"title": "Sola", "description": "x", "mechanisms": [held.alpha.pk], "objectives": [1]}
    )
    assert refused.status_code == 409
    assert "dos mecanismos o más" in refused.text
    assert "Sola" in refused.text
    said = {
        "title": "Una ficha común",
        "description": "Desde enero.",
        "mechanisms": [held.alpha.pk, held.beta.pk],
        "objectives": [1],
    }
    assert client.post(address, said).status_code == 302
    assert "Una ficha común" in client.get(reverse("mechanisms:session", args=[held.event.slug])).text


def test_the_brief_says_it_all(client, held):
    joint(held)
    made = client.get(reverse("mechanisms:brief", args=[held.event.slug, "docx"]))
    document = docx.Document(BytesIO(made.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(p.text for p in document.paragraphs), *cells])
    for said in ("Escuchamos a quien llega.", "ALPHA – BETA", "Una ficha común", "Todavía sin respuesta."):
        assert said in words, said
    assert client.get(reverse("mechanisms:brief", args=[held.event.slug, "pdf"])).content.startswith(b"%PDF-")
    assert client.get(reverse("mechanisms:brief", args=[held.event.slug, "exe"])).status_code == 404
