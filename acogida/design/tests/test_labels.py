"""Tables say their headings in every cell, without a script."""

from acogida.design.labels import labelled

HEAD = (
    '<thead><tr><th scope="col">Lugar</th>'
    '<th scope="col" class="number">Cuánto <b>"hoy"</b></th></tr></thead>'
)


def test_each_cell_says_the_heading_of_its_column() -> None:
    body = '<tbody><tr><th scope="row">Quilmes</th><td class="number">7</td></tr></tbody>'
    assert labelled(HEAD + body) == HEAD + (
        '<tbody><tr><th scope="row">Quilmes</th>'
        '<td class="number" data-label="Cuánto &quot;hoy&quot;">7</td></tr></tbody>'
    )


def test_a_cell_keeps_the_label_it_has() -> None:
    body = '<tbody><tr><td data-label="Sitio">Quilmes</td><td>7</td></tr></tbody>'
    assert 'data-label="Sitio"' in labelled(HEAD + body)
    assert 'data-label="Lugar"' not in labelled(HEAD + body)


def test_a_row_or_heading_that_spans_columns_is_left_alone() -> None:
    wide = '<tbody><tr><td colspan="2">Nada</td></tr></tbody>'
    assert labelled(HEAD + wide) == HEAD + wide
    spanning = '<thead><tr><th colspan="2">Todo</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>'
    assert labelled(spanning) == spanning


def test_a_table_without_headings_is_left_alone() -> None:
    assert labelled("<tbody><tr><td>1</td></tr></tbody>") == "<tbody><tr><td>1</td></tr></tbody>"
