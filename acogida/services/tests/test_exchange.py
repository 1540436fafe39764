"""The directory out and in: a table tried dry, HSDS, the booklet, the poster, the API."""

import io
import json

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from opening_hours import OpeningHours

from acogida.core.errors import Refused
from acogida.documents.tables import read_table, write_xlsx
from acogida.documents.tables.writing import OutSheet
from acogida.services import actions
from acogida.services.exchange import rows_of_hsds
from acogida.services.models import Service
from acogida.services.tests.factories import AT, Town

pytestmark = pytest.mark.django_db
HEAD = ("name", "provider", "address", "topics", "languages", "hours", "summary_es")


def table(*rows, head=HEAD):
    return write_xlsx([OutSheet("directory", head, rows)])


def row(name, **said):
    values = {"name": name, "provider": "Casa", "address": "Calle 1", "topics": "papers,health"}
    values |= {"languages": "es,ht", "hours": "Mo-Fr 08:00-16:00", "summary_es": "Orienta."}
    return [(values | said).get(column, "") for column in HEAD]


def rows_in(data):
    return actions.rows_of(read_table(data, "t.xlsx"))


def test_5000_rows_with_duplicates_are_tried_dry_and_every_duplicate_is_named():
    town = Town()
    town.service(name="Casa 7", address="Calle 1")
    rows = [row(f"Casa {n}") for n in range(4990)] + [row(f"CASA {n}") for n in range(10)]

    found = actions.try_table(town.organisation, rows_in(table(*rows)))

    assert (len(found.new), found.known, len(found.refused)) == (4989, 1, 10)
    assert found.refused[0] == (4992, "The same as row 2.")
    assert Service.objects.count() == 1, "nothing is written"


def test_a_table_is_taken_in_whole_as_drafts_or_not_at_all():
    town = Town()
    good, bad = rows_in(table(row("A"), row("B"))), rows_in(table(row("A"), row("B", topics="witchcraft")))

    with pytest.raises(Refused, match="Some rows cannot be taken"):
        actions.import_table(town.organisation, bad, by=town.editor, at=AT)
    assert Service.objects.count() == 0
    assert actions.import_table(town.organisation, good, by=town.editor, at=AT) == 2
    first = Service.objects.get(name="A")
    assert (first.state, first.topics, first.languages) == ("draft", ["papers", "health"], ["es", "ht"])
    assert actions.import_table(town.organisation, good, by=town.editor, at=AT) == 0, "twice is once"
    with pytest.raises(Refused):
        actions.import_table(town.organisation, good, by=town.stranger, at=AT)


@pytest.mark.parametrize(
    ("head", "words"),
    [(("nombre", "quien"), "no columns"), (("name", "provider", "telefono secreto"), "Unknown column")],
)
def test_a_table_of_something_else_is_refused(head, words):
    with pytest.raises(Refused, match=words):
        rows_in(table(["x"] * len(head), head=head))


def test_an_editor_tries_a_file_then_takes_it_in_and_a_forged_token_is_refused(client):
    town = Town()
    client.force_login(town.editor)
    address = reverse("services:import")
    upload = SimpleUploadedFile("t.xlsx", table(row("A"), row("B", hours="whenever")))
    page = client.post(address, {"file": upload})
    assert "cannot be read as opening hours" in page.text
    assert page.context.get("token") is None

    page = client.post(address, {"file": SimpleUploadedFile("t.xlsx", table(row("A")))})
    assert client.post(address, {"tried": "forged"}).status_code == 409
    assert client.post(address, {"tried": page.context["token"]}).status_code == 302
    assert Service.objects.get().name == "A"


def test_what_is_exported_can_be_imported_elsewhere_as_it_was(client):
    town, other = Town(), Town()
    made = town.service(hours="Mo-Fr 08:00-12:00; PH off", summary={"es": "=1+1 hace", "pt": "Faz"})
    client.force_login(town.editor)
    data = client.get(reverse("services:export")).content

    actions.import_table(other.organisation, rows_in(data), by=other.editor, at=AT)

    copy = Service.objects.get(organisation=other.organisation)
    for name in ("name", "hours", "topics", "languages", "papers", "cost", "phone"):
        assert getattr(copy, name) == getattr(made, name)
    assert copy.summary["pt"] == "Faz"


def test_hsds_says_the_week_and_the_topics(client):
    town = Town()
    made = town.service(hours="Fr 22:00-02:00; PH off")
    found = client.get(reverse("services:hsds", args=[town.place.slug])).json()["contents"]

    assert found[0]["schedules"] == [
        {
            "freq": "WEEKLY",
            "byday": "FR",
            "opens_at": "22:00",
            "closes_at": "02:00",
            "timezone": "America/Argentina/Buenos_Aires",
        }
    ]
    assert found[0]["organization"] == {"name": "Municipality"}
    terms = [(a["taxonomy"], a["term"]) for a in found[0]["attributes"]]
    assert terms == [("acogida:topics", topic) for topic in made.topics] + [("acogida:cost", "free")]


def test_what_is_written_in_hsds_is_read_elsewhere_as_drafts(client):
    town, other = Town(), Town()
    made = town.service(hours="Mo-Fr 08:00-12:00,13:00-16:00; Sa 22:00-02:00", papers=["passport"])
    written = client.get(reverse("services:hsds", args=[town.place.slug])).content
    client.force_login(other.editor)

    tried = client.post(reverse("services:import"), {"file": SimpleUploadedFile("d.json", written)})
    client.post(reverse("services:import"), {"tried": tried.context["token"]})

    copy = Service.objects.get(organisation=other.organisation)
    assert copy.state == "draft"
    for name in ("name", "provider", "address", "phone", "hours", "topics", "languages", "papers", "cost"):
        assert getattr(copy, name) == getattr(made, name), name
    assert copy.summary["en"] == made.summary["en"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "not a JSON file"),
        (b"[" * 100_000, "not a JSON file"),
        (b'{"a": 1}', "no services"),
        (b"[3]", "no services"),
    ],
)
def test_what_is_no_hsds_is_refused_with_a_sentence(data, words):
    with pytest.raises(Refused, match=words):
        rows_of_hsds(data)


def test_hsds_of_others_is_read_as_far_as_it_goes_and_a_topic_off_the_list_is_refused():
    said = {
        "name": "Clinic",
        "organization": {"name": "Red"},
        "schedules": [{"byday": "MO,TU", "opens_at": "08:00:00", "closes_at": "16:00:00"}, {"byday": "XX"}],
        "languages": [{"code": "ht"}, {"code": "tlh"}, "es"],
        "required_documents": [{"document": "A letter"}],
        "attributes": [
            {"taxonomy": "other", "term": "x"},
            {"taxonomy": "acogida:topics", "term": "astrology"},
        ],
        "service_at_locations": None,
    }
    (row,) = rows_of_hsds(json.dumps([said]).encode())

    assert (row["hours"], row["languages"], row["papers"], row["cost"]) == (
        "Mo,Tu 08:00-16:00", "ht", "other", "unknown",
    )  # fmt: skip
    assert "astrology" in actions.try_table(Town().organisation, [(2, row)]).refused[0][1]


def test_what_does_not_fit_is_said_and_where_it_is(client):
    town = Town()
    first = town.service(name="Desk 0")
    copies = []
    for n in range(1, 201):
        one = Service.objects.get(pk=first.pk)
        one.pk, one.name, one.slug, one.identity = None, f"Desk {n}", f"desk-{n}", f"desk {n}"
        copies.append(one)
    Service.objects.bulk_create(copies)

    address, seen = reverse("services:hsds", args=[town.place.slug]), []
    while address:
        part = client.get(address).json()
        seen.append([one["name"] for one in part["contents"]])
        address = part["next"]

    assert [len(names) for names in seen] == [200, 1]
    assert len({name for names in seen for name in names}) == 201
    page = client.get(reverse("services:counter", args=[town.place.slug]))
    assert page.text.count("data-service ") == 60
    assert "Here are the 60 nearest services" in page.text


def test_booklet_and_poster_are_documents_of_their_size(client):
    town = Town()
    town.service()
    sizes = {}
    for kind in ("booklet", "poster"):
        made = client.get(reverse(f"services:{kind}", args=[town.place.slug])).content
        with pikepdf.open(io.BytesIO(made)) as document:
            _left, _bottom, right, top = document.pages[0].mediabox
            sizes[kind] = (round(float(right)), round(float(top)))
    assert sizes == {"booklet": (420, 595), "poster": (595, 842)}


def test_the_api_gives_published_services_and_their_hours_are_read_by_another_library(client):
    town = Town()
    made = town.service()
    town.draft(name="Draft")

    listed = json.loads(client.get("/api/v1/services?topic=papers&language=ht").content)
    one = json.loads(client.get(f"/api/v1/services/{made.pk}").content)

    assert [item["id"] for item in listed["items"]] == [made.pk]
    assert one["objectives"] == [4, 5, 12]
    assert str(OpeningHours(one["hours"])).startswith("Mo-Fr 08:00-16:00")
    assert json.loads(client.get("/api/v1/services?topic=health").content)["items"] == []


def test_the_second_booklet_is_a_link_in_the_first(client, monkeypatch):
    town = Town()
    for number in range(3):
        town.service(name=f"Desk {number}")
    monkeypatch.setattr("acogida.services.views.exchange.MOST", 2)

    made = client.get(reverse("services:booklet", args=[town.place.slug])).content

    with pikepdf.open(io.BytesIO(made)) as found:
        links = [
            str(note.A.URI)
            for page in found.pages
            for note in page.get("/Annots", [])
            if note.get("/A") and "/URI" in note.A
        ]
    assert any("?after=" in link for link in links), links
