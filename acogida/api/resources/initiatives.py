"""Civil society: who is in the Mechanism, what is on the map of initiatives; nothing that waits."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.resources.territories import place_ref
from acogida.api.schemas.dialogues import InitiativeOut, MemberOut
from acogida.dialogues.models import Initiative, Member
from acogida.dialogues.queries.initiatives import with_parts

router = Router()


def _initiative(found: Initiative) -> Said:
    return {
        "id": found.pk,
        "title": found.title,
        "text": found.text,
        "language": found.language,
        "organisation": found.organisation.name,
        "country": found.country.code,
        "territory": place_ref(found.where),
        "objectives": sorted(objective.number for objective in found.objectives.all()),
        "website": found.website,
        "contact": found.contact if found.may_show_contact else "",
        "url": api_url("initiatives", found.pk),
        "page": page_url("dialogues:initiatives"),
    }


def _members() -> Any:
    return Member.objects.admitted().select_related("organisation__country").prefetch_related("tables")


def _member(found: Member) -> Said:
    country = found.organisation.country
    return {
        "id": found.pk,
        "organisation": found.organisation.name,
        "country": country.code if country else "",
        "group": found.group_id,
        "standing": found.standing,
        "tables": sorted(table.number for table in found.tables.all()),
        "is_demonstration": found.organisation.is_demonstration,
        "url": api_url("members", found.pk),
        "page": page_url("dialogues:mechanism"),
    }


def _for_objective(rows: Any, number: int) -> Any:
    return rows.filter(pk__in=Initiative.objects.filter(objectives=number).values("pk"))


mount(
    router,
    Resource(
        name="initiatives",
        one="initiative",
        lists=gettext_noop("What civil society does, where and for which objectives"),
        shows=gettext_noop("One initiative of civil society"),
        missing=gettext_lazy("There is no initiative with this number."),
        rows=lambda: with_parts(Initiative.objects.public()),
        brief=_initiative,
        shape=InitiativeOut,
        filters={"country": "country__code", "objective": _for_objective, "language": "language"},
    ),
)
mount(
    router,
    Resource(
        name="members",
        one="member",
        lists=gettext_noop("Organisations in the Mechanism of civil society, by group of paragraph 44"),
        shows=gettext_noop("One organisation in the Mechanism"),
        missing=gettext_lazy("There is no member with this number."),
        rows=_members,
        brief=_member,
        shape=MemberOut,
        filters={"country": "organisation__country__code", "kind": "group"},
    ),
)
