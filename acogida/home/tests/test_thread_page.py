"""The thread page shows causes above and effects below, as far as the reader may see."""

from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from acogida.core import thread

pytestmark = pytest.mark.django_db
TITLES = {
    "root": {1: "Una cifra"},
    "stem": {1: "Un desafío", 2: "Otro desafío"},
    "leaf": {1: "Una acción", 2: "Secreta"},
}


def kind(name, order):
    def describe(pks, user):
        seen = {pk: TITLES[name][pk] for pk in pks if pk in TITLES[name]}
        return {
            pk: thread.Bead(name, pk, title, url=f"/x/{name}/{pk}/", note=f"nota {pk}")
            for pk, title in seen.items()
            if title != "Secreta" or user.is_authenticated
        }

    return thread.Kind(name, name.title(), order, describe)


def link(cause, effect, pairs):
    return thread.Link(
        cause,
        effect,
        lambda pks: [e for c, e in pairs if c in pks],
        lambda pks: [c for c, e in pairs if e in pks],
    )


@pytest.fixture(autouse=True)
def _beads(monkeypatch):
    monkeypatch.setattr(thread, "KINDS", {})
    monkeypatch.setattr(thread, "LINKS", [])
    thread.register(kind("root", 1))
    thread.register(kind("stem", 2), link("root", "stem", [(1, 1), (1, 2)]))
    thread.register(kind("leaf", 3), link("stem", "leaf", [(1, 1), (1, 2)]))


def shown(beads):
    return [(label, [bead.title for bead in same]) for label, same in beads]


def test_causes_stand_above_and_effects_below(client):
    page = client.get(reverse("thread", args=["stem", 1]))
    assert shown(page.context["causes"]) == [("Root", ["Una cifra"])]
    assert shown(page.context["effects"]) == [("Leaf", ["Una acción"])]
    text = page.content.decode()
    assert text.index("Una cifra") < text.index('id="itself"') < text.index("Una acción")
    assert 'href="/x/leaf/1/"' in text
    assert "nota 1" in text


def test_every_bead_opens_its_own_thread(client):
    page = client.get(reverse("thread", args=["root", 1]))
    assert shown(page.context["effects"]) == [
        ("Stem", ["Un desafío", "Otro desafío"]),
        ("Leaf", ["Una acción"]),
    ]
    assert reverse("thread", args=["leaf", 1]) in page.content.decode()


def test_the_ends_of_the_thread_say_so(client):
    assert (
        "This is where the thread begins" in client.get(reverse("thread", args=["root", 1])).content.decode()
    )
    assert "Nothing has come of it yet" in client.get(reverse("thread", args=["leaf", 1])).content.decode()


@pytest.mark.parametrize(("name", "pk"), [("leaf", 2), ("leaf", 3), ("nothing", 1)])
def test_what_a_visitor_may_not_see_is_not_there(client, name, pk):
    assert client.get(reverse("thread", args=[name, pk])).status_code == 404


def test_the_sheet_to_print_tells_both_ways_on_one_page(client):
    page = client.get(reverse("thread", args=["stem", 1])).content.decode()
    address = reverse("thread_sheet", args=["stem", 1])
    assert f'href="{address}"' in page

    made = client.get(address)

    assert made["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(made.content)) as found:
        assert len(found.pages) == 1
    assert client.get(reverse("thread_sheet", args=["leaf", 2])).status_code == 404


def test_a_long_thread_still_fits_one_sheet(client, monkeypatch):
    many = {pk: f"Acción {pk} " + "con un título muy largo " * 9 for pk in range(1, 61)}
    monkeypatch.setitem(TITLES, "leaf", many)
    monkeypatch.setattr(thread, "LINKS", [link("stem", "leaf", [(1, pk) for pk in many])])

    made = client.get(reverse("thread_sheet", args=["stem", 1]))

    with pikepdf.open(BytesIO(made.content)) as found:
        assert len(found.pages) == 1


def test_an_effect_that_says_another_caused_it_is_not_shown(client, monkeypatch):
    def describe(pks, user):
        causes = {1: {"stem": (1,)}, 2: {"stem": (2,)}}
        return {pk: thread.Bead("leaf", pk, f"Hoja {pk}", causes=causes[pk]) for pk in pks}

    monkeypatch.setitem(thread.KINDS, "leaf", thread.Kind("leaf", "Leaf", 3, describe))

    page = client.get(reverse("thread", args=["stem", 1]))

    assert shown(page.context["effects"]) == [("Leaf", ["Hoja 1"])]
