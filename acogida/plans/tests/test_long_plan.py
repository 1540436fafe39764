"""A plan of very many actions: its page stays light, and each action tells its particulars itself."""

import pytest

from acogida.plans import actions
from acogida.plans.tests.factories import AT, Town

pytestmark = pytest.mark.django_db
WHO = "Social office"


@pytest.mark.parametrize(("count", "is_told_in_full"), [(2, True), (41, False)])
def test_particulars_stand_on_the_page_of_the_plan_or_of_each_action(client, count, is_told_in_full):
    town = Town()
    plan = town.designed(actions_count=count)
    actions.adopt(plan, by=town.approver, at=AT)
    plan.refresh_from_db()
    one = plan.actions.order_by("pk").first()

    page = client.get(f"/en/plans/{plan.slug}/").content.decode()
    own = client.get(f"/en/plans/{plan.slug}/actions/{one.pk}/").content.decode()
    assert (WHO in page) is is_told_in_full
    assert ("stands on its own page" in page) is not is_told_in_full
    assert page.count("<article") == count
    assert WHO in own
