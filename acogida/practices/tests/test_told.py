"""What its people add: other languages, places, files, a draft kept as a file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from acogida.accounts.tests.factories import CountryFactory, MunicipalityFactory
from acogida.core.errors import Refused
from acogida.practices import actions, queries
from acogida.practices.models import Attachment, Practice, PracticeText
from acogida.practices.tests.factories import AT, WHOLE, Town
from acogida.practices.tests.wordfiles import text_of

pytestmark = pytest.mark.django_db
SPANISH = {"title": "Una ventanilla", "summary": "Siete trámites."}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
    "0001e221bc330000000049454e44ae426082"
)


def png(name="desk.png"):
    return SimpleUploadedFile(name, PNG)


def test_a_translation_is_kept_as_a_persons_and_goes_public_with_the_update(client):
    town = Town()
    practice = town.published()
    client.force_login(town.editor)
    address = f"/en/practices/work/{practice.pk}/translations/"
    page = client.get(f"{address}es/").content.decode()
    assert WHOLE["summary"] in page, "the original stands beside"
    client.post(f"{address}es/", SPANISH)
    text = practice.texts.get(language="es")
    assert (text.status, text.title, text.of_revision) == ("human", "Una ventanilla", 2)
    listed = text_of(client.get(address).content.decode())
    assert "Parts told in Spanish 2 / 5" in listed
    assert "es" not in queries.public_content(practice)["texts"]
    practice = actions.publish_update(practice, note="En español.", by=town.approver, at=AT)
    assert "Una ventanilla" in client.get(f"/es/practicas/{practice.slug}/").content.decode()


def test_an_outdated_translation_is_flagged_and_brought_up_to_date(client):
    town = Town()
    practice = town.draft()
    actions.translate(practice, "es", values=SPANISH, by=town.editor, at=AT)
    actions.write(practice, values={"summary": "Nine procedures."}, revision=None, by=town.editor, at=AT)
    assert practice.texts.get(language="es").status == "outdated"
    client.force_login(town.editor)
    page = client.get(f"/en/practices/work/{practice.pk}/translations/es/").content.decode()
    assert "The original has changed since" in page
    actions.translate(practice, "es", values=SPANISH | {"summary": "Nueve trámites."}, by=town.editor, at=AT)
    text = practice.texts.get(language="es")
    original = practice.texts.get(language="en")
    assert (text.status, text.of_revision) == ("human", original.changed_in)


def test_keeping_a_machine_translation_makes_it_a_persons():
    town = Town()
    practice = town.draft()
    PracticeText.objects.create(practice=practice, language="es", status="machine", updated_at=AT, **SPANISH)
    actions.translate(practice, "es", values=SPANISH, by=town.editor, at=AT)
    assert practice.texts.get(language="es").status == "human"


def test_a_translation_is_refused_where_it_has_no_title_or_no_language():
    town = Town()
    practice = town.draft()
    with pytest.raises(Refused, match="a title too"):
        actions.translate(practice, "es", values={"title": " "}, by=town.editor, at=AT)
    with pytest.raises(Refused, match="one of the other languages"):
        actions.translate(practice, "en", values=SPANISH, by=town.editor, at=AT)
    with pytest.raises(Refused, match="can change"):
        actions.translate(practice, "es", values=SPANISH, by=town.stranger, at=AT)
    actions.send(practice, by=town.approver, at=AT)
    with pytest.raises(Refused, match="with the reviewers now"):
        actions.translate(practice, "es", values=SPANISH, by=town.editor, at=AT)


def test_places_are_found_by_name_added_and_taken_out(client):
    town = Town()
    other = MunicipalityFactory(name="Puerto Hallado", country=CountryFactory(code="HTI", slug="hti"))
    practice = town.draft()
    client.force_login(town.editor)
    address = f"/en/practices/work/{practice.pk}/choose/places/"
    assert f'value="{other.code}"' in client.get(address, {"q": "puerto hall"}).content.decode()
    client.post(address, {"add": other.code})
    assert set(practice.places.all()) == {town.place, other}
    client.post(address, {"remove": town.place.code})
    assert list(practice.places.all()) == [other]
    origins = f"/en/practices/work/{practice.pk}/choose/origins/"
    client.post(origins, {"add": "HTI"})
    assert [p.code for p in practice.origins.all()] == ["HTI"]
    assert client.get(f"/en/practices/work/{practice.pk}/choose/people/").status_code == 404
    assert client.post(address, {"add": "no-such-place"}).status_code == 302
    assert list(practice.places.all()) == [other]


def test_a_file_is_public_only_with_the_version_that_names_it(client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    town = Town()
    practice = town.published()
    client.force_login(town.editor)
    client.post(
        f"/en/practices/work/{practice.pk}/attachments/", {"file": png(), "caption": "The desk from outside"}
    )
    kept = Attachment.objects.get()
    public = f"/en/practices/{practice.slug}/attachments/{kept.pk}/"
    assert client.get(public).status_code == 404
    own = client.get(f"/en/practices/work/{practice.pk}/attachments/{kept.pk}/")
    assert b"".join(own.streaming_content) == PNG

    practice = actions.publish_update(practice, note="A picture.", by=town.approver, at=AT)
    client.logout()
    assert "The desk from outside" in client.get(f"/en/practices/{practice.slug}/").content.decode()
    answer = client.get(public)
    assert answer["Content-Disposition"] == 'attachment; filename="desk.png"'
    assert b"".join(answer.streaming_content) == PNG
    actions.detach(kept, by=town.editor, at=AT)
    answer = client.get(public)
    assert answer.status_code == 200, "the version still names it"
    assert b"".join(answer.streaming_content) == PNG
    practice = actions.publish_update(practice, note="Without it.", by=town.approver, at=AT)
    assert client.get(public).status_code == 404


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (lambda: SimpleUploadedFile("a.svg", b"<svg><script>alert(1)</script></svg>"), "not accepted"),
        (lambda: SimpleUploadedFile("a.pdf", b"%PDF-1.7\n/JavaScript\n%%EOF"), "carries scripts"),
        (lambda: SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * 40_000_000), "larger than 20 MB"),
        (lambda: SimpleUploadedFile("a.png", b""), "is empty"),
    ],
)
def test_a_file_that_may_not_be_kept_is_refused_with_a_sentence(client, settings, tmp_path, upload, said):
    settings.UPLOAD_LIMIT_BYTES, settings.MEDIA_ROOT = 20 * 1024 * 1024, tmp_path
    town = Town()
    practice = town.draft()
    client.force_login(town.editor)
    answer = client.post(f"/en/practices/work/{practice.pk}/attachments/", {"file": upload(), "caption": "x"})
    assert answer.status_code in (409, 422)
    assert said in answer.content.decode()
    assert Attachment.objects.count() == 0


def test_a_draft_is_kept_as_a_file_and_brought_in_elsewhere(client):
    town, other = Town(), Town("BRA")
    practice = town.draft(contexts=["transit"], sdgs=[10], principles=["people_centred"])
    actions.translate(practice, "es", values=SPANISH, by=town.editor, at=AT)
    client.force_login(town.editor)
    kept = client.get(f"/en/practices/work/{practice.pk}/draft/json/").content
    assert town.editor.email.encode() not in kept
    client.force_login(other.editor)
    sent = {"organisation": other.organisation.pk, "file": SimpleUploadedFile("draft.json", kept)}
    answer = client.post("/en/practices/new/file/", sent)
    brought = Practice.objects.get(organisation=other.organisation)
    assert answer.url == f"/en/practices/work/{brought.pk}/"
    original = brought.texts.get(language="en")
    assert (original.title, original.lessons) == (WHOLE["title"], WHOLE["lessons"])
    assert brought.texts.get(language="es").status == "human"
    assert (brought.contexts, brought.sdgs) == (["transit"], [10])
    assert [(row.objective_id, row.is_primary) for row in brought.served.all()] == [(15, True), (3, False)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"primary": [24]}, "no objective 24"),
        ({"kind": "miracle"}, "not on offer"),
        ({"version": 9}, "newer Acogida"),
        ({"language": "de"}, "in which language"),
        ({"texts": {"en": {"title": "x" * 500}}}, "has 500 characters"),
        ({"texts": {"en": {"title": ["x"]}}}, "Give the practice a title"),
    ],
)
def test_a_draft_file_that_was_tampered_with_is_refused_whole(change, said):
    town = Town()
    data = {"format": "acogida-practice-draft", "version": 1, "language": "en"}
    data |= {"texts": {"en": {"title": "One desk"}}} | change
    with pytest.raises(Refused, match=said):
        actions.bring_draft(town.organisation, json.dumps(data).encode(), by=town.editor, at=AT)
    assert Practice.objects.count() == 0
