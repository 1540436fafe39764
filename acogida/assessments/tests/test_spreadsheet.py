"""The answers go out as a spreadsheet, are edited elsewhere, and come back whole or not at all."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments import actions
from acogida.assessments.models import Answer
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory()


@pytest.fixture
def editor(client, assessment):
    user = UserFactory(member_of=assessment.organisation)
    client.force_login(user)
    return user


def taken(client, assessment, language="es"):
    """The workbook as another reader opens it."""
    url = reverse("assessments:spreadsheet", args=[assessment.pk]).replace("/en/", f"/{language}/")
    return openpyxl.load_workbook(io.BytesIO(client.get(url, follow=True).content))


def send(client, assessment, book):
    made = io.BytesIO()
    book.save(made)
    upload = SimpleUploadedFile("answers.xlsx", made.getvalue())
    return client.post(reverse("assessments:import", args=[assessment.pk]), {"file": upload})


def sealed(page):
    return page.content.decode().split('name="sealed" value="')[1].split('"')[0]


def row_of(book, code):
    return next(row for row in book.active.iter_rows(min_row=2) if row[0].value == code)


def test_what_goes_out_comes_back_and_only_a_second_press_saves(client, assessment, editor):
    AnswerFactory(assessment=assessment, value="yes", explanation="=1+1 by circular")
    book = taken(client, assessment, "en")
    assert book.active.max_row == 96
    row = row_of(book, "D1-02")
    row[3].value, row[4].value = "no", "Aún no"

    page = send(client, assessment, book)

    html = page.content.decode()
    assert page.status_code == 200
    assert "What changes: 1 answer" in html
    assert "94 rows say what is stored already." in html
    assert Answer.objects.count() == 1
    done = client.post(reverse("assessments:import", args=[assessment.pk]), {"sealed": sealed(page)})
    assert done.status_code == 302
    answer = Answer.objects.get(question=question("D1-02"))
    assert (answer.value, answer.explanation, answer.updated_by) == ("no", "Aún no", editor)
    assert Answer.objects.get(question=question()).explanation == "=1+1 by circular"


def test_words_of_any_of_the_four_languages_are_understood(client, assessment, editor):
    book = taken(client, assessment, "en")
    for code, word in (("D1-01", "Sí"), ("D1-02", "Não"), ("D1-03", "Partly"), ("D1-04", "not_applicable")):
        row_of(book, code)[3].value = word

    page = send(client, assessment, book)
    client.post(reverse("assessments:import", args=[assessment.pk]), {"sealed": sealed(page)})

    found = dict(Answer.objects.values_list("question__code", "value"))
    assert found == {"D1-01": "yes", "D1-02": "no", "D1-03": "partly", "D1-04": "not_applicable"}


def test_one_wrong_row_keeps_the_whole_file_out_and_says_which(client, assessment, editor):
    book = taken(client, assessment, "en")
    row_of(book, "D1-01")[3].value = "yes"
    row_of(book, "D1-02")[3].value = "maybe"
    row_of(book, "D1-03")[0].value = "D9-99"

    page = send(client, assessment, book)

    html = page.content.decode()
    assert page.status_code == 409
    assert "Nothing can be saved: 2 rows are wrong." in html
    assert "Row 3: D1-02: “maybe” is none of the five answers." in html
    assert "Row 4: There is no question with the code “D9-99”." in html
    assert 'name="sealed"' not in html


def test_an_answer_changed_meanwhile_refuses_the_file_whole(client, assessment, editor, at):
    book = taken(client, assessment, "en")
    for code in ("D1-01", "D1-02"):
        row_of(book, code)[3].value = "yes"
    page = send(client, assessment, book)
    actions.save_answer(
        assessment, question=question("D1-02"), value="no", explanation="", revision=0, by=editor, at=at
    )

    late = client.post(reverse("assessments:import", args=[assessment.pk]), {"sealed": sealed(page)})

    assert late.status_code == 409
    assert "Nothing was saved. D1-02:" in late.content.decode()
    assert dict(Answer.objects.values_list("question__code", "value")) == {"D1-02": "no"}
    assert "was changed here after the file was downloaded" in send(client, assessment, book).content.decode()


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"name;age\nAna;3\n"])
def test_another_file_is_refused_with_a_sentence(client, assessment, editor, data):
    upload = SimpleUploadedFile("x.csv", data)

    page = client.post(reverse("assessments:import", args=[assessment.pk]), {"file": upload})

    assert page.status_code == 409
    assert 'role="alert"' in page.content.decode()


def test_what_somebody_else_looked_at_cannot_be_saved(client, assessment, editor):
    book = taken(client, assessment, "en")
    row_of(book, "D1-01")[3].value = "yes"
    page = send(client, assessment, book)
    client.force_login(UserFactory(member_of=assessment.organisation))

    answer = client.post(reverse("assessments:import", args=[assessment.pk]), {"sealed": sealed(page)})

    assert answer.status_code == 409
    assert not Answer.objects.exists()
