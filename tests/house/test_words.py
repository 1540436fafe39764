"""Every string has its translation; every exception from a rule has its reason."""

import re
import subprocess
from pathlib import Path

import pytest

from acogida.core.management.commands import strings

ROOT = Path(__file__).parents[2]
CODE = sorted(p for p in (ROOT / "acogida").rglob("*.py") if "migrations" not in p.parts)


def test_every_string_is_translated_into_every_language():
    assert list(strings.faults_in_translations()) == []


def test_a_string_without_translation_is_noticed(monkeypatch, tmp_path):
    module = tmp_path / "core"
    module.mkdir()
    (module / "page.py").write_text('_("A sentence that nobody has translated")')
    monkeypatch.setattr(strings, "ROOT", tmp_path)
    monkeypatch.setattr(strings, "modules", lambda: ["core"])
    monkeypatch.setattr(strings, "sources", lambda module: [tmp_path / "core" / "page.py"])

    faults = list(strings.faults_in_translations())

    assert [fault.split(":")[0] for fault in faults] == ["core es", "core pt", "core fr"]


def test_words_inside_a_formatted_string_are_gathered(monkeypatch, tmp_path):
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "page.py").write_text("""f"{_('Why:')} {reason} {pgettext('noun', 'End')}" """)
    monkeypatch.setattr(strings, "ROOT", tmp_path)
    monkeypatch.setattr(strings, "sources", lambda module: [tmp_path / "core" / "page.py"])

    found = {(m.context, m.id) for m in strings.gathered("core") if m.id}

    assert found == {(None, "Why:"), ("noun", "End")}


def test_the_same_words_translated_differently_in_two_modules_are_noticed(monkeypatch, tmp_path):
    for module in ("design", "accounts"):
        (tmp_path / module).mkdir()
        (tmp_path / module / "page.py").write_text('_("End"); pgettext("noun", "End")')
    monkeypatch.setattr(strings, "ROOT", tmp_path)
    monkeypatch.setattr(strings, "modules", lambda: ["design", "accounts"])
    for module, word in (("design", "Fin"), ("accounts", "Terminar")):
        for language in strings.LANGUAGES:
            catalog = strings.Catalog(locale=language)
            catalog.add("End", word if language == "es" else "Fim")
            catalog.add("End", "Fin", context="noun")
            strings.save(module, language, catalog)

    faults = list(strings.faults_in_translations())

    assert faults == ["accounts es: 'End' is 'Terminar' here and 'Fin' in design"]


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_exceptions_from_rules_end_with_their_reason(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        for mark in re.finditer(r"#\s*(noqa|type: ignore|pragma: no cover)", line):
            rest = line[mark.start() :]
            assert re.search(r"(noqa: [\w, ]+ -- |type: ignore\[[\w, -]+\] # |no cover (-|#) )\S", rest), (
                f"{path.name}:{number} {rest}"
            )


def test_names_the_house_does_not_use():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = re.findall(r"(?m)^.*(?:^|/)(?:utils?|helpers?|common|misc|managers?)(?:\.py|/).*$", files)
    assert found == []


def test_nothing_is_left_to_do():
    left = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b")
    for path in [*CODE, *(ROOT / "acogida").rglob("*.html")]:
        assert not left.search(path.read_text()), path
