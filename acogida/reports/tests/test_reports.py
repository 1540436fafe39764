"""Reports gathered from every room, read in four languages, as files, and frozen."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import docx
import pikepdf
import pytest
from django.urls import reverse
from django.utils import translation

from acogida.accounts.models import Organisation
from acogida.accounts.tests.factories import MandateFactory, OrganisationFactory, UserFactory
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.models import AuditEvent, SearchChange
from acogida.mechanisms.tests.factories import mechanism
from acogida.pledges.tests.factories import bare
from acogida.reports import actions, places, queries
from acogida.reports.models import Report
from acogida.reports.queries.scope import scope_of
from acogida.services.models import Cell, Office
from acogida.territories.models import Territory
from acogida.territories.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def costa_rica():
    return Territory.objects.get(code="CRI")


def test_a_country_report_gathers_what_is_public_of_that_country_alone(costa_rica):
    guatemala = Territory.objects.get(code="GTM")
    bare(country=costa_rica, title="Ventanilla")
    bare(country=guatemala)
    mechanism("foro", members=["CRI", "GTM"], objectives=[1, 15])
    mechanism("otro", members=["GTM"], objectives=[2])

    said = queries.content_of(scope_of("country", "cri", TODAY), TODAY)

    assert said["title"] == {"es": "Costa Rica", "pt": "Costa Rica", "en": "Costa Rica", "fr": "Costa Rica"}
    assert said["chapters"]["pledges"]["total"] == 1
    assert [row["title"] for row in said["chapters"]["pledges"]["rows"]] == ["Ventanilla"]
    found = said["chapters"]["mechanisms"]
    assert [(row["name"]["es"], row["part"]) for row in found["rows"]] == [("Mecanismo foro", "member")]
    assert [gap["number"] for gap in found["gaps"]] == [n for n in range(1, 24) if n not in {1, 15}]
    assert "recommendations" not in said["chapters"]


def test_a_round_table_has_its_objectives_and_the_pledges_that_serve_them():
    scope = scope_of("round-table", "1", TODAY)
    served = scope.objectives[0]
    other = next(n for n in range(1, 24) if n not in scope.objectives)
    bare(title="Dentro", objectives_mask=1 << (served - 1))
    bare(title="Fuera", objectives_mask=1 << (other - 1))

    said = queries.content_of(scope, TODAY)

    assert [one["number"] for one in said["chapters"]["compact"]["objectives"]] == list(scope.objectives)
    assert [row["title"] for row in said["chapters"]["pledges"]["rows"]] == ["Dentro"]


def test_an_objective_report_names_what_a_local_authority_can_do():
    said = queries.content_of(scope_of("objective", "15", TODAY), TODAY, languages=["es"])
    asked = said["chapters"]["compact"]["actions"]
    assert asked
    assert all(list(one["text"]) == ["es"] and one["ref"] for one in asked)


def test_a_brief_says_what_two_mechanisms_share():
    mechanism("uno", members=["CRI", "GTM"], objectives=[1, 2], themes=["trabajo"])
    mechanism("dos", members=["CRI", "GTM"], objectives=[2], themes=["trabajo"])

    said = queries.content_of(scope_of("mechanism", "uno", TODAY), TODAY)["chapters"]["mechanism"]

    # Members 40 % × 1, objectives 30 % × 1/2, themes 30 % × 1: nobody has met yet, so meetings do not count.
    assert said["alike"] == [
        {
            "name": dict.fromkeys(("es", "pt", "en", "fr"), "DOS"),
            "score": 0.85,
            "members": 2,
            "objectives": 1,
            "themes": 1,
        }
    ]
    assert sorted(row["name"]["es"] for row in said["countries"]) == ["Costa Rica", "Guatemala"]


@pytest.mark.parametrize("language", ["es", "pt", "en", "fr"])
@pytest.mark.parametrize(
    ("kind", "subject"),
    [("country", "cri"), ("objective", "15"), ("round-table", "2"), ("mechanism", "foro")],
)
def test_every_report_is_read_in_every_language(client, language, kind, subject):
    mechanism("foro", members=["CRI"], objectives=[15], themes=["trabajo"])
    bare(country=Territory.objects.get(code="CRI"), objectives_mask=1 << 14)
    with translation.override(language):
        page = client.get(reverse("reports:report", args=[kind, subject]))
    headings = [part["block"].text for part in page.context["parts"] if part["kind"] == "heading"]
    assert page.status_code == 200
    assert page.context["document"].language == language
    assert len(headings) > 1
    assert all(heading in page.text for heading in headings)


def test_there_is_no_report_on_what_does_not_exist(client):
    for kind, subject in [
        ("country", "xxx"),
        ("country", "CRI"),
        ("country", "esp"),
        ("objective", "24"),
        ("objective", "015"),
        ("objective", "uno"),
        ("round-table", "5"),
        ("mechanism", "nada"),
        ("nada", "cri"),
    ]:
        assert client.get(f"/es/informes/{kind}/{subject}/").status_code == 404, (kind, subject)
    assert client.get("/es/informes/country/cri/exe/").status_code == 404


def test_what_is_frozen_reads_the_same_for_ever(client, costa_rica):
    bare(country=costa_rica, title="Primero")
    secretary = MandateFactory().user
    scope = scope_of("country", "cri", TODAY)

    made = actions.freeze(scope, by=secretary, at=AT)
    before = client.get(reverse("reports:frozen_export", args=[made.pk, "json"])).content
    bare(country=costa_rica, title="Segundo")

    after = client.get(reverse("reports:frozen_export", args=[made.pk, "json"])).content
    page = client.get(made.get_absolute_url())
    live = client.get(reverse("reports:report", args=["country", "cri"]))
    assert before == after
    assert hash_of(json.loads(after)) == made.sha256
    assert made.sha256 in page.text
    assert "Primero" in page.text
    assert "Segundo" not in page.text
    assert "Segundo" in live.text
    assert AuditEvent.objects.filter(name="reports.frozen", detail__sha256=made.sha256).count() == 1
    with pytest.raises(Refused, match="ya se congeló hoy"):
        actions.freeze(scope, by=secretary, at=AT)
    later = actions.freeze(scope, by=secretary, at=AT + timedelta(days=1))
    assert later.sha256 != made.sha256


def test_only_the_secretariat_freezes(client, costa_rica):
    somebody = UserFactory()
    address = reverse("reports:freeze", args=["country", "cri"])
    with pytest.raises(Refused, match="Solo la secretaría"):
        actions.freeze(scope_of("country", "cri", TODAY), by=somebody, at=AT)
    assert client.post(address).status_code == 302
    client.force_login(somebody)
    assert client.post(address).status_code in {302, 403, 404}
    assert address not in client.get(reverse("reports:report", args=["country", "cri"])).text
    assert Report.objects.count() == 0

    client.force_login(MandateFactory().user)
    assert address in client.get(reverse("reports:report", args=["country", "cri"])).text
    answer = client.post(address, follow=True)
    assert Report.objects.get().get_absolute_url() == answer.request["PATH_INFO"]


def test_the_files_say_what_the_page_says(client, costa_rica):
    bare(country=costa_rica, title="Una promesa muy clara")
    word = client.get(reverse("reports:export", args=["country", "cri", "docx"]))
    paper = client.get(reverse("reports:export", args=["country", "cri", "pdf"]))

    tables = docx.Document(BytesIO(word.content)).tables
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert "Una promesa muy clara" in cells
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Costa Rica"
        assert str(pdf.Root.Lang).startswith("es")


def test_figures_come_with_period_and_source(client, costa_rica):
    figure = {
        "label": {"es": "Población"},
        "value": {"es": "5.105.527"},
        "period": "2023",
        "source": "UN DESA, 2024",
    }
    content = {
        "schema": 1,
        "kind": "country",
        "subject": "cri",
        "title": {"es": "Costa Rica"},
        "as_of": "2026-11-21",
        "chapters": {"figures": {"rows": [figure]}},
    }
    made = Report.objects.create(
        kind="country",
        subject="cri",
        as_of=TODAY,
        content=content,
        sha256=hash_of(content),
        frozen_by=UserFactory(),
        frozen_at=AT,
    )
    page = client.get(made.get_absolute_url())
    table = next(part for part in page.context["parts"] if part["kind"] == "table")
    assert [[cell for _header, cell in row] for row in table["rows"]] == [
        ["Población", "5.105.527", "2023", "UN DESA, 2024"]
    ]


def test_the_list_offers_every_subject_and_what_was_frozen(client, costa_rica):
    mechanism("foro")
    made = actions.freeze(scope_of("country", "cri", TODAY), by=MandateFactory().user, at=AT)
    page = client.get(reverse("reports:index"))
    for kind, subject in [
        ("country", "cri"),
        ("objective", "23"),
        ("round-table", "4"),
        ("mechanism", "foro"),
    ]:
        assert reverse("reports:report", args=[kind, subject]) in page.text
    assert made.get_absolute_url() in page.text


def counting(month: str, topic: str, n: int, *, organisation=None) -> Organisation:
    """An organisation of Costa Rica that counted; the one given, or a new one."""
    organisation = organisation or OrganisationFactory(territory=PlaceFactory(country_code="CRI"))
    office, _made = Office.objects.get_or_create(
        organisation=organisation,
        name="Ventanilla",
        territory=organisation.territory,
        defaults={"time_zone": "UTC", "created_by": UserFactory(), "created_at": AT},
    )
    Cell.objects.create(
        organisation=organisation,
        office=office,
        day=date.fromisoformat(f"{month}-05"),
        month=month,
        topic=topic,
        count=n,
        identity=f"{organisation.pk}{month}{topic}",
    )
    return organisation


def test_a_country_report_tells_what_was_counted_and_hides_what_is_small(client, costa_rica):
    first = counting("2026-10", "papers", 40)
    for month, topic, n in (("2026-10", "health", 12), ("2026-11", "papers", 3), ("2025-11", "work", 900)):
        counting(month, topic, n, organisation=first)
    counting("2026-09", "papers", 20)
    scope = scope_of("country", "cri", TODAY)
    # What one organisation counts is its own; of two, each would read the other's.
    assert "attentions" not in queries.content_of(scope, TODAY)["chapters"]
    counting("2026-09", "papers", 10)

    said = queries.content_of(scope, TODAY)["chapters"]["attentions"]

    assert (said["since"], said["until"]) == ("2025-12-01", "2026-11-21")
    assert (said["attentions"], said["hidden_months"], said["counting"]) == (82, 1, 3)
    rows = [(row["topic"]["es"], row["attentions"], row["hidden_months"]) for row in said["rows"]]
    assert rows == [("Documentos y regularización", 70, 1), ("Salud", 12, 1)]
    other = queries.content_of(scope_of("country", "gtm", TODAY), TODAY)
    assert "attentions" not in other["chapters"]
    page = client.get(reverse("reports:report", args=["country", "cri"])).content.decode()
    assert "Atenciones contadas en las ventanillas" in page


def test_a_frozen_report_is_found_by_its_subject(costa_rica):
    made = actions.freeze(scope_of("country", "cri", TODAY), by=MandateFactory().user, at=AT)

    found = {entry.language: entry for entry in places.entries([str(made.pk)])}

    assert found["es"].title.endswith(": Costa Rica")
    assert found["en"].title == "Country report: Costa Rica"
    assert (found["en"].country, found["en"].args, found["en"].note) == ("CRI", (str(made.pk),), "2026-11-21")
    assert SearchChange.objects.filter(kind="report", key=str(made.pk)).exists()
