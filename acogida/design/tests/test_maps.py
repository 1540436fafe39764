"""A map has its table, its word on boundaries, and no name leaves it as markup."""

from xml.etree import ElementTree

import pytest

from acogida.design.maps import Point, choropleth, classes, clusters, point_map
from acogida.design.maps.projection import projection

SAID = {"sentence": "Most in A.", "source": "Census 2020"}


def square(key, lon, lat, size=2.0):
    ring = [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]
    return {
        "type": "Feature",
        "properties": {"code": key},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


FEATURES = [square("A", -75, 4), square("B", -70, 4), square("C", -65, -3)]


def drawings(shown):
    return list(ElementTree.fromstring(f"<div>{shown.svg}</div>"))


def test_areas_are_coloured_and_listed_with_the_greatest_first():
    shown = choropleth(
        "People, 2020",
        FEATURES,
        {"A": 10.0, "B": 300.0, "C": None},
        unit="people",
        key="code",
        names={"A": "Alba", "B": "Brisa", "C": "Cima"},
        urls={"B": "/en/b/"},
        **SAID,
    )
    assert shown.rows == [["Brisa", "300"], ["Alba", "10"], ["Cima", "no figure"]]
    assert shown.links == ("/en/b/", "", "")
    assert "imply official endorsement" in shown.disclaimer
    wide = ElementTree.tostring(drawings(shown)[0], encoding="unicode")
    assert [wide.count(f'f-{paint}"') > 0 for paint in ("step-1", "step-5", "soft")] == [True, True, True]
    for told in ("Alba: 10", "Brisa: 300", "Cima: no figure"):
        assert told in wide


def test_classes_hold_about_as_many_values_each():
    assert classes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == [2, 4, 6, 8, 10]
    assert classes([5, 5, 5]) == [5]
    assert classes([1, 9]) == [1, 9]
    assert classes([]) == []


def test_north_is_up_and_east_is_right():
    place, _height = projection([(-80, -10), (-60, 10)], 680, tallest=560)
    x1, y1 = place(-80, -10)
    x2, y2 = place(-60, 10)
    assert x1 < x2
    assert y1 > y2


def test_a_speck_far_out_at_sea_does_not_make_the_country_small():
    country, speck = square("A", -84, 9, 3.0), square("B", -87, 5.5, 0.05)
    alone = choropleth("T", [country], {"A": 1.0}, unit="", key="code", **SAID)
    both = choropleth("T", [country, speck], {"A": 1.0, "B": 2.0}, unit="", key="code", **SAID)
    assert drawings(alone)[0].get("viewBox").split()[2] == "680"
    shape = 'd="M'
    assert both.svg.split(shape)[1].split('"')[0] == alone.svg.split(shape)[1].split('"')[0]
    assert ["B", "2"] in both.rows


def test_points_that_would_cover_each_other_are_one_mark_with_their_number():
    points = [Point("P", 5, -74, url="/en/p/"), Point("Q", -2, -64), Point("R", -2.001, -64.001)]
    shown = point_map("Plans", FEATURES, points, **SAID)
    place, _height = projection([(-75, -3), (-63, 6)], 680, tallest=560)

    assert [len(group) for group in clusters(points, place)] == [1, 2]
    assert shown.headers == ["Place"]
    assert shown.rows == [["P"], ["Q"], ["R"]]
    assert ">2</" in shown.svg
    assert 'href="/en/p/"' in shown.svg


def test_values_of_points_stand_in_the_table():
    shown = point_map("Plans", FEATURES, [Point("P", 5, -74, 12.0), Point("Q", 0, -64)], unit="plans", **SAID)
    assert shown.headers == ["Place", "plans"]
    assert shown.rows == [["P", "12"], ["Q", "no figure"]]


@pytest.mark.parametrize("point", [Point("P", 91, 0), Point("P", 0, 181), Point("P", 0, 0, tone="pink")])
def test_a_place_off_the_earth_is_refused(point):
    with pytest.raises(ValueError, match="a place on the earth"):
        point_map("T", FEATURES, [point], **SAID)


def test_a_map_of_nothing_says_so():
    for shown in (choropleth("T", [], {}, unit="", **SAID), point_map("T", [], [], **SAID)):
        assert "There are no figures to draw." in shown.svg
        assert shown.rows == []


def test_areas_and_points_can_stand_alone():
    assert drawings(choropleth("T", FEATURES[:1], {"A": 1.0}, unit="", key="code", **SAID))
    assert drawings(point_map("T", [], [Point("P", 5, -74)], **SAID))
    assert drawings(point_map("T", FEATURES, [Point("P", 5, -74)], zoom=True, **SAID))


def test_hostile_names_stay_words():
    bad = "<script>x</script>"
    for shown in (
        choropleth(bad, FEATURES, {"A": 1.0}, unit=bad, key="code", names={"A": bad}, **SAID),
        point_map(bad, FEATURES, [Point(bad, 5, -74, url="javascript:x")], **SAID),
    ):
        assert "<script" not in shown.svg
        assert "javascript:" not in shown.svg
        drawings(shown)
