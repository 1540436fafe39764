"""Protocols: approved by every institution they name before they are in force; nothing kept of a person."""

import pytest
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.services import actions
from acogida.services.models import ProtocolVersion, Signature
from acogida.services.tests.factories import AT, Town

pytestmark = pytest.mark.django_db
STEPS = [
    {"title": "Receive the child in the private room", "who": "Casa", "within": "at once"},
    {"title": "Call the children's agency", "who": "Agency <PANI>", "within": "30 minutes"},
    {"title": "Take to the health centre", "who": "Casa", "only_if": "hurt or ill"},
]


def written(town, **said):
    values = {"situation": "child", "intro": "A child who arrives alone.", "steps": STEPS} | said
    return actions.write_protocol(town.organisation, by=town.editor, at=AT, **values)


def in_force(town, **said):
    version = written(town, **said)
    actions.ask_institutions(version, by=town.editor, at=AT)
    for signature in version.signatures.all():
        actions.sign_on_paper(signature, reference="Minutes 3", by=town.editor, at=AT)
    return actions.put_in_force(version, by=town.approver, at=AT)


def test_a_version_is_in_force_only_when_every_institution_named_has_approved():
    town = Town()
    version = written(town)
    tokens = actions.ask_institutions(version, by=town.editor, at=AT)
    assert list(tokens) == ["Casa", "Agency <PANI>"]
    first, second = version.signatures.all()

    actions.sign(first, position="Coordination", at=AT)
    with pytest.raises(Refused, match="Still to approve: Agency <PANI>"):
        actions.put_in_force(version, by=town.approver, at=AT)
    actions.sign_on_paper(second, reference="Letter 12-2026", by=town.editor, at=AT)
    with pytest.raises(Refused, match="Only an approver"):
        actions.put_in_force(version, by=town.editor, at=AT)
    actions.put_in_force(version, by=town.approver, at=AT)

    version.refresh_from_db()
    assert (version.state, version.in_force_on) == ("in_force", AT.date())


def test_the_next_version_replaces_the_one_in_force_only_when_it_is_in_force_itself():
    town = Town()
    first = in_force(town)
    second = written(town, intro="Better.")

    assert (second.number, ProtocolVersion.objects.get(pk=first.pk).state) == (2, "in_force")
    actions.ask_institutions(second, by=town.editor, at=AT)
    with pytest.raises(Refused, match="with the institutions"):
        written(town)
    for signature in second.signatures.all():
        actions.sign(signature, position="Head", at=AT)
    actions.put_in_force(second, by=town.approver, at=AT)
    assert ProtocolVersion.objects.get(pk=first.pk).state == "replaced"


def test_what_was_approved_falls_when_the_words_are_taken_back():
    town = Town()
    version = written(town)
    actions.ask_institutions(version, by=town.editor, at=AT)
    signature = version.signatures.first()
    actions.sign(signature, position="Head", at=AT)

    actions.take_back_protocol(version, by=town.editor, at=AT)

    assert Signature.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"situation": "weather"}, "Choose the situation"),
        ({"steps": STEPS[:1]}, "from 2 to 16 steps"),
        ({"steps": [{"title": "A", "who": "B"}, {"title": "C"}]}, "which institution does it"),
        (
            {"steps": [{"title": "A", "who": "B"}, {"title": "C", "who": "B", "otherwise": "1"}]},
            "follows a step with a condition",
        ),
    ],
)
def test_a_protocol_that_nobody_could_follow_is_refused(said, words):
    with pytest.raises(Refused, match=words):
        written(Town(), **said)


def test_a_protocol_parts_by_a_condition_and_meets_again(client):
    steps = [
        {"title": "Listen", "who": "Casa"},
        {"title": "Call the protection office", "who": "Office", "only_if": "there are threats"},
        {"title": "Find a safe place", "who": "Casa", "only_if": "there are threats"},
        {"title": "Go along to complain", "who": "Inspection", "otherwise": "1"},
        {"title": "Call again", "who": "Casa", "only_if": "she asks for it"},
    ]
    version = in_force(Town(), situation="labour", steps=steps)

    parted = [
        (one.condition, [s.number for s in one.steps], [s.number for s in one.otherwise])
        for one in version.stretches
    ]

    assert parted == [("", [1], []), ("there are threats", [2, 3], [4]), ("she asks for it", [5], [])]
    drawing = client.get(version.protocol.get_absolute_url()).context["drawing"]
    assert [row[0] + row[4] for row in drawing.rows] == [
        "1", "2there are threats", "3there are threats", "4not: there are threats", "5she asks for it",
    ]  # fmt: skip
    assert drawing.svg.count("<polygon") == 2
    assert drawing.svg.count("<rect") == 5
    assert ">yes</text>" in drawing.svg
    assert ">no</text>" in drawing.svg


def test_the_institution_approves_by_its_link_in_its_position_and_the_public_sees_it(client):
    town = Town()
    version = written(town)
    token = actions.ask_institutions(version, by=town.editor, at=AT)["Casa"]
    address = reverse("services:sign", args=[token])

    assert "Receive the child" in client.get(address).text
    assert client.post(address, {"position": " "}).status_code == 422
    assert client.post(address, {"position": "Head of the house"}).status_code == 302
    assert client.post(address, {"position": "Again"}).status_code == 409
    assert client.get(reverse("services:sign", args=["x" * 32])).status_code == 404
    public = reverse("services:protocol", args=[version.protocol.slug])
    assert client.get(public).status_code == 404
    actions.sign_on_paper(version.signatures.last(), reference="Letter", by=town.editor, at=AT)
    actions.put_in_force(version, by=town.approver, at=AT)

    page = client.get(public)
    assert "Head of the house" in page.text
    assert "<form" not in page.text.split("<main")[1].split("</main>")[0], "ticks are sent nowhere"
    pdf = client.get(reverse("services:protocol_pdf", args=[version.protocol.slug]))
    assert pdf.content.startswith(b"%PDF")
    counter = client.get(reverse("services:counter", args=[town.place.slug]))
    assert "Receive the child" in counter.text


def test_the_drawing_says_in_words_what_it_shows_and_takes_no_markup(client):
    version = in_force(Town())
    drawing = client.get(reverse("services:protocol", args=[version.protocol.slug])).context["drawing"]

    assert "1. Receive the child in the private room (Casa)" in drawing.sentence
    assert "<PANI>" not in drawing.svg
    assert "&lt;PANI&gt;" in drawing.svg
    assert drawing.rows[2][4] == "hurt or ill"


def test_an_editor_writes_sends_and_the_approver_puts_in_force_on_their_pages(client):
    town = Town()
    client.force_login(town.editor)
    form = {"situation": "child", "intro": "", "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    for number, step in enumerate(STEPS):
        form |= {f"form-{number}-{part}": words for part, words in step.items()}

    assert client.post(reverse("services:protocol_write"), form | {"form-1-who": ""}).status_code == 422
    answer = client.post(reverse("services:protocol_write"), form)
    page = client.post(answer.url, {"deed": "ask"})
    assert page.text.count(reverse("services:sign", args=["x"])[:-3]) == 2
    for signature in Signature.objects.all():
        client.post(answer.url, {"deed": f"paper-{signature.pk}", "reference": "Minutes"})
    assert client.post(answer.url, {"deed": "force"}).status_code == 409
    client.force_login(town.approver)
    assert client.post(answer.url, {"deed": "force"}).status_code == 302
    assert ProtocolVersion.objects.get().state == "in_force"
    client.force_login(town.stranger)
    assert client.get(answer.url).status_code == 404
