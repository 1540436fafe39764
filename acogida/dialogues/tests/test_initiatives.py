"""The map of initiatives: sent by delegates, looked at by the secretariat, contacts only where agreed."""

import pytest
from django.urls import reverse
from django.utils import translation
from time_machine import travel

from acogida.accounts.tests.factories import UserFactory
from acogida.compact.models import Objective
from acogida.core.errors import Refused
from acogida.dialogues.actions import initiatives as deeds
from acogida.dialogues.models import Initiative
from acogida.dialogues.queries.initiatives import around, listed, search_entries
from acogida.dialogues.queries.week import due_for
from acogida.dialogues.tests.factories import AT, TODAY, Society
from acogida.territories.models import Territory
from acogida.territories.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def country(code="ARG"):
    return Territory.objects.get(code=code, level="country")


def town(name, code="ARG"):
    return PlaceFactory(name=name, country_code=code)


def sent(society, *, title="Legal advice at the terminal", objectives=(7,), **more):
    values = {
        "title": title,
        "text": "On Tuesdays since 2024.",
        "language": "en",
        "country": country(),
        "contact": "office@red.example",
        "may_show_contact": False,
        **more,
    }
    tied = Objective.objects.filter(number__in=objectives)
    return deeds.send(values=values, objectives=tied, by=society.person, at=AT)


def test_only_an_accredited_delegate_sends_and_nothing_is_on_the_map_before_it_was_looked_at():
    society = Society()

    with pytest.raises(Refused, match="Delegates accredited"):
        deeds.send(values={}, objectives=[], by=UserFactory(), at=AT)
    with pytest.raises(Refused, match="at least one objective"):
        sent(society, objectives=())
    made = sent(society)
    assert list(listed()) == []
    with pytest.raises(Refused, match="Only the secretariat decides"):
        deeds.decide(made, accept=True, reason="", by=society.person, at=AT)
    deeds.decide(made, accept=True, reason="", by=society.secretariat, at=AT)
    assert [one.title for one in listed(country="ARG", objective=7)] == ["Legal advice at the terminal"]
    assert list(listed(country="PER")) == list(listed(objective=3)) == []
    with pytest.raises(Refused, match="already been decided: On the map"):
        deeds.decide(made, accept=False, reason="No.", by=society.secretariat, at=AT)


def test_what_is_not_taken_up_says_why_and_a_place_lies_in_its_country():
    society = Society()
    made = sent(society)

    with pytest.raises(Refused, match="Say why"):
        deeds.decide(made, accept=False, reason=" ", by=society.secretariat, at=AT)
    with pytest.raises(Refused, match="in another country"):
        sent(society, place=town("Tacna", "PER"))


def test_who_withdraws_takes_the_contact_away_and_nobody_else_may():
    society = Society()
    other = Society("Otra red", number=2, by=society.secretariat)
    made = deeds.decide(sent(society), accept=True, reason="", by=society.secretariat, at=AT)

    with pytest.raises(Refused, match="Only its organisation's delegates"):
        deeds.withdraw(made, by=other.person, at=AT)
    deeds.withdraw(made, by=society.person, at=AT)

    assert (Initiative.objects.get().state, Initiative.objects.get().contact) == ("withdrawn", "")


@travel(AT, tick=False)
def test_a_contact_is_shown_only_where_the_organisation_agreed(client):
    society = Society()
    for title, agreed in (("One", False), ("Two", True)):
        one = sent(society, title=title, may_show_contact=agreed, contact=f"{title.lower()}@red.example")
        deeds.decide(one, accept=True, reason="", by=society.secretariat, at=AT)

    page = client.get(reverse("dialogues:initiatives")).content.decode()

    assert "two@red.example" in page
    assert "one@red.example" not in page
    assert 'class="drawn drawn--map"' in page


@travel(AT, tick=False)
def test_from_the_delegates_form_to_the_map(client):
    society = Society()
    client.force_login(society.person)
    form = {
        "title": "Asesoría",
        "text": "Los martes.",
        "language": "es",
        "country": "ARG",
        "place": "Nowhere at all",
        "objectives": [Objective.objects.get(number=7).pk],
    }
    new = reverse("dialogues:initiative_new")

    wrong = client.post(new, form)
    assert (wrong.status_code, "No municipality of that country" in wrong.content.decode()) == (422, True)
    town("Villa Prueba")
    town("Villa Prueba Sur")
    town("Villa Prueba", "PER")
    two = client.post(new, form | {"place": "Villa"})
    assert (two.status_code, "Which one? Villa Prueba" in two.content.decode()) == (422, True)
    assert client.post(new, form | {"place": "villa prueba"}).status_code == 302
    assert Initiative.objects.get().place.name == "Villa Prueba"
    client.force_login(society.secretariat)
    with translation.override("en"):
        assert any("put on the map" in due.text for due in due_for(society.secretariat, TODAY))
    made = Initiative.objects.order_by("-pk").first()
    where = reverse("dialogues:initiative_decide", args=[made.pk])
    assert client.post(where, {"accept": "yes"}).status_code == 302
    client.logout()
    assert "Asesoría" in client.get(reverse("dialogues:initiatives")).content.decode()


@travel(AT, tick=False)
def test_the_list_costs_the_same_for_one_and_many(client, django_assert_max_num_queries):
    society = Society()
    for n in range(12):
        one = sent(society, title=f"I{n}", objectives=(7, 15))
        deeds.decide(one, accept=True, reason="", by=society.secretariat, at=AT)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("dialogues:initiatives")).content.decode()
    assert "I11" in page


def on_the_map(society, **said):
    return deeds.decide(sent(society, **said), accept=True, reason="", by=society.secretariat, at=AT)


def test_an_initiative_has_its_page_once_it_is_on_the_map(client):
    society = Society()
    waits = sent(society, contact="office@red.example")
    assert client.get(reverse("dialogues:initiative", args=[waits.pk])).status_code == 404

    found = on_the_map(society, title="Evening school", may_show_contact=True)

    page = client.get(reverse("dialogues:initiative", args=[found.pk])).content.decode()
    assert "Evening school" in page
    assert "office@red.example" in page
    assert [e.title for e in search_entries([str(found.pk), str(waits.pk)])] == ["Evening school"]
    deeds.withdraw(found, by=society.secretariat, at=AT)
    assert list(search_entries([str(found.pk)])) == []


def test_the_directory_of_a_place_names_the_initiatives_there(client):
    society, here, elsewhere = Society(), town("Puerto Aquí"), town("Puerto Allá")
    on_the_map(society, title="Only here", place=here)
    on_the_map(society, title="In the whole country")
    on_the_map(society, title="Only there", place=elsewhere)

    page = client.get(f"{reverse('services:index')}?place={here.slug}").content.decode()

    assert page.index("Only here") < page.index("In the whole country")
    assert "Only there" not in page
    assert [one.title for one in around(here.country)] == ["In the whole country", "Only here", "Only there"]
    assert 'id="initiatives"' not in client.get(reverse("services:index")).content.decode()
