"""Areas coloured by value."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from acogida.design.charts.canvas import Canvas, measure
from acogida.design.charts.chart import NARROW, Format, drawings, empty, number, written
from acogida.design.maps.map import Feature, Map, disclaimer
from acogida.design.maps.projection import fitted, outline, seen
from acogida.design.palette import STEPS

MANY = 30


def classes(values: Iterable[float], *, most: int = len(STEPS)) -> list[float]:
    """The upper ends of classes that hold about as many values each (quantiles), fewest first."""
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    count = min(most, len(distinct))
    if not count:
        return []
    ends = [ordered[max(0, round(len(ordered) * (i + 1) / count) - 1)] for i in range(count)]
    ends[-1] = ordered[-1]
    return sorted(set(ends))


def choropleth(
    title: str,
    features: Sequence[Feature],
    values: Mapping[str, float | None],
    *,
    unit: str,
    sentence: str,
    source: str,
    names: Mapping[str, str] | None = None,
    urls: Mapping[str, str] | None = None,
    key: str = "id",
    context: Sequence[Feature] = (),
    format_number: Format | None = None,
    label: str = "",
    alt: str = "",
) -> Map:
    """Areas coloured by value, in up to five classes of about as many areas each.

    `values` maps an area's key to its value in `unit`. The key of a feature is its `id`, or its
    property named by `key`; `names` and `urls` say how areas are called and where they lead.
    `context` are areas drawn without a value, for orientation. The table has the areas with a key in
    `values`, the greatest first, those without a figure last.
    """
    named, linked = names or {}, urls or {}
    known = {area: v for area, v in values.items() if v is not None}
    ends = classes(known.values())
    order = sorted(values, key=lambda a: (a not in known, -known.get(a, 0), named.get(a, a)))
    told = alt or (f"{title}. {sentence}" if sentence else title)
    painted = [
        (
            feature,
            _step(known[area], ends) if (area := area_key(feature, key)) in known else "soft",
            f"{named.get(area, area)}: {written(values.get(area), format_number)}",
        )
        for feature in features
    ]
    gaps = any(paint == "soft" for _feature, paint, _tip in painted)
    legend = _key(ends, min(known.values(), default=0), format_number, gaps)
    page, fixed = drawings(lambda width: _drawn(painted, context, legend, width), told)
    return Map(
        title,
        page,
        [label or _("Place"), unit or _("Value")],
        [[named.get(a, a), written(values[a], format_number)] for a in order],
        sentence,
        source,
        disclaimer(),
        told,
        tuple(linked.get(a, "") for a in order),
        fixed,
    )


def _drawn(
    painted: Sequence[tuple[Feature, str, str]],
    context: Sequence[Feature],
    legend: Sequence[tuple[str, str]],
    width: int,
) -> Canvas:
    """`painted` areas each with their paint and their words; `context` without a value beneath them."""
    shown = [feature for feature, _paint, _tip in painted] or context
    if not shown:
        return empty(width)
    foot = 24.0 * -(-len(legend) // _per_row(width)) + 12
    place, height = fitted(seen(shown), width, foot=foot)
    canvas = Canvas(width, height)
    detail = 2.0 if len(shown) < MANY else 4.0  # a whole region's coasts weigh more than they tell
    for feature in context:
        canvas.path(outline(feature, place, detail=detail), fill="soft", stroke="paper", width=0.5)
    for feature, paint, tip in painted:
        canvas.path(outline(feature, place, detail=detail), fill=paint, stroke="paper", width=0.6, tip=tip)
    _legend(canvas, legend, height - foot + 20)
    return canvas


def area_key(feature: Feature, key: str = "id") -> str:
    """How a feature is known: the property `key` where it has one, else its `id`."""
    found = (feature.get("properties") or {}).get(key)
    return str(feature.get("id", "") if found is None else found)


def _step(value: float, ends: Sequence[float]) -> str:
    index = next(i for i, end in enumerate(ends) if value <= end)
    return STEPS[_spread(index, len(ends))]


def _spread(index: int, count: int) -> int:
    """Few classes use colours far apart."""
    return len(STEPS) - 1 if count == 1 else round(index * (len(STEPS) - 1) / (count - 1))


def _key(ends: Sequence[float], low: float, form: Format | None, gaps: bool) -> list[tuple[str, str]]:
    """What each colour means, from the least to the most, and the colour of no figure."""
    told, starts = form or number, [low, *ends]
    shown = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=False)):
        text = told(end) if start == end else f"{told(start)} – {told(end)}"
        shown.append((STEPS[_spread(i, len(ends))], text))
    return [*shown, ("soft", written(None, form))] if gaps else shown


def _legend(canvas: Canvas, key: Sequence[tuple[str, str]], y: float) -> None:
    per_row = _per_row(canvas.width)
    step = canvas.width / per_row
    for i, (paint, text) in enumerate(key):
        x, line = (i % per_row) * step, y + (i // per_row) * 24
        canvas.rect(x, line - 11, 18, 13, paint, radius=2)
        canvas.text(x + 24, line, text, size=12 if measure(text, 12) < step - 28 else 10.5)


def _per_row(width: float) -> int:
    return 2 if width == NARROW else 4
