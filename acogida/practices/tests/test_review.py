"""The review desk: three readers who may read it, marks with reasons, questions, a decision, an appeal."""

from datetime import timedelta

import pytest
from django.core import mail

from acogida.accounts.tests.factories import (
    MandateFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
)
from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.practices import actions
from acogida.practices.criteria import Criterion
from acogida.practices.models import Practice, Review
from acogida.practices.queries.blind import BLOT, masked, names_of, parts_for
from acogida.practices.queries.disagreement import disagreement
from acogida.practices.queries.roster import candidates, conflicts_of, trio
from acogida.practices.tests.factories import AT, Town, country

pytestmark = pytest.mark.django_db


class Desk:
    """A secretariat with a roster: one internal and three external reviewers of other countries."""

    def __init__(self):
        self.secretary = MandateFactory().user
        self.internal = self.enrol(is_internal=True)
        self.external = [
            self.enrol(iso3=iso3, profile=profile)
            for iso3, profile in (("CHL", "policy"), ("PER", "practitioner"), ("URY", "academic"))
        ]

    def enrol(self, iso3=None, **words):
        user = UserFactory()
        if iso3:
            organisation = OrganisationFactory(territory=MunicipalityFactory(country=country(iso3)))
            user = UserFactory(member_of=organisation)
        words = {
            "languages": ["en"],
            "objectives": [15],
            "profile": "technical",
            "is_internal": False,
            "capacity": 4,
            **words,
        }
        return actions.enrol(user, **words, by=self.secretary, at=AT)

    def sent(self, town=None, **values):
        town = town or Town()
        practice, _token = actions.send(town.draft(**values), by=town.approver, at=AT)
        return practice

    def invited(self, **values):
        practice = self.sent(**values)
        reviewers = [self.internal, *self.external[:2]]
        actions.invite(practice, reviewers=reviewers, by=self.secretary, at=AT)
        return Practice.objects.get(pk=practice.pk)

    def read(self, review, *, value=4, verdict="good_practice", **more):
        """Declare, mark and give."""
        actions.declare(review, conflict=False, by=review.reviewer, at=AT)
        marks = {c: {"value": value, "comment": "Well told."} for c in Criterion.values}
        quote = "The council opened one desk."
        marks = {c: m | {"quote": quote if value in (1, 2, 5) else ""} for c, m in marks.items()}
        actions.mark(review, marks=marks, verdict=verdict, by=review.reviewer, at=AT, **more)
        return actions.give(review, by=review.reviewer, at=AT)

    def reviewed(self, **values):
        practice = self.invited(**values)
        for review in practice.reviews.all():
            self.read(review)
        return practice

    def decide(self, practice, grade="good_practice", **more):
        more = {"letter": "It met the criteria; the reviewers praise its steps.", **more}
        return actions.decide(practice, grade=grade, by=self.secretary, at=AT, **more)


def test_a_practice_goes_from_draft_to_published_with_its_public_review():
    desk = Desk()
    practice = desk.reviewed()
    decision = desk.decide(practice, strengths="Clear steps.", limits="Costs are not told.")
    practice.refresh_from_db()
    assert (practice.state, practice.grade, decision.reviewers) == ("published", "good_practice", 3)
    assert decision.means == dict.fromkeys(Criterion.values, 4.0)
    assert practice.current_version.content["grade"] == "good_practice"


def test_what_is_incomplete_is_not_sent_and_says_what_is_missing():
    town = Town()
    with pytest.raises(Refused, match="“Benefits and results” is still empty"):
        actions.send(town.draft(results=""), by=town.approver, at=AT)
    with pytest.raises(Refused, match="at least one objective"):
        actions.send(town.draft(primary=[]), by=town.approver, at=AT)
    with pytest.raises(Refused, match="personal data"):
        actions.send(town.draft(lessons="Ask ana@example.org"), by=town.approver, at=AT)
    with pytest.raises(Refused, match="Only approvers"):
        actions.send(town.draft(), by=town.editor, at=AT)
    practice = town.draft()
    actions.send(practice, by=town.approver, at=AT)
    with pytest.raises(Refused, match="already been sent"):
        actions.send(practice, by=town.approver, at=AT)


def test_a_focal_point_confirms_by_link_before_anything_is_sent(django_capture_on_commit_callbacks):
    town = Town()
    with django_capture_on_commit_callbacks(execute=True):
        practice, token = actions.send(
            town.draft(), focal_name="Fidel", focal_email="fidel@example.org", by=town.approver, at=AT
        )
    assert practice.state == "waiting"
    assert actions.link_of(practice, token) in mail.outbox[0].body
    focal = practice.focal_point
    assert token not in focal.token_hash
    with pytest.raises(Refused, match="Write why"):
        actions.refuse(focal, remark=" ", at=AT)
    with pytest.raises(Refused, match="expired"):
        actions.confirm(focal, at=AT + timedelta(days=31))
    actions.confirm(focal, at=AT)
    practice.refresh_from_db()
    assert practice.state == "submitted"
    with pytest.raises(Refused, match="already been used"):
        actions.refuse(focal, remark="No", at=AT)


def test_the_suggested_trio_is_balanced_and_the_same_every_time():
    desk = Desk()
    practice = desk.sent()
    found = trio(candidates(practice, on=AT.date()))
    assert [c.reviewer.is_internal for c in found] == [True, False, False]
    assert {c.reviewer.profile for c in found[1:]} == {"policy", "practitioner"}
    assert [c.reviewer for c in trio(candidates(practice, on=AT.date()))] == [c.reviewer for c in found]


def test_who_knows_no_language_of_it_or_has_no_room_is_not_suggested():
    desk = Desk()
    desk.enrol(iso3="BOL", languages=["fr"])
    desk.enrol(iso3="BOL", capacity=0)
    free = [c for c in candidates(desk.sent(), on=AT.date()) if c.is_free]
    assert {c.reviewer for c in free} == {desk.internal, *desk.external}


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (lambda town: UserFactory(member_of=town.organisation, member_of__role="member"), "organisation"),
        (lambda town: UserFactory(member_of=OrganisationFactory(territory=town.place)), "same town"),
        (
            lambda town: UserFactory(
                member_of=OrganisationFactory(territory=MunicipalityFactory(country=town.place.country))
            ),
            "same country",
        ),
        (
            lambda town: UserFactory(email=town.approver.email.replace("@", "+second@").upper()),
            "Wrote it, sent it",
        ),
    ],
)
def test_a_conflict_of_interest_is_found_also_behind_another_account(who, said):
    desk, town = Desk(), Town()
    practice = desk.sent(town)
    user = who(town)
    assert said in conflicts_of(user, practice)[0]
    reviewer = actions.enrol(
        user,
        languages=["en"],
        objectives=[],
        profile="policy",
        is_internal=False,
        capacity=4,
        by=desk.secretary,
        at=AT,
    )
    with pytest.raises(Refused, match=said):
        actions.invite(
            practice, reviewers=[desk.internal, desk.external[0], reviewer], by=desk.secretary, at=AT
        )
    assert not Review.objects.exists(), "nothing is half done"


def test_nothing_is_read_before_the_declaration_and_a_conflict_closes_the_review():
    desk = Desk()
    review, other, *_ = desk.invited().reviews.all()
    with pytest.raises(Refused, match="First say whether"):
        actions.mark(review, marks={}, by=review.reviewer, at=AT)
    with pytest.raises(Refused, match="somebody else"):
        actions.declare(review, conflict=False, by=other.reviewer, at=AT)
    actions.declare(review, conflict=True, declaration="I advised them.", by=review.reviewer, at=AT)
    review.refresh_from_db()
    assert (review.state, review.declaration) == ("conflict", "I advised them.")
    with pytest.raises(Refused, match="closed"):
        actions.mark(review, marks={}, by=review.reviewer, at=AT)
    assert Notice.objects.filter(recipient=desk.secretary, text__contains="stepped aside").exists()


def test_a_conflict_that_came_up_after_the_invitation_is_found_at_the_declaration():
    desk, town = Desk(), Town()
    practice = desk.sent(town)
    actions.invite(practice, reviewers=[desk.internal, *desk.external[:2]], by=desk.secretary, at=AT)
    review = practice.reviews.last()
    town.organisation.memberships.create(user=review.reviewer, role="member", starts_on=AT.date())
    actions.declare(review, conflict=False, by=review.reviewer, at=AT)
    review.refresh_from_db()
    assert review.state == "conflict"


def test_a_review_is_given_once_whole_and_with_quotes_that_are_in_the_text():
    desk = Desk()
    review = desk.invited().reviews.first()
    by = review.reviewer
    actions.declare(review, conflict=False, by=by, at=AT)
    with pytest.raises(Refused, match="comment on each criterion"):
        actions.give(review, by=by, at=AT)
    marks = {c: {"value": 4, "comment": "Fine."} for c in Criterion.values}
    actions.mark(review, marks=marks, by=by, at=AT)
    with pytest.raises(Refused, match="recommend"):
        actions.give(review, by=by, at=AT)
    high = marks | {"applied": {"value": 5, "comment": "Very."}}
    actions.mark(review, marks=high, verdict="good_practice", by=by, at=AT)
    with pytest.raises(Refused, match="needs a quote"):
        actions.give(review, by=by, at=AT)
    made_up = marks | {"applied": {"value": 5, "comment": "Very.", "quote": "It won a prize."}}
    actions.mark(review, marks=made_up, verdict="good_practice", by=by, at=AT)
    with pytest.raises(Refused, match="not in the text"):
        actions.give(review, by=by, at=AT)
    true = marks | {"applied": {"value": 5, "comment": "Very.", "quote": "the council  opened one desk"}}
    actions.mark(review, marks=true, verdict="good_practice", by=by, at=AT)
    actions.give(review, by=by, at=AT)
    with pytest.raises(Refused, match="already been given"):
        actions.give(review, by=by, at=AT)
    with pytest.raises(Refused, match="1 to 5"):
        actions.mark(practice_review(desk), marks={"applied": {"value": 6}}, by=desk.external[0].user, at=AT)


def practice_review(desk):
    review = Review.objects.get(reviewer=desk.external[0].user)
    return actions.declare(review, conflict=False, by=review.reviewer, at=AT)


def test_reviewers_who_disagree_bring_one_more_by_themselves():
    desk = Desk()
    practice = desk.invited()
    first, second, third = practice.reviews.all()
    desk.read(first)
    desk.read(second)
    assert disagreement(practice) == []
    desk.read(third, value=1, verdict="decline")
    assert len(disagreement(practice)) == 3
    extra = practice.reviews.get(is_extra=True)
    assert (extra.reviewer, extra.is_internal) == (desk.external[2].user, False)
    with pytest.raises(Refused, match="wait for the further reviewer"):
        desk.decide(practice)
    desk.read(extra, value=4)
    assert desk.decide(practice, grade="replicable_experience").reviewers == 4


def test_a_decision_waits_for_one_internal_and_two_external_reviews_and_says_why():
    desk = Desk()
    practice = desk.invited()
    with pytest.raises(Refused, match="at least one internal and two external"):
        desk.decide(practice)
    for review in practice.reviews.all():
        desk.read(review)
    with pytest.raises(Refused, match="letter says why"):
        desk.decide(practice, letter="No.")
    desk.decide(practice)
    with pytest.raises(Refused, match="not in review"):
        desk.decide(practice)


def test_a_question_is_answered_by_changing_the_part_old_and_new_kept():
    desk, town = Desk(), Town()
    practice = desk.sent(town)
    actions.invite(practice, reviewers=[desk.internal, *desk.external[:2]], by=desk.secretary, at=AT)
    asked = actions.ask(practice, part="results", question="How many?", by=desk.secretary, at=AT)
    with pytest.raises(Refused, match="Change the text"):
        actions.answer(asked, new=asked.old, by=town.editor, at=AT)
    actions.answer(asked, new="Visits fell; 400 people.", remark="Counted in May.", by=town.editor, at=AT)
    asked.refresh_from_db()
    assert (asked.old[:11], asked.new) == ("Visits fell", "Visits fell; 400 people.")
    practice.refresh_from_db()
    assert practice.state == "in_review"
    assert practice.texts.get().results == "Visits fell; 400 people."
    with pytest.raises(Refused, match="already been answered"):
        actions.answer(asked, new="x", by=town.editor, at=AT)


def test_an_appeal_opens_one_more_round_with_other_people_and_no_third():
    desk, town = Desk(), Town()
    practice = desk.sent(town)
    actions.invite(practice, reviewers=[desk.internal, *desk.external[:2]], by=desk.secretary, at=AT)
    for review in practice.reviews.all():
        desk.read(review, value=1, verdict="decline")
    desk.decide(practice, grade="")
    actions.appeal(practice, reason="The results of 2025 were not read.", by=town.approver, at=AT)
    practice.refresh_from_db()
    assert (practice.state, practice.round) == ("in_review", 2)
    with pytest.raises(Refused, match="already, or said no"):
        actions.invite(practice, reviewers=[desk.internal], by=desk.secretary, at=AT)
    fresh = [desk.enrol(is_internal=True), desk.external[2], desk.enrol(iso3="BOL")]
    actions.invite(practice, reviewers=fresh, by=desk.secretary, at=AT)
    for review in practice.reviews.filter(round=2):
        desk.read(review, value=1, verdict="decline")
    desk.decide(practice, grade="")
    with pytest.raises(Refused, match="second round is final"):
        actions.appeal(practice, reason="Again", by=town.approver, at=AT)


def test_the_secretariat_does_not_judge_its_own_house():
    desk, town = Desk(), Town()
    practice = desk.sent(town)
    town.organisation.memberships.create(user=desk.secretary, role="member", starts_on="2020-01-01")
    with pytest.raises(Refused, match="your own organisation"):
        actions.invite(practice, reviewers=[], by=desk.secretary, at=AT)
    with pytest.raises(Refused, match="Only the secretariat"):
        actions.give_back(practice, reason="x", by=town.approver, at=AT)


def test_names_places_people_and_links_are_blotted_out_accents_and_case_aside():
    text = "La MUNICIPALIDAD de San José (www.sanjose.example) y Elena Pérez, e.perez@x.org."
    assert (
        masked(text, ["Municipalidad de San José", "Elena Perez"]) == f"La {BLOT} ({BLOT} y {BLOT}, {BLOT}."
    )


def test_the_blind_text_names_nobody():
    town = Town(name="Villa Serena")
    practice = town.draft(
        title="Villa Serena opens a desk",
        description=f"{town.organisation.name} and {town.editor.name} began it with Cruz Blanca.",
        partners="Cruz Blanca",
    )
    told = "\n".join(parts_for(practice, "en").values())
    for name in ("Villa Serena", town.organisation.name, town.editor.name, "Cruz Blanca"):
        assert name not in told
        assert name in names_of(practice)
