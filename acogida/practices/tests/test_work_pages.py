"""The pages of the workspace and the desk, walked by the people they are for."""

import pytest

from acogida.practices import actions
from acogida.practices.criteria import Criterion
from acogida.practices.models import Practice, Review
from acogida.practices.tests.factories import AT, WHOLE, Town
from acogida.practices.tests.test_review import Desk

pytestmark = pytest.mark.django_db
STORY = {name: WHOLE[name] for name in ("title", "summary", "description")}


def test_a_practice_is_told_in_steps_and_sent(client):
    town = Town()
    client.force_login(town.editor)
    begun = client.post(
        "/en/practices/new/", {"organisation": town.organisation.pk, "language": "en", "title": "One desk"}
    )
    practice = Practice.objects.get()
    assert begun.url == f"/en/practices/work/{practice.pk}/write/story/"
    answer = client.post(begun.url, STORY | {"revision": practice.revision, "next": "1"})
    assert answer.url.endswith("/results/")
    assert practice.texts.get().summary == STORY["summary"]
    page = client.get(f"/en/practices/work/{practice.pk}/").content.decode()
    assert "“Benefits and results” is still empty." in page
    assert page.count("<h1") == 1


def test_writing_saves_by_itself_and_says_which_revision_came_of_it(client):
    town = Town()
    practice = town.draft()
    client.force_login(town.editor)
    address = f"/en/practices/work/{practice.pk}/autosave/story/"
    saved = client.post(address, STORY | {"title": "Typed", "revision": practice.revision})
    practice.refresh_from_db()
    assert f'value="{practice.revision}"' in saved.content.decode()
    stale = client.post(address, STORY | {"title": "Older", "revision": practice.revision - 1})
    assert (stale.status_code, practice.texts.get().title) == (409, "Typed")
    long = client.post(address, STORY | {"title": "x" * 500, "revision": practice.revision})
    assert (long.status_code, practice.texts.get().title) == (422, "Typed")


@pytest.mark.parametrize("step", ["story", "facts"])
def test_a_button_pressed_a_moment_after_it_saved_by_itself_is_no_conflict(client, step):
    town = Town()
    practice = town.draft()
    client.force_login(town.editor)
    address = f"/en/practices/work/{practice.pk}"
    typed = STORY | {"title": "Typed"} if step == "story" else {"primary": ["15"], "year_start": "2023"}
    data = typed | {"revision": practice.revision}
    assert client.post(f"{address}/autosave/{step}/", data).status_code == 200
    assert client.post(f"{address}/write/{step}/", data).status_code == 302
    other = data | ({"title": "Other"} if step == "story" else {"year_start": "2022"})
    assert client.post(f"{address}/write/{step}/", other).status_code == 409


def test_two_writers_see_both_versions_and_nothing_typed_is_lost(client):
    town = Town()
    practice = town.draft()
    client.force_login(town.editor)
    old = practice.revision
    actions.write(practice, values={"summary": "Of a colleague"}, revision=None, by=town.approver, at=AT)
    answer = client.post(
        f"/en/practices/work/{practice.pk}/write/story/", STORY | {"summary": "Mine", "revision": old}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Of a colleague" in page
    assert "Mine" in page


def test_a_whole_review_through_its_pages(client):
    desk, town = Desk(), Town()
    practice = town.draft()
    client.force_login(town.approver)
    client.post(f"/en/practices/work/{practice.pk}/send/", {"call": ""})
    client.force_login(desk.secretary)
    page = client.get(f"/en/practices/desk/{practice.pk}/reviewers/").content.decode()
    assert page.partition("</main>")[0].count(" checked") == 3, "a balanced three are chosen beforehand"
    chosen = [desk.internal.pk, *(r.pk for r in desk.external[:2])]
    client.post(f"/en/practices/desk/{practice.pk}/reviewers/", {"reviewers": chosen})
    for review in Review.objects.all():
        client.force_login(review.reviewer)
        address = f"/en/practices/reviews/{review.pk}/"
        client.post(address, {"conflict": "no"})
        data = {f"{c}-value": "4" for c in Criterion.values} | {
            f"{c}-comment": "Good" for c in Criterion.values
        }
        client.post(address, data | {"verdict": "good_practice", "strengths": "Clear.", "deed": "give"})
    client.force_login(desk.secretary)
    assert "Apart" in client.get(f"/en/practices/desk/{practice.pk}/").content.decode()
    client.post(
        f"/en/practices/desk/{practice.pk}/decision/",
        {
            "grade": "good_practice",
            "letter": "It met the criteria; its steps are clear.",
            "strengths": "Clear.",
        },
    )
    client.logout()
    public = client.get(f"/en/practices/{practice.slug}/").content.decode()
    assert "Why it was accepted" in public
    assert "after 3 blind reviews" in public


def test_the_letter_is_a_document_in_two_kinds(client):
    desk, town = Desk(), Town()
    practice = desk.sent(town)
    actions.invite(practice, reviewers=[desk.internal, *desk.external[:2]], by=desk.secretary, at=AT)
    for review in practice.reviews.all():
        desk.read(review)
    desk.decide(practice)
    client.force_login(town.editor)
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(f"/en/practices/work/{practice.pk}/letter/{kind}/")
        assert answer.content.startswith(begins)
    assert client.get(f"/en/practices/work/{practice.pk}/letter/exe/").status_code == 404


def test_the_focal_point_reads_and_answers_without_an_account(client):
    town = Town()
    practice, token = actions.send(
        town.draft(), focal_name="Fidel", focal_email="f@example.org", by=town.approver, at=AT
    )
    address = f"/en/practices/focal-point/{token}/"
    practice.focal_point.__class__.objects.update(expires_at="2099-01-01T00:00Z")
    assert WHOLE["summary"] in client.get(address).content.decode()
    assert client.post(address, {"answer": "no", "words": ""}).status_code == 409
    client.post(address, {"answer": "yes", "words": ""})
    practice.refresh_from_db()
    assert practice.state == "submitted"
    assert client.get("/en/practices/focal-point/guessed/").status_code == 404


def test_lists_cost_the_same_for_one_and_for_many(client, django_assert_max_num_queries):
    desk, town = Desk(), Town()
    for _ in range(4):
        desk.sent(town)
    client.force_login(desk.secretary)
    with django_assert_max_num_queries(12):
        assert client.get("/en/practices/desk/").status_code == 200
    client.force_login(town.editor)
    with django_assert_max_num_queries(12):
        assert client.get("/en/practices/mine/").status_code == 200
