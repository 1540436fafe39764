import factory
from factory.django import DjangoModelFactory

from acogida.territories.models import Territory


class PlaceFactory(DjangoModelFactory):
    """A municipality of a country that every migrated database has; `country_code` says which."""

    class Meta:
        model = Territory
        exclude = ["country_code"]

    country_code = "MEX"
    code = factory.Sequence("TST:{}".format)
    level = "municipality"
    name = factory.Sequence("Lugar {}".format)
    slug = factory.Sequence("lugar-{}".format)
    country = factory.LazyAttribute(lambda o: Territory.objects.get(code=o.country_code))
    parent = factory.SelfAttribute("country")
    is_lac = True
