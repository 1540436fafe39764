"""A component knows its words, and what it shows is safe and reachable."""

import re

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from acogida.design.components import COMPONENTS
from acogida.design.gallery import examples


def rendered(source, **words):
    return Template("{% load design %}" + source).render(Context(words))


def test_an_unknown_component_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="no component 'bunting'"):
        rendered('{% component "bunting" %}')


def test_an_unknown_word_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="unknown \\['colour'\\]"):
        rendered('{% component "notice" text="Hello" colour="red" %}')


def test_a_missing_word_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="missing \\['text'\\]"):
        rendered('{% component "notice" tone="info" %}')


def test_a_tone_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="tone is 'pink'"):
        rendered('{% component "notice" text="Hello" tone="pink" %}')


def test_what_holds_markup_is_a_slot_and_what_does_not_is_not():
    with pytest.raises(TemplateSyntaxError, match="use slot"):
        rendered('{% component "card" title="A" %}')
    with pytest.raises(TemplateSyntaxError, match="use component"):
        rendered('{% slot "notice" text="A" %}{% endslot %}')


def test_words_of_people_stay_words():
    shown = rendered('{% component "notice" text=text %}', text="<b>bold</b>")
    assert "&lt;b&gt;bold&lt;/b&gt;" in shown


def test_a_slot_shows_its_inside():
    assert "<p>in</p>" in rendered('{% slot "disclosure" summary="S" %}<p>in</p>{% endslot %}')


class PlanForm(forms.Form):
    name = forms.CharField(label="Name", help_text="A verb first.")
    horizon = forms.ChoiceField(label="Horizon", choices=[("s", "Short")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False)
    public = forms.BooleanField(label="Public", required=False)


def test_a_field_is_named_described_and_says_what_is_wrong():
    form = PlanForm({"note": "kept"})
    shown = rendered('{% component "field" field=field %}', field=form["name"])

    assert '<label for="id_name">' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert re.search(r'id="id_name_error">.*This field is required\.', shown, re.S)
    assert "optional" not in shown


def test_a_field_keeps_what_was_typed_and_says_when_it_is_optional():
    shown = rendered('{% component "field" field=field %}', field=PlanForm({"note": "kept"})["note"])
    assert 'value="kept"' in shown
    assert "(optional)" in shown


def test_choices_stand_in_a_fieldset_with_their_question():
    shown = rendered('{% component "field" field=field %}', field=PlanForm({})["horizon"])
    assert re.search(r'<fieldset[^>]+aria-describedby="\s*id_horizon_error"', shown)
    assert "<legend>Horizon" in shown


def test_a_hint_given_by_the_page_describes_the_field():
    shown = rendered('{% component "field" field=field hint="Say why." %}', field=PlanForm()["note"])
    assert 'aria-describedby="id_note_helptext"' in shown
    assert 'id="id_note_helptext">Say why.</p>' in shown


def test_the_summary_of_errors_leads_to_each_field():
    shown = rendered('{% component "form_errors" form=form %}', form=PlanForm({}))
    assert 'href="#id_name"' in shown
    assert 'href="#id_horizon_0"' in shown
    assert "2 things have to be put right." in shown


def test_a_form_without_errors_has_no_summary():
    assert rendered('{% component "form_errors" form=form %}', form=PlanForm()).strip() == ""


def test_a_chart_shows_its_table_with_links():
    shown = rendered('{% component "map" map=map %}', map=examples()["map"][1].words["map"])
    assert '<th scope="row"><a href="#map">Town one</a></th>' in shown
    assert "official endorsement" in shown


def test_progress_is_written_for_machines_whatever_the_language():
    shown = rendered('{% component "progress" value=1500 total=2000 label="Done" %}')
    assert '<progress value="1500" max="2000"' in shown


@pytest.mark.parametrize("name", COMPONENTS)
def test_no_component_carries_inline_style_or_script(name):
    """Data for machines cannot run: a browser leaves `application/ld+json` alone."""
    for example in examples()[name]:
        shown = example.shown(name).replace('<script type="application/ld+json">', "")
        assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=|javascript:", shown), name


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_image_is_hidden_or_has_words(name):
    for example in examples()[name]:
        for tag in re.findall(r"<svg[^>]*>", example.shown(name)):
            assert 'aria-hidden="true"' in tag or "aria-label=" in tag
