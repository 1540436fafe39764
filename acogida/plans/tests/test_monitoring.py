"""The workbook of the departments: out, filled in, in again; all of it or nothing."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from acogida.plans import actions
from acogida.plans.actions.monitoring import SheetReport
from acogida.plans.models import Condition, Progress
from acogida.plans.tests.factories import Town

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def plan(town):
    plan, challenges = town.design()
    town.indicator(town.action(plan, challenges[0]), disaggregation=["sex", "nationality"])
    town.indicator(
        town.action(plan, challenges[0], title="Train the staff"), unit="% of staff", target=Decimal(90)
    )
    actions.adopt(plan, by=town.approver, at=plan.created_at)
    return plan


def downloaded(client, plan):
    made = client.get(reverse("plans:sheet", args=[plan.pk]))
    return openpyxl.load_workbook(io.BytesIO(made.content))


def filled(book):
    """The first action reported, with its value told apart."""
    reports, values, apart = book.worksheets[:3]
    for cell, said in zip("DEFH", [date(2026, 9, 10), "Under way", "The desk is open.", 250.5], strict=True):
        reports[f"{cell}2"] = said
    values["G2"], values["H2"] = 90, "Register"
    for row in apart.iter_rows(min_row=2):
        if row[3].value == "Women":
            row[4].value = 60
        if row[3].value is None:
            row[3].value, row[4].value = "Venezuela", 70
            break
    return book


def send(client, plan, book):
    held = io.BytesIO()
    book.save(held)
    file = SimpleUploadedFile("reports.xlsx", held.getvalue(), content_type=XLSX)
    return client.post(reverse("plans:workbook", args=[plan.pk]), {"file": file})


def test_the_workbook_comes_back_and_is_saved_when_told_to(client, town, plan, time_machine):
    time_machine.move_to("2026-10-01")
    client.force_login(town.editor)

    dry = send(client, plan, filled(downloaded(client, plan)))
    before = Progress.objects.count()
    saved = client.post(reverse("plans:workbook", args=[plan.pk]), {"kept": dry.context["kept"]})

    assert (dry.status_code, before, saved.status_code) == (200, 0, 302)
    report = Progress.objects.get()
    assert (report.reported_on, report.condition, report.spent) == (
        date(2026, 9, 10),
        "under_way",
        Decimal("250.50"),
    )
    value = report.values.get()
    assert (value.value, value.source) == (90, "Register")
    assert value.parts == {"sex": {"women": 60}, "nationality": {"Venezuela": 70}}


def test_a_workbook_in_one_language_is_read_in_another(client, town, plan, time_machine):
    time_machine.move_to("2026-10-01")
    client.force_login(town.editor)
    with override("es"):
        under_way = str(Condition.UNDER_WAY.label)
        made = client.get(reverse("plans:sheet", args=[plan.pk]))
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    for cell, said in zip("DEF", ["10/09/2026", under_way, "Abrió."], strict=True):
        book.worksheets[0][f"{cell}2"] = said

    page = send(client, plan, book)

    assert book.sheetnames[0] == "Informes"
    assert page.status_code == 200, page.context.get("faults")


def merged(sheet, cells, **values):
    """Cells put together as people do to make a list look tidier, and something typed beside them."""
    sheet.merge_cells(cells)
    for cell, said in values.items():
        sheet[cell] = said


def again(sheet, row):
    """The same row once more at the end, with another number."""
    cells = [cell.value for cell in sheet[row]]
    sheet.append([9 if isinstance(said, int) else said for said in cells])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda b: b.worksheets[0].__setitem__("A2", "A999999"), "“A999999” is no code of this plan"),
        (lambda b: b.worksheets[0].__setitem__("D2", "sometime"), "“sometime” is not a date"),
        (lambda b: b.worksheets[0].__setitem__("E2", "So so"), "does not say how it stands"),
        (lambda b: b.worksheets[0].__setitem__("H2", "about 200"), "“about 200” is not a number"),
        (lambda b: b.worksheets[0].__setitem__("H2", -5), "Spending is not negative"),
        (lambda b: b.worksheets[0].__setitem__("F2", None), "what was done"),
        (lambda b: b.worksheets[0].delete_cols(5), "has lost its column “How it stands”"),
        (lambda b: b.worksheets[0].append([b.worksheets[0]["A2"].value, "x", "y", "2026-09-11", "Late", "z"]),
         "stands there twice"),
        (lambda b: b.worksheets[0].__setitem__("D2", date(2030, 1, 1)), "dated in the future"),
        (lambda b: b.worksheets[0].__setitem__("E2", "Delayed"), "why it is delayed"),
        (lambda b: b.worksheets[1].__setitem__("G3", 40), "its action has no report"),
        (lambda b: b.worksheets[1].__setitem__("H2", None), "no result without a source"),
        (lambda b: b.worksheets[1].__setitem__("G2", 50), "more than its value 50"),
        (lambda b: b.worksheets[2].__setitem__("C2", "Shoe size"), "a whole number of people"),
        (lambda b: b.worksheets[2].__setitem__("E2", 1.5), "a whole number of people"),
        (lambda b: b.remove(b.worksheets[0]), "no sheet of reports"),
        (lambda b: b.worksheets[0].delete_cols(1), "has lost its column “Code (leave as it is)”"),
        (lambda b: b.worksheets[1].delete_cols(7), "has lost its column “New value”"),
        (lambda b: b.worksheets[2].delete_cols(5), "has lost its column “People”"),
        (lambda b: b.worksheets[1].__setitem__("G2", "9O"), "“9O” is not a number"),
        (lambda b: b.worksheets[2].__setitem__("E2", "sixty"), "“sixty” is not a number"),
        (lambda b: merged(b.worksheets[0], "A2:A3", D3=date(2026, 9, 10)), "it has lost its code"),
        (lambda b: merged(b.worksheets[1], "A2:A3", G3=40), "it has lost its code"),
        (lambda b: again(b.worksheets[1], 2), "this indicator stands there twice"),
        (lambda b: again(b.worksheets[2], 2), "“Women” stands there twice"),
        (lambda b: setattr(b.copy_worksheet(b.worksheets[0]), "title", "Informes"), "are the same one"),
    ],
)  # fmt: skip
def test_a_workbook_edited_until_it_hurts_is_refused_by_sentence_and_nothing_is_kept(
    client, town, plan, time_machine, change, sentence
):
    time_machine.move_to("2026-10-01")
    client.force_login(town.editor)
    book = filled(downloaded(client, plan))
    change(book)

    page = send(client, plan, book)

    assert page.status_code == 409
    assert sentence in page.text.replace("&#x27;", "'")
    assert not Progress.objects.exists()


def test_sheets_of_ones_own_are_named_and_left_alone(client, town, plan, time_machine):
    time_machine.move_to("2026-10-01")
    client.force_login(town.editor)
    book = filled(downloaded(client, plan))
    book.create_sheet("Our notes", 0)["A1"] = "Ask Ana about September"
    book.worksheets[1].move_range("A1:I4", rows=0, cols=2)

    page = send(client, plan, book)
    assert page.context.get("faults") is None
    client.post(reverse("plans:workbook", args=[plan.pk]), {"kept": page.context["kept"]})

    assert "Not read, for they are no sheets of this workbook: Our notes" in page.text
    assert "How it stands" not in page.context["unread"]
    assert Progress.objects.get().narrative == "The desk is open."


def test_percent_over_100_in_the_workbook_is_refused(client, town, plan, time_machine):
    time_machine.move_to("2026-10-01")
    client.force_login(town.editor)
    book = filled(downloaded(client, plan))
    for cell, said in zip("DEF", [date(2026, 9, 10), "Finished", "Trained."], strict=True):
        book.worksheets[0][f"{cell}3"] = said
    book.worksheets[1]["G3"], book.worksheets[1]["H3"] = 101, "Lists"

    page = send(client, plan, book)

    assert (page.status_code, "more than 100" in page.text) == (409, True)
    assert not Progress.objects.exists()


@pytest.mark.parametrize("kept", ["", "forged", "WzEsMV0:1:forged"])
def test_what_was_not_dry_run_is_not_saved(client, town, plan, kept):
    client.force_login(town.editor)

    page = client.post(reverse("plans:workbook", args=[plan.pk]), {"kept": kept})

    assert page.status_code == 409
    assert not Progress.objects.exists()


def test_something_else_than_a_workbook_is_refused(client, town, plan):
    client.force_login(town.editor)
    file = SimpleUploadedFile("reports.xlsx", b"PK but not really", content_type=XLSX)

    page = client.post(reverse("plans:workbook", args=[plan.pk]), {"file": file})

    assert page.status_code == 409


def test_of_two_reports_of_one_action_at_once_the_first_meets_the_day(town, plan):
    action = plan.actions.current().order_by("pk").first()
    told = {"action": action.pk, "condition": Condition.UNDER_WAY, "narrative": "The desk is open."}
    reports = [
        SheetReport(row=row, reported_on=day, **told)
        for row, day in enumerate([date(2026, 9, 10), date(2026, 9, 20)], start=2)
    ]

    actions.take_reports(plan, reports=reports, by=town.editor, at=datetime(2026, 10, 1, 12, tzinfo=UTC))

    first, second = action.progress.order_by("reported_on")
    assert first.due_on is not None
    assert second.due_on is None
