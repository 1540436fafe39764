"""Documents and commitments: dated, sourced, coded with a reason, proposed and reviewed, never lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from acogida.compact.models import Objective
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.mechanisms import actions, queries
from acogida.mechanisms.models import Commitment, Document, Mechanism, Proposal
from acogida.mechanisms.tests.factories import NOW, TODAY, country, mechanism, participation, person

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def keeper():
    return person("secretaria@x.example", secretariat=True)


def commit(of, by, at=NOW, **other):
    said = {
        "text": "Reunirse cada año",
        "dated": "2024-05",
        "objectives": [Objective.objects.get(number=23)],
        "because": "Es una alianza",
        "source": "Acta 7",
    } | other
    return actions.record_commitment(of, **said, by=by, at=at)


def document(of, by, at=NOW, **other):
    said = {"title": "Declaración", "kind": "declaration", "dated": "2023", "source": "Acta 1"} | other
    return actions.record_document(of, **said, by=by, at=at)


def test_every_shipped_commitment_is_dated_sourced_and_justified():
    for code in ("CRI", "PAN", "MEX", "USA", "GUY", "SLV", "ECU", "PER", "COL", "CHL"):
        country(code)
    actions.load_shipped(at=NOW)

    found = list(Commitment.objects.prefetch_related("objectives"))
    assert len(found) == 11
    for one in found:
        assert set(one.texts) == set(one.because) == {"es", "en", "pt", "fr"}, one
        assert all((one.objectives.all(), one.sources, one.dated)), one
    yearly = Mechanism.objects.get(key="cam-oea").commitments.get()
    assert yearly.document.titles["en"].startswith("AG/RES. 2988")
    assert [o.number for o in yearly.objectives.all()] == [16, 23]


def test_loading_again_keeps_what_was_shipped_under_its_id_and_leaves_off_what_was_taken_off(keeper):
    for code in ("CRI", "PAN", "MEX", "USA", "GUY", "SLV", "ECU", "PER", "COL", "CHL"):
        country(code)
    actions.load_shipped(at=NOW)
    before = (
        set(Commitment.objects.values_list("pk", flat=True)),
        set(Document.objects.values_list("pk", flat=True)),
    )
    taken = Mechanism.objects.get(key="ocam").commitments.get()
    actions.take_off(taken, reason="Se leyó mal", by=keeper, at=NOW)

    actions.load_shipped(at=LATER)

    after = (
        set(Commitment.objects.values_list("pk", flat=True)),
        set(Document.objects.values_list("pk", flat=True)),
    )
    assert after == before
    assert queries.commitments(taken.mechanism, TODAY) == []


def test_a_correction_takes_the_place_of_what_stood_and_both_can_be_read(keeper):
    made = mechanism("a")
    first = commit(made, keeper)

    second = commit(made, keeper, at=LATER, text="Reunirse cada dos años", instead_of=first)

    assert queries.commitments(made, TODAY) == [second]
    assert queries.commitments(made, TODAY, known=NOW + timedelta(days=1)) == [first]
    assert queries.commitments(made, TODAY, known=NOW - timedelta(days=1)) == []
    with pytest.raises(Refused, match="Alguien"):
        commit(made, keeper, at=LATER, instead_of=first)


def test_a_document_corrected_keeps_its_commitments(keeper):
    made = mechanism("a")
    first = document(made, keeper)
    held = commit(made, keeper, document=first)

    second = document(made, keeper, at=LATER, title="Declaración de X", instead_of=first)

    held.refresh_from_db()
    assert held.document == second


def test_nothing_is_read_before_it_was_adopted(keeper):
    made = mechanism("a")
    held, paper = commit(made, keeper, dated="2024-05"), document(made, keeper, dated="2023")

    assert queries.commitments(made, date(2024, 4, 30)) == []
    assert queries.commitments(made, date(2024, 5, 1)) == [held]
    assert queries.documents(made, date(2022, 12, 31)) == []
    assert queries.documents(made, date(2023, 1, 1)) == [paper]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"source": " "}, "dónde se puede leer"),
        ({"because": ""}, "por qué"),
        ({"objectives": []}, "qué objetivos"),
        ({"dated": "mayo de 2024"}, "un año, un mes o un día"),
        ({"dated": "2024-13"}, "un año, un mes o un día"),
        ({"until": "2023"}, "antes"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_a_sentence(keeper, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        commit(mechanism("a"), keeper, **wrong)

    assert not Commitment.objects.exists()


def test_it_may_be_due_in_the_year_it_was_adopted(keeper):
    assert commit(mechanism("a"), keeper, dated="2024-05-17", until="2024").until == "2024"


def test_only_the_secretariat_records_and_takes_off(keeper):
    made, somebody = mechanism("a"), person()
    held = commit(made, keeper)

    with pytest.raises(Refused, match="Solo la secretaría"):
        commit(made, somebody)
    with pytest.raises(Refused, match="Solo la secretaría"):
        actions.take_off(held, reason="x", by=somebody, at=NOW)

    assert queries.commitments(made, TODAY) == [held]


def test_who_takes_part_is_read_as_it_was_known():
    made, editor = mechanism("a"), person(secretariat=True)
    participation(made, "AAA")
    actions.record_participation(
        made,
        country=country("AAA"),
        part="observer",
        starts_on=None,
        ends_on=None,
        source="Acta",
        by=editor,
        at=LATER,
    )

    def parts(known):
        return [p.part for p in queries.participations(TODAY, [made], known=known)]

    assert parts(None) == ["observer"]
    assert parts(NOW + timedelta(days=1)) == ["member"]


class TestPages:
    VALUES = {
        "text": "Reunirse cada año",
        "dated": "2024-05",
        "objectives": ["23"],
        "because": "Es una alianza",
        "source": "Acta 7",
    }

    def test_anyone_signed_in_proposes_a_commitment_and_the_secretariat_publishes_it(self, client, keeper):
        made = mechanism("a")
        client.force_login(person())
        client.post(reverse("mechanisms:commitment", args=["a"]), self.VALUES)
        proposal = Proposal.objects.get()
        assert not Commitment.objects.exists()

        client.force_login(keeper)
        desk = client.get(reverse("mechanisms:proposals")).text
        assert "Es una alianza" in desk
        assert "mayo de 2024" in desk
        client.post(reverse("mechanisms:answer", args=[proposal.pk]), {"accept": "1"})

        held = made.commitments.get()
        assert [o.number for o in held.objectives.all()] == [23]
        page = client.get(reverse("mechanisms:mechanism", args=["a"])).text
        assert "Reunirse cada año" in page
        assert "Es una alianza" in page
        names = list(AuditEvent.objects.order_by("pk").values_list("name", flat=True))
        assert names == ["mechanisms.proposed", "mechanisms.accepted", "mechanisms.commitment_recorded"]

    def test_a_proposed_document_is_recorded_when_it_is_accepted(self, client, keeper):
        made = mechanism("a")
        client.force_login(person())
        said = {"title": "Estatuto", "kind": "statute", "dated": "2019", "source": "Acta 2"}
        client.post(reverse("mechanisms:document", args=["a"]), said)
        client.force_login(keeper)

        client.post(reverse("mechanisms:answer", args=[Proposal.objects.get().pk]), {"accept": "1"})

        kept = made.documents.get()
        assert (str(kept), kept.type, kept.dated, kept.sources) == ("Estatuto", "statute", "2019", ["Acta 2"])

    def test_the_secretariat_records_corrects_and_takes_off(self, client, keeper):
        made = mechanism("a")
        client.force_login(keeper)
        client.post(reverse("mechanisms:commitment", args=["a"]), self.VALUES)
        first = made.commitments.get()
        form = client.get(reverse("mechanisms:correct", args=["commitment", first.pk])).text
        assert "Reunirse cada año" in form

        client.post(
            reverse("mechanisms:correct", args=["commitment", first.pk]),
            self.VALUES | {"text": "Cada dos años"},
        )
        (standing,) = queries.commitments(made, TODAY)
        assert str(standing) == "Cada dos años"
        client.post(reverse("mechanisms:take_off", args=["commitment", standing.pk]), {"reason": ""})
        assert queries.commitments(made, TODAY) == [standing]
        client.post(reverse("mechanisms:take_off", args=["commitment", standing.pk]), {"reason": "Error"})

        assert queries.commitments(made, TODAY) == []
        assert AuditEvent.objects.latest("pk").detail["reason"] == "Error"

    def test_a_date_that_says_nothing_is_explained_and_what_was_typed_is_kept(self, client):
        mechanism("a")
        client.force_login(person())

        answer = client.post(reverse("mechanisms:commitment", args=["a"]), self.VALUES | {"dated": "ayer"})

        assert answer.status_code == 409
        assert "un año, un mes o un día" in answer.text
        assert "Es una alianza" in answer.text

    def test_the_page_of_another_day_says_so(self, client, keeper):
        made = mechanism("a", members=["AAA"])
        commit(made, keeper)

        page = client.get(reverse("mechanisms:mechanism", args=["a"]), {"known": "2026-11-20"}).text

        assert "20 de noviembre de 2026" in page
        assert "Reunirse cada año" not in page
