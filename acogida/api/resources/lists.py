"""The short lists of the Compact: principles, groups of paragraph 44, kinds of entity that may pledge."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.compact import EntityKindOut, PrincipleOut, StakeholderGroupOut
from acogida.compact import queries
from acogida.compact.models import EntityKind, Principle, StakeholderGroup

router = Router()


def _named(found: Any, address: str) -> Said:
    return {
        "key": found.key,
        "number": found.number,
        "label": str(found),
        "titles": found.title,
        "title_status": found.title_status,
        "url": api_url(address, found.key),
    }


def _principle(found: Principle) -> Said:
    return {**_named(found, "principles"), "gcm_ref": found.gcm_ref}


def _group(found: StakeholderGroup) -> Said:
    kinds = sorted(kind.key for kind in found.entity_kinds.all())
    return {**_named(found, "stakeholder-groups"), "entity_kinds": kinds}


def _kind(found: EntityKind) -> Said:
    return {**_named(found, "entity-kinds"), "groups": sorted(group.key for group in found.groups.all())}


mount(
    router,
    Resource(
        name="principles",
        one="principle",
        lists=gettext_noop("The ten principles of the Compact"),
        shows=gettext_noop("One principle"),
        missing=gettext_lazy("There is no principle with this key."),
        rows=queries.principles,
        brief=_principle,
        shape=PrincipleOut,
        key="key",
    ),
)
mount(
    router,
    Resource(
        name="stakeholder-groups",
        one="stakeholder_group",
        lists=gettext_noop("The thirteen groups of paragraph 44"),
        shows=gettext_noop("One group of paragraph 44"),
        missing=gettext_lazy("There is no group with this key."),
        rows=queries.stakeholder_groups,
        brief=_group,
        shape=StakeholderGroupOut,
        key="key",
    ),
)
mount(
    router,
    Resource(
        name="entity-kinds",
        one="entity_kind",
        lists=gettext_noop("The twelve kinds of entity that may pledge"),
        shows=gettext_noop("One kind of entity"),
        missing=gettext_lazy("There is no kind of entity with this key."),
        rows=queries.entity_kinds,
        brief=_kind,
        shape=EntityKindOut,
        key="key",
    ),
)
