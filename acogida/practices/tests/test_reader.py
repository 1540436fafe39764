"""What readers do: keep a search and hear of it, ask who did it, follow who adapted from whom."""

import shutil
from datetime import timedelta

import pytest
from django.conf import settings

from acogida.accounts.tests.factories import MandateFactory
from acogida.core.errors import Refused
from acogida.core.search.index import rebuild
from acogida.notices.models import Notice
from acogida.practices import actions, queries
from acogida.practices.models import Enquiry, SavedSearch
from acogida.practices.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed():
    yield rebuild
    shutil.rmtree(settings.DATA / "index", ignore_errors=True)


def told(user):
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("text", flat=True))


def test_a_search_is_kept_by_its_address_and_tells_what_is_new_once(client, indexed):
    town, reader = Town(), Town("BRA").editor
    town.published(title="Housing for all")
    client.force_login(reader)
    page = client.get("/en/practices/searches/keep/?q=housing&level=local&spy=1")
    assert page.context["form"].initial["title"] == "housing · Local"
    client.post("/en/practices/searches/keep/?q=housing&level=local", {"title": "Housing"})
    kept = SavedSearch.objects.get()
    assert (kept.address, kept.user) == ("?q=housing&level=local", reader)
    SavedSearch.objects.update(told_at=AT + timedelta(days=1))
    later = AT + timedelta(days=2)
    town.published(title="Housing for young people", at=later)
    town.published(title="Open school", at=later)
    indexed()
    assert actions.tell_searches(at=later) == 0, "the last hour waits until it is surely indexed"
    assert actions.tell_searches(at=later + timedelta(hours=2)) == 1
    assert actions.tell_searches(at=later + timedelta(hours=3)) == 0
    assert told(reader) == ["New in your search “Housing”: 1."]
    notice = Notice.objects.get(recipient=reader)
    assert notice.url == "/en/practices/?q=housing&level=local"
    client.post(f"/en/practices/searches/{kept.pk}/let-go/")
    assert not SavedSearch.objects.exists()


def test_nobody_sees_or_lets_go_of_anothers_search(client):
    reader, other = Town().editor, Town("BRA").editor
    kept = actions.keep_search(address="?q=x", title="Mine", language="en", by=reader, at=AT)
    assert actions.keep_search(address="?q=x", title="Again", language="en", by=reader, at=AT) == kept
    client.force_login(other)
    assert "Mine" not in client.get("/en/practices/searches/").content.decode()
    assert client.post(f"/en/practices/searches/{kept.pk}/let-go/").status_code == 404
    with pytest.raises(Refused, match="Only you"):
        actions.let_search_go(kept, by=other, at=AT)
    for number in range(19):
        actions.keep_search(address=f"?q={number}", title="x", language="en", by=reader, at=AT)
    with pytest.raises(Refused, match="20 searches already"):
        actions.keep_search(address="?q=one+more", title="x", language="en", by=reader, at=AT)


def test_a_question_is_relayed_and_no_address_is_shown(client):
    town, reader = Town(), Town("BRA").editor
    practice = town.published()
    client.force_login(reader)
    sent = client.post(f"/en/practices/{practice.slug}/ask/", {"words": "How many interpreters?"})
    assert sent.url == f"/en/practices/{practice.slug}/"
    asked = Enquiry.objects.get()
    assert (
        told(town.editor) == told(town.approver) == ["Somebody asks you about “One desk for all paperwork”."]
    )
    client.force_login(town.editor)
    page = client.get(f"/en/practices/enquiries/{asked.pk}/").content.decode()
    assert "How many interpreters?" in page
    assert reader.name in page
    assert reader.email not in page
    assert [d.url for d in queries.due_for(town.editor, AT.date())] == [
        f"/en/practices/enquiries/{asked.pk}/"
    ]
    client.post(f"/en/practices/enquiries/{asked.pk}/", {"words": "Two."})
    assert told(reader) == ["Your question about “One desk for all paperwork” is answered."]
    client.force_login(reader)
    page = client.get(f"/en/practices/enquiries/{asked.pk}/").content.decode()
    assert "Two." in page
    assert not any(word in page for word in (town.editor.email, town.editor.name, town.approver.email))
    client.force_login(town.stranger)
    assert client.get(f"/en/practices/enquiries/{asked.pk}/").status_code == 404


def test_questions_are_limited_and_only_to_who_can_answer():
    town, reader = Town(), Town("BRA").editor
    practices = [town.published() for _ in range(6)]
    first = actions.enquire(practices[0], text="How?", by=reader, at=AT)
    with pytest.raises(Refused, match="waits for its answer"):
        actions.enquire(practices[0], text="And?", by=reader, at=AT)
    for practice in practices[1:5]:
        actions.enquire(practice, text="How?", by=reader, at=AT)
    with pytest.raises(Refused, match="asked 5 questions today"):
        actions.enquire(practices[5], text="How?", by=reader, at=AT)
    actions.enquire(practices[5], text="How?", by=reader, at=AT + timedelta(days=1))
    with pytest.raises(Refused, match="your own practice"):
        actions.enquire(practices[0], text="How?", by=town.editor, at=AT)
    with pytest.raises(Refused, match="Nobody here answers"):
        actions.enquire(town.draft(), text="How?", by=reader, at=AT)
    with pytest.raises(Refused, match="edit for this organisation"):
        actions.reply(first, answer="x", by=reader, at=AT)
    actions.reply(first, answer="So.", by=town.editor, at=AT)
    with pytest.raises(Refused, match="already been answered"):
        actions.reply(first, answer="Or so.", by=town.editor, at=AT)


def test_the_lineage_shows_who_adapted_from_whom_over_generations(client):
    one, two, three = Town(), Town("BRA"), Town("CHL")
    source = one.published(title="First desk")
    second = two.published(title="Second desk")
    words = {"year": 2026, "changes": "One day a week.", "result": "It helps."}
    actions.adapt(source, two.organisation, outcome="worked", told_as=second, by=two.editor, at=AT, **words)
    actions.adapt(second, three.organisation, outcome="partly", by=three.editor, at=AT, **words)
    with pytest.raises(Refused, match="your own organisation"):
        actions.adapt(
            source, three.organisation, outcome="worked", told_as=second, by=three.editor, at=AT, **words
        )
    for slug in (source.slug, second.slug):
        page = client.get(f"/en/practices/{slug}/lineage/").content.decode()
        assert page.count("<svg") >= 2
        assert "2 adaptations were told; 1 worked." in page
        for name in (two.organisation.name, three.organisation.name, "First desk", "Second desk"):
            assert name in page
    assert "It came of:" in client.get(f"/en/practices/{second.slug}/").content.decode()


def test_a_draft_in_the_lineage_is_not_named(client):
    one, two = Town(), Town("BRA")
    source, secret = one.published(), two.draft(title="Secret desk")
    actions.adapt(
        source,
        two.organisation,
        year=2026,
        outcome="under_way",
        changes="x",
        told_as=secret,
        by=two.editor,
        at=AT,
    )
    page = client.get(f"/en/practices/{source.slug}/lineage/").content.decode()
    assert "Secret desk" not in page
    assert two.organisation.name in page
    page = client.get(f"/en/practices/{Town('PER').published().slug}/lineage/").content.decode()
    assert "Nobody has told of an adaptation yet" in page


def test_the_secretariat_sees_what_was_compiled_and_is_not_published(client):
    client.force_login(MandateFactory().user)
    page = client.get("/en/practices/desk/compiled/").content.decode()
    assert page.count("It records no address where it can be read.") == 36
    assert "40 practices were compiled" in page
    client.force_login(Town().editor)
    assert client.get("/en/practices/desk/compiled/").status_code == 404
