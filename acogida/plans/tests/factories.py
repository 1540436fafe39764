"""Plans at each stage, for tests. Only what a test does not say is filled in."""

from datetime import UTC, date, datetime
from decimal import Decimal

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.assessments.models import Answer, Assessment, Dimension, Instrument, Question, SubDimension
from acogida.compact.models import LocalAction, Objective, RoundTable
from acogida.evidence.models import Dataset, Figure, Indicator
from acogida.plans import actions
from acogida.plans.models import Plan

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def objective(number=15):
    """The shipped objective where it is loaded, else one like it."""
    if found := Objective.objects.filter(number=number).first():
        return found
    table, _ = RoundTable.objects.get_or_create(
        number=1, defaults={"title": {"en": "One"}, "confidence": "x"}
    )
    return Objective.objects.create(
        number=number,
        key=f"objective-{number}",
        title={"en": f"Objective {number}"},
        label={"en": f"Short {number}"},
        summary={},
        gcm_paragraph=30,
        round_table=table,
        sdg_status="x",
    )


def local_action(code="test-l1", number=15):
    found, _ = LocalAction.objects.get_or_create(
        code=code,
        defaults={
            "objective": objective(number),
            "summary": {"en": "Inform migrants at one desk", "es": "Informar en una ventanilla"},
            "gcm_ref": "¶31(b)",
            "ref_confidence": "high",
            "origin": "gcm",
        },
    )
    return found


def weak_answer(organisation, *, by, value="no", code="T-01", text=None, objectives=(15,)):
    instrument, _ = Instrument.objects.get_or_create(
        code="test", version="1", defaults={"title": {"en": "Test"}}
    )
    dimension, _ = Dimension.objects.get_or_create(
        instrument=instrument, key="d", defaults={"number": 1, "name": {"en": "D"}}
    )
    sub, _ = SubDimension.objects.get_or_create(
        dimension=dimension, key="s", defaults={"number": 1, "name": {"en": "S"}}
    )
    question, _ = Question.objects.get_or_create(
        sub_dimension=sub,
        code=code,
        defaults={
            "number": 1,
            "text": text or {"en": "Is there one desk?", "es": "¿Existe una ventanilla única?"},
            "source": "test",
        },
    )
    question.objectives.set([objective(n) for n in objectives])
    assessment, _ = Assessment.objects.get_or_create(
        organisation=organisation,
        instrument=instrument,
        year=2025,
        defaults={"territory": organisation.territory, "created_by": by, "created_at": AT},
    )
    return Answer.objects.create(
        assessment=assessment,
        question=question,
        value=value,
        explanation="SECRET explanation",
        updated_by=by,
        updated_at=AT,
    )


def figure(territory, *, value=1200.0, period="2024", organisation=None, objectives=(1,)):
    suffix = f"-{organisation.pk}" if organisation else ""
    dataset, _ = Dataset.objects.get_or_create(
        code=f"test-set{suffix}",
        defaults={
            "title": {"en": "Test set"},
            "publisher": "Test office",
            "licence": "CC BY 4.0",
            "edition": "2024",
            "organisation": organisation,
        },
    )
    indicator, _ = Indicator.objects.get_or_create(
        code=f"test-migrants{suffix}",
        defaults={"title": {"en": "Migrants"}, "unit": "people", "dataset": dataset},
    )
    indicator.objectives.set([objective(n) for n in objectives])
    return Figure.objects.create(
        indicator=indicator,
        dataset=dataset,
        territory=territory,
        period=period,
        value=value,
        sentence={
            "en": "1,200 migrants lived in the place in 2024.",
            "es": "1.200 personas migrantes vivían en el lugar en 2024.",
        },
        edition="2024",
        cited_at=AT,
    )


class Town:
    """A municipality with its people: an editor, an approver, two members, and somebody from elsewhere."""

    def __init__(self, **kwargs):
        self.organisation = OrganisationFactory(**kwargs)
        self.editor = UserFactory(member_of=self.organisation)
        self.approver = UserFactory(member_of=self.organisation, member_of__role="approver")
        self.member = UserFactory(member_of=self.organisation, member_of__role="member")
        self.other = UserFactory(member_of=self.organisation, member_of__role="member")
        self.stranger = UserFactory(member_of=OrganisationFactory())

    def plan(self, **values) -> Plan:
        values = {
            "territory": self.organisation.territory,
            "title": "Local migration plan",
            "starts_on": date(2026, 1, 1),
            "ends_on": date(2027, 12, 31),
            "contexts": ["transit"],
            "by": self.editor,
            "at": AT,
            **values,
        }
        return actions.create(self.organisation, **values)

    def challenge(self, plan, title="Nobody knows where to ask", **values):
        values = {"reason": "Round table of May 2025", "objectives": [objective()], **values}
        return actions.challenge_by_hand(plan, title=title, by=self.editor, at=AT, **values)

    def scoring(self, *titles):
        """A plan whose scoring is open, with these challenges."""
        plan = self.plan()
        made = [self.challenge(plan, title) for title in titles or ("First", "Second")]
        return actions.lock_weights(plan, by=self.editor, at=AT), made

    def score_all(self, plan, by, *marks):
        """One mark a challenge, the same on every criterion."""
        values = {}
        for challenge, mark in zip(plan.challenges.order_by("pk"), marks, strict=True):
            values |= {(challenge.pk, criterion.pk): mark for criterion in plan.criteria.all()}
        actions.score(plan, values=values, by=by, at=AT)

    def design(self, *titles, priorities=1):
        """A plan in design: the first challenges are its priorities."""
        plan, made = self.scoring(*titles)
        self.score_all(plan, self.editor, *range(5, 5 - len(made), -1))
        actions.close_scoring(plan, by=self.editor, at=AT)
        plan = actions.choose_priorities(plan, challenges=made[:priorities], by=self.editor, at=AT)
        return plan, list(plan.challenges.order_by("pk"))

    def action(self, plan, challenge, **values):
        values = {
            "challenge": challenge,
            "title": "Open one desk",
            "objective": objective(),
            "responsible_unit": "Social office",
            "starts_on": date(2026, 3, 10),
            "ends_on": date(2027, 3, 10),
            "budget": Decimal(1000),
            "currency": "ARS",
            "budget_source": "Municipal budget",
            **values,
        }
        return actions.add_action(plan, values=values, by=self.editor, at=AT)

    def indicator(self, action, **values):
        values = {
            "title": "People guided a month",
            "unit": "people",
            "baseline": Decimal(40),
            "baseline_on": date(2026, 1, 1),
            "target": Decimal(140),
            "target_on": date(2027, 3, 10),
            "every_months": 6,
            **values,
        }
        return actions.add_indicator(action, values=values, by=self.editor, at=AT)

    def designed(self, actions_count=1):
        """A plan ready to be adopted."""
        plan, challenges = self.design()
        for number in range(actions_count):
            self.indicator(self.action(plan, challenges[0], title=f"Action {number}"))
        return Plan.objects.get(pk=plan.pk)

    def adopted(self, actions_count=1):
        plan = self.designed(actions_count)
        actions.adopt(plan, by=self.approver, at=AT)
        return Plan.objects.select_related("current_version", "organisation", "territory").get(pk=plan.pk)

    def report(self, action, **values):
        values = {
            "reported_on": date(2026, 3, 20),
            "condition": "under_way",
            "narrative": "The desk opened.",
            "by": self.editor,
            "at": datetime(2027, 12, 1, tzinfo=UTC),
            **values,
        }
        return actions.report_progress(action, **values)
