from importlib.resources import files

import pytest
import yaml
from django.core.management import call_command

from acogida.compact import actions
from acogida.compact.models import (
    EntityKind,
    LocalAction,
    Objective,
    Principle,
    RefConfidence,
    RoundTable,
    SdgTarget,
    StakeholderGroup,
    WordingStatus,
)
from acogida.core.text import LANGUAGES

pytestmark = pytest.mark.django_db
GCM = yaml.safe_load(files("acogida.compact").joinpath("data", "gcm.yaml").read_text())


def everything():
    models = (RoundTable, SdgTarget, Principle, Objective, LocalAction, StakeholderGroup, EntityKind)
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    ties = [
        sorted(Objective.sdg_targets.through.objects.values_list("objective_id", "sdgtarget_id")),
        sorted(EntityKind.groups.through.objects.values_list("entitykind_id", "stakeholdergroup_id")),
    ]
    return rows, ties


def test_a_migrated_database_holds_the_whole_compact():
    assert Objective.objects.count() == 23
    assert Principle.objects.count() == 10
    assert RoundTable.objects.count() == 4
    assert StakeholderGroup.objects.count() == 13
    assert EntityKind.objects.count() == 12
    assert LocalAction.objects.count() == 25
    assert SdgTarget.objects.count() == 40


def test_loading_again_changes_nothing():
    before = everything()
    actions.load()
    assert everything() == before


def test_loading_again_repairs_what_was_changed():
    before = everything()
    Objective.objects.filter(number=3).update(title={"es": "Otra cosa"}, label={})
    LocalAction.objects.filter(code="gcm03-l1").delete()
    actions.load()
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_it_again():
    call_command("flush", interactive=False, verbosity=0)
    assert Objective.objects.count() == 23


def test_official_titles_are_those_of_the_file():
    assert {o.number: o.title for o in Objective.objects.all()} == {
        row["number"]: row["title"] for row in GCM["objectives"]
    }
    assert {p.key: p.title for p in Principle.objects.all()} == {
        row["key"]: row["title"] for row in GCM["principles"]
    }
    tables = {row["number"]: row["title"] for row in GCM["round_tables"]}
    for table in RoundTable.objects.all():
        assert {"es": table.title["es"], "en": table.title["en"]} == tables[table.number]


def test_every_wording_has_four_languages_and_a_known_status_in_each():
    for model, pairs in (
        (Objective, [("title", "title_status"), ("label", "label_status"), ("summary", "summary_status")]),
        (Principle, [("title", "title_status")]),
        (RoundTable, [("title", "title_status")]),
        (LocalAction, [("summary", "summary_status")]),
        (StakeholderGroup, [("title", "title_status")]),
        (EntityKind, [("title", "title_status")]),
    ):
        for row in model.objects.all():
            for field, status in pairs:
                assert all(getattr(row, field)[language] for language in LANGUAGES), (row.pk, field)
                assert set(getattr(row, status)) == set(LANGUAGES)
                assert set(getattr(row, status).values()) <= set(WordingStatus.values)


def test_every_local_action_says_how_sure_its_paragraph_is():
    assert set(LocalAction.objects.values_list("ref_confidence", flat=True)) <= set(RefConfidence.values)
    assert LocalAction.objects.get(pk="gcm14-l1").ref_confidence == "medium_recalled"


def test_the_two_lists_of_objectives_named_for_local_authorities_stay_apart():
    named = {
        key: [o.number for o in Objective.objects.all() if o.named_local[key]]
        for key in ("handbook_2023", "seed_002_2022")
    }
    assert named["handbook_2023"] == [1, 2, 3, 4, 5, 7, 10, 12, 15, 16, 17, 19, 20, 21, 23]
    assert named["seed_002_2022"] == [2, 3, 4, 5, 7, 8, 10, 12, 14, 15, 16, 17, 19, 21, 23]


def test_a_local_authority_is_one_of_the_kinds_and_stands_for_its_group():
    kind = EntityKind.objects.get(pk="local_government")
    assert kind.number == 2
    assert [group.key for group in kind.groups.all()] == ["local_authorities"]
    without_group = EntityKind.objects.filter(groups=None).values_list("key", flat=True)
    assert list(without_group) == ["international_organization", "state"]
