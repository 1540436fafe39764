"""The pages where a pledge is made and followed, as their people use them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from acogida.pledges import actions
from acogida.pledges.models import Attachment, Pledge, Update
from acogida.pledges.tests.factories import AT, WORDS, Pledger, asked

pytestmark = pytest.mark.django_db


def typed(**more):
    return {
        "title": "One place to ask",
        "description": WORDS,
        "language": "en",
        "contributions": ["process"],
        "form": "individual",
        "objectives": ["3", "15"],
        "framework": "gcm",
        "scope": "local",
        "starts_on": "2026-03-01",
        "ends_on": "2027-12-31",
        "revision": "1",
        **more,
    }


def test_a_pledge_is_begun_mended_and_signed_on_its_pages(client):
    town = Pledger()
    client.force_login(town.editor)

    client.post(reverse("pledges:new"), typed(description="Too short"))
    pledge = Pledge.objects.get()
    desk = client.get(reverse("pledges:desk", args=[pledge.pk]))
    for words in ("has 9 characters", "Add an indicator", "Measurable", "missing"):
        assert words in desk.text
    client.post(reverse("pledges:edit", args=[pledge.pk]), typed(revision=str(pledge.revision)))
    client.post(
        reverse("pledges:milestone_new", args=[pledge.pk]), {"title": "Open it", "due_on": "2026-09-01"}
    )
    client.post(reverse("pledges:ask_signature", args=[pledge.pk]))
    client.force_login(town.approver)
    pledge.refresh_from_db()
    page = client.get(reverse("pledges:sign", args=[pledge.pk]))
    assert "Open it" in page.text
    answer = client.post(reverse("pledges:sign", args=[pledge.pk]), {"revision": str(pledge.revision)})

    assert answer.url == reverse("pledges:public", args=[pledge.slug])
    assert Pledge.objects.get().state == "announced"


def test_a_refusal_keeps_what_was_typed(client):
    town = Pledger()
    client.force_login(town.editor)

    answer = client.post(
        reverse("pledges:new"), typed(starts_on="2027-01-02", ends_on="2027-01-01", for_whom="600 people")
    )

    assert answer.status_code == 409
    assert "ends before it starts" in answer.text
    assert 'value="600 people"' in answer.text
    assert Pledge.objects.count() == 0


def test_a_stale_form_shows_both_versions_and_is_sent_again(client):
    town = Pledger()
    pledge = town.draft()
    opened = str(pledge.revision)
    actions.edit(
        pledge, values=town.values(title="A colleague's"), revision=int(opened), by=town.colleague, at=AT
    )
    client.force_login(town.editor)

    answer = client.post(reverse("pledges:edit", args=[pledge.pk]), typed(title="Mine", revision=opened))

    assert answer.status_code == 409
    assert "A colleague&#x27;s" in answer.text
    assert "Mine" in answer.text
    again = str(answer.context["form"].data["revision"])
    client.post(reverse("pledges:edit", args=[pledge.pk]), typed(title="Mine", revision=again))
    assert Pledge.objects.get().title == "Mine"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("AC-999999", "No public pledge"), ("Twice", "Several pledges are called so")],
)
def test_a_pledge_to_match_is_named_without_doubt(client, words, sentence):
    town, other = Pledger(), Pledger()
    other.sign(other.draft(title="Twice"))
    other.sign(other.draft(title="Twice"))
    client.force_login(town.editor)

    answer = client.post(reverse("pledges:new"), typed(form="matching", adds_to=words))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_matching_pledge_is_begun_from_the_pledge_it_adds_to(client):
    town, other = Pledger(), Pledger()
    matched = other.announced()
    client.force_login(town.editor)
    page = client.get(reverse("pledges:new") + f"?matches={matched.number}")
    assert f'value="{matched.number}"' in page.text

    client.post(reverse("pledges:new"), typed(form="matching", adds_to=matched.number))

    assert Pledge.objects.get(organisation=town.organisation).matches == matched


def test_the_personal_link_is_shown_once_and_answered_by_whom_it_is_for(client):
    lead, second = Pledger(), Pledger()
    pledge = lead.draft(form="partnership")
    client.force_login(lead.editor)
    shown = client.post(
        reverse("pledges:partner_new", args=[pledge.pk]),
        {"organisation": second.organisation.pk, "part": "Health checks"},
    )
    link = shown.context["link"].replace("http://testserver", "").split("/", 3)[3]

    client.logout()
    assert "Sign in as an approver" in client.get(f"/{link}").text
    client.force_login(lead.approver)
    wrong = client.post(f"/{link}", {"answer": "confirm"})
    assert (wrong.status_code, "only one of its approvers" in wrong.text) == (409, True)
    client.force_login(second.approver)
    assert client.post(f"/{link}", {"answer": "confirm", "part": "Nurses"}).status_code == 302
    again = client.get(f"/{link}")
    assert (again.status_code, "already been used" in again.text) == (410, True)
    assert pledge.partners.get().part == "Nurses"
    assert client.get("/en/pledges/answer/unknown/").status_code == 404


def test_declining_is_said_to_be_private(client):
    lead, second = Pledger(), Pledger()
    pledge = lead.draft(form="common")
    _partner, token = asked(pledge, lead, second, at=timezone.now())
    client.force_login(second.approver)

    answer = client.post(reverse("pledges:answer", args=[token]), {"answer": "decline", "reason": "Later"})

    assert "Nobody else knows" in answer.text
    assert pledge.partners.get().decline_reason == "Later"


def test_a_report_with_values_and_evidence_is_published_at_once(client):
    town = Pledger()
    pledge = town.announced()
    indicator, milestone = pledge.indicators.get(), pledge.milestones.get()
    client.force_login(town.editor)

    answer = client.post(
        reverse("pledges:report", args=[pledge.pk]),
        {
            "reported_on": "2026-03-10",
            "narrative": "The place opened.",
            "done": [milestone.pk],
            f"value_{indicator.pk}": "1.200,5",
            f"source_{indicator.pk}": "Register",
            "title_1": "Minutes",
            "url_1": "https://example.org/minutes",
            "title_2": "Photograph of the door",
            "file_2": SimpleUploadedFile("door.txt", b"The door is open."),
        },
    )

    assert answer.status_code == 302
    update = Update.objects.get()
    assert (update.grade, update.values.get().value) == ("documented", 1200.5)
    client.logout()
    page = client.get(reverse("pledges:update", args=[update.pk]))
    for words in ("The place opened.", "Minutes", "Photograph of the door", "Register", "Open the place"):
        assert words in page.text
    stored = update.evidence.get(file__isnull=False)
    answer = client.get(reverse("pledges:evidence", args=[stored.pk]))
    assert b"".join(answer.streaming_content) == b"The door is open."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ\x90\x00\x03"),
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("photo.png", b"not a picture at all\x00"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("empty.pdf", b""),
        ("broken.pdf", b"%PDF-1.7 nothing more"),
        ("script.pdf", b"%PDF-1.7\n1 0 obj << /JavaScript (x) >> endobj\n%%EOF"),
        ("fake.docx", b"PK\x03\x04 not really"),
    ],
)
def test_attachments_of_every_wrong_kind_are_refused_with_a_sentence(client, name, content):
    town = Pledger()
    pledge = town.draft()
    client.force_login(town.editor)

    answer = client.post(
        reverse("pledges:file_new", args=[pledge.pk]), {"file": SimpleUploadedFile(name, content)}
    )

    assert answer.status_code in {409, 422}
    assert Attachment.objects.count() == 0


def test_several_files_are_kept_and_one_goes_with_the_form(client):
    town = Pledger()
    pledge = town.draft()
    client.force_login(town.editor)
    address = reverse("pledges:file_new", args=[pledge.pk])
    png = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de") + b"IEND" * 4

    for name in ("norm.txt", "budget.txt"):
        client.post(address, {"file": SimpleUploadedFile(name, b"words"), "for_form": "on"})
    picture = client.post(address, {"file": SimpleUploadedFile("a.png", png), "for_form": "on"})

    assert picture.status_code == 409
    assert "does not take this kind of file" in picture.text
    norm, budget = pledge.attachments.order_by("pk")
    assert [norm.is_for_form, budget.is_for_form] == [False, True]
    client.post(reverse("pledges:file_for_form", args=[norm.pk]))
    assert [a.is_for_form for a in pledge.attachments.order_by("pk")] == [True, False]
    client.logout()
    assert client.get(reverse("pledges:file", args=[pledge.attachments.first().pk])).status_code == 404


def test_a_partner_that_confirmed_adds_its_files_and_the_lead_chooses_what_is_sent(client):
    lead, partner = Pledger(), Pledger()
    pledge = lead.draft(form="partnership")
    asked_one, _token = asked(pledge, lead, partner)
    actions.confirm(asked_one, by=partner.approver, at=AT)
    client.force_login(partner.editor)
    address = reverse("pledges:file_new", args=[pledge.pk])

    assert "for_form" not in client.get(address).text
    client.post(address, {"file": SimpleUploadedFile("part.txt", b"words"), "for_form": "on"})
    added = pledge.attachments.get()
    client.post(reverse("pledges:file_for_form", args=[added.pk]))

    added.refresh_from_db()
    assert not added.is_for_form
    client.post(reverse("pledges:file_remove", args=[added.pk]))
    assert not pledge.attachments.exists()


def test_a_draft_saves_itself_while_it_is_written(client):
    town = Pledger()
    pledge = town.draft()
    client.force_login(town.editor)
    page = client.get(reverse("pledges:edit", args=[pledge.pk]))
    address = reverse("pledges:autosave", args=[pledge.pk])
    assert f'hx-post="{address}"' in page.text

    saved = client.post(address, typed(title="Two places to ask", revision=pledge.revision))
    late = client.post(address, typed(title="Three places", revision=pledge.revision))
    wrong = client.post(address, typed(title="", revision=pledge.revision + 1))

    assert (saved.status_code, late.status_code, wrong.status_code) == (200, 409, 422)
    assert f'value="{pledge.revision + 1}"' in saved.text
    pledge.refresh_from_db()
    assert pledge.title == "Two places to ask"
    town.sign(pledge)
    assert "hx-post" not in client.get(reverse("pledges:edit", args=[pledge.pk])).text


def test_a_report_of_tomorrow_is_refused_and_nothing_is_kept(client):
    town = Pledger()
    pledge = town.announced()
    client.force_login(town.editor)

    answer = client.post(
        reverse("pledges:report", args=[pledge.pk]),
        {"reported_on": "2999-01-01", "narrative": "From the future."},
    )

    assert answer.status_code == 409
    assert "cannot be dated in the future" in answer.text
    assert "From the future." in answer.text
    assert Update.objects.count() == 0


def test_closing_pages_ask_why_and_show_it(client):
    town = Pledger()
    pledge = town.announced()
    client.force_login(town.approver)
    address = reverse("pledges:standing", args=[pledge.pk])
    assert client.post(address, {"state": "not_fulfilled"}).status_code == 409

    client.post(address, {"state": "not_fulfilled", "reason": "The flood.", "words": "We begin anew."})

    client.logout()
    page = client.get(pledge.get_absolute_url())
    for words in ("Not fulfilled", "The flood.", "We begin anew.", "Final"):
        assert words in page.text


def test_an_amendment_stands_beside_the_original_in_the_history(client):
    town = Pledger()
    pledge = town.announced()
    client.force_login(town.approver)
    client.post(
        reverse("pledges:edit", args=[pledge.pk]),
        typed(title="Two places to ask", reason="A second station.", revision=str(pledge.revision)),
    )
    client.logout()

    page = client.get(reverse("pledges:history", args=[pledge.slug]))

    for words in ("One place to ask", "Two places to ask", "A second station.", "Amendment 2"):
        assert words in page.text
    frozen = client.get(reverse("pledges:version", args=[pledge.slug, 1])).json()
    assert frozen["content"]["title"] == "One place to ask"


def test_the_pages_of_work_are_not_for_strangers(client):
    town = Pledger()
    pledge = town.draft()
    client.force_login(town.stranger)

    for name in ("desk", "edit", "sign", "report", "standing", "contacts", "partner_new", "file_new"):
        assert client.get(reverse(f"pledges:{name}", args=[pledge.pk])).status_code == 404, name
    assert client.get(pledge.get_absolute_url()).status_code == 404
    assert client.get(reverse("pledges:history", args=[pledge.slug])).status_code == 404


@pytest.mark.parametrize("language", ["es", "pt", "en", "fr"])
def test_every_page_reads_in_every_language(client, language):
    town = Pledger()
    pledge = town.announced()
    town.report(pledge, date(2026, 3, 10))
    client.force_login(town.editor)
    with translation.override(language):
        for name in ("index", "mine", "new", "lights"):
            assert client.get(reverse(f"pledges:{name}")).status_code == 200, name
        for name in ("desk", "edit", "report", "standing", "contacts", "milestone_new", "indicator_new"):
            assert client.get(reverse(f"pledges:{name}", args=[pledge.pk])).status_code == 200, name


def test_a_pledge_page_costs_the_same_for_one_update_and_thirty(client, django_assert_max_num_queries):
    town = Pledger()
    pledge = town.announced()
    for day in range(1, 31):
        town.report(pledge, date(2026, 4, day))
    client.force_login(town.editor)

    with django_assert_max_num_queries(12):
        page = client.get(pledge.get_absolute_url())

    assert page.text.count("The place opened its doors.") == 5
