from datetime import date

import factory
from factory.django import DjangoModelFactory

from acogida.accounts.actions import invitations
from acogida.accounts.models import Mandate, Membership, Organisation, Role, User
from acogida.compact.models import EntityKind
from acogida.territories.models import Territory


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Territory
        django_get_or_create = ("code",)

    code = "ARG"
    level = "country"
    name = "Argentina"
    names = {"es": "Argentina", "en": "Argentina", "pt": "Argentina", "fr": "Argentine"}
    slug = factory.LazyAttribute(lambda o: o.code.lower())
    iso2 = "AR"
    is_lac = True


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    code = factory.Sequence("demo:m{}".format)
    level = "municipality"
    name = factory.Sequence("Villa Prueba {}".format)
    slug = factory.Sequence("villa-prueba-{}".format)
    country = factory.SubFactory(CountryFactory)
    parent = factory.SelfAttribute("country")


class EntityKindFactory(DjangoModelFactory):
    class Meta:
        model = EntityKind
        django_get_or_create = ("key",)

    key = "local_government"
    number = 2
    title = {"es": "Autoridad local", "en": "Local authority"}


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence("Municipalidad {}".format)
    kind = factory.SubFactory(EntityKindFactory)
    territory = factory.SubFactory(MunicipalityFactory)
    country = factory.SelfAttribute("territory.country")


class UserFactory(DjangoModelFactory):
    """A person; `UserFactory(member_of=town, member_of__role="approver")` also makes the membership."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("person-{}@example.org".format)
    name = factory.Sequence("Person {}".format)
    language = "en"

    @factory.post_generation
    def member_of(self, create, organisation, role=Role.EDITOR, starts_on=date(2020, 1, 1), **kwargs):
        if organisation:
            Membership.objects.create(user=self, organisation=organisation, role=role, starts_on=starts_on)


class MandateFactory(DjangoModelFactory):
    class Meta:
        model = Mandate

    user = factory.SubFactory(UserFactory)
    kind = "secretariat"
    starts_on = date(2020, 1, 1)


def invited(organisation, at, email="nueva@example.org", role=Role.EDITOR, by=None):
    """An open invitation and its token."""
    by = by or UserFactory(member_of=organisation, member_of__role=Role.ADMINISTRATOR)
    return invitations.invite(organisation, email=email, role=role, language="en", by=by, at=at)
