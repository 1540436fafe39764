"""The registry is loaded with its sources, corrected without loss, and read as of any day."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.mechanisms import actions, queries
from acogida.mechanisms.models import Fact, Field, Mechanism, Meeting, Participation, Proposal, Theme
from acogida.mechanisms.tests.factories import NOW, TODAY, country, mechanism, person
from acogida.territories.models import Territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def shipped():
    for code in ("CRI", "PAN", "MEX", "USA", "GUY", "SLV", "ECU", "PER", "COL", "CHL"):
        country(code)
    actions.load_shipped(at=NOW)


@pytest.mark.usefixtures("shipped")
class TestShipped:
    def test_every_name_is_in_a_language(self):
        """A comma outside quotes would make half a sentence a language of its own."""
        said = [one.names for one in (*Mechanism.objects.all(), *Theme.objects.all())]

        assert {language for names in said for language in names} == {"es", "pt", "en", "fr"}

    def test_there_are_twenty_six_with_their_facts_and_dates(self):
        assert Mechanism.objects.count() == 26
        assert Meeting.objects.count() == 16
        crm = Mechanism.objects.get(key="crm")
        founded = crm.facts.get(field=Field.FOUNDED)
        assert founded.text == {"": "1996"}
        assert founded.sources == ["https://www.iom.int/regional-conference-migration-rcm-or-puebla-process"]
        assert [p.country.code for p in crm.presidencies.all()] == ["SLV", "MEX"]

    def test_loading_again_changes_nothing_and_keeps_what_people_recorded(self):
        editor, crm = person(secretariat=True), Mechanism.objects.get(key="crm")
        actions.change_fact(
            crm, field=Field.SECRETARIAT, text="San José", sources=["Acta 1"], by=editor, at=NOW
        )
        counts = [model.objects.count() for model in (Mechanism, Fact, Participation, Meeting)]

        actions.load_shipped(at=NOW + timedelta(days=1))

        assert [model.objects.count() for model in (Mechanism, Fact, Participation, Meeting)] == counts
        standing = crm.facts.get(field=Field.SECRETARIAT, ended_at__isnull=True)
        assert (standing.text, standing.sources) == ({"": "San José"}, ["Acta 1"])

    def test_who_signed_later_is_not_there_before(self):
        declaration = Mechanism.objects.get(key="la-declaration")

        def members(day):
            return {p.country.code for p in queries.participations(day, [declaration])}

        assert "GUY" not in members(date(2022, 7, 1))
        assert "GUY" in members(date(2022, 10, 1))
        assert members(date(2022, 6, 9)) == set()

    def test_every_objective_shows_the_theme_it_was_read_in_or_says_there_is_none(self):
        crm = Mechanism.objects.get(key="crm")

        read = {code.objective_id: sorted(t.pk for t in code.themes.all()) for code in crm.codes.all()}

        assert read[21] == ["return"]
        assert read[14] == []
        assert sorted(read) == [1, 3, 5, 6, 7, 9, 10, 11, 12, 14, 21, 23]


def test_a_correction_ends_the_old_fact_and_keeps_it():
    editor, made = person(secretariat=True), mechanism("a")
    first = actions.change_fact(
        made, field=Field.WEBSITE, text="https://a.example", sources=["x"], by=editor, at=NOW
    )
    later = NOW + timedelta(days=3)

    actions.change_fact(
        made, field=Field.WEBSITE, text="https://b.example", sources=["y"], by=editor, at=later
    )

    first.refresh_from_db()
    assert first.ended_at == later
    assert made.facts.get(ended_at__isnull=True).text == {"": "https://b.example"}
    assert Mechanism.objects.get(pk=made.pk).checked_on == date(2026, 11, 24)


def test_a_proposal_accepted_becomes_the_fact_with_its_source():
    author, editor, made = person(), person("s@x.example", secretariat=True), mechanism("a")
    proposal = actions.propose(made, field=Field.FOUNDED, text="1998", source="Acta", by=author, at=NOW)

    actions.answer_proposal(proposal, accept=True, by=editor, at=NOW)

    fact = made.facts.get()
    assert (fact.field, fact.text, fact.sources) == ("founded", {"": "1998"}, ["Acta"])
    names = list(AuditEvent.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["mechanisms.proposed", "mechanisms.accepted", "mechanisms.fact_changed"]


def test_a_proposal_is_declined_with_a_reason_and_answered_once():
    author, editor, made = person(), person("s@x.example", secretariat=True), mechanism("a")
    proposal = actions.propose(made, field=Field.FOUNDED, text="1998", source="Acta", by=author, at=NOW)

    with pytest.raises(Refused, match="por qué no se acepta"):
        actions.answer_proposal(proposal, accept=False, by=editor, at=NOW)
    actions.answer_proposal(proposal, accept=False, answer="Otra fuente", by=editor, at=NOW)
    with pytest.raises(Refused, match="ya tuvo respuesta"):
        actions.answer_proposal(proposal, accept=True, by=editor, at=NOW)

    assert not made.facts.exists()


def test_only_the_secretariat_keeps_the_registry():
    made, somebody = mechanism("a"), person()

    with pytest.raises(Refused, match="Solo la secretaría"):
        actions.change_fact(made, field=Field.NOTE, text="x", sources=["y"], by=somebody, at=NOW)

    assert Fact.objects.count() == 0


def test_nothing_is_recorded_without_where_it_can_be_read():
    made, editor = mechanism("a"), person(secretariat=True)

    with pytest.raises(Refused, match="dónde se puede leer"):
        actions.propose(made, field=Field.NOTE, text="x", source=" ", by=editor, at=NOW)
    with pytest.raises(Refused, match="dónde se puede leer"):
        actions.record_participation(
            made,
            country=country("AAA"),
            part="member",
            starts_on=None,
            ends_on=None,
            source="",
            by=editor,
            at=NOW,
        )

    assert (Proposal.objects.count(), Participation.objects.count()) == (0, 0)


def test_a_country_that_leaves_is_still_there_on_the_days_before():
    made, editor = mechanism("a", members=["AAA"]), person(secretariat=True)

    actions.end_participation(
        made.participations.get(), ends_on=date(2025, 1, 1), source="Acta", by=editor, at=NOW
    )

    assert len(queries.participations(date(2024, 12, 31), [made])) == 1
    assert queries.participations(TODAY, [made]) == []
    assert made.participations.count() == 2


def test_a_country_does_not_leave_before_it_came():
    made, editor = mechanism("a"), person(secretariat=True)

    with pytest.raises(Refused, match="posterior"):
        actions.record_participation(
            made,
            country=country("AAA"),
            part="member",
            starts_on=date(2024, 1, 2),
            ends_on=date(2024, 1, 1),
            source="Acta",
            by=editor,
            at=NOW,
        )

    assert Territory.objects.filter(code="AAA").exists()
    assert not Participation.objects.exists()
