"""What deploy/ names is there: commands, settings, programs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
UNITS = [path for path in FILES if path.suffix in {".service", ".timer"}]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_it_runs_exists(path):
    named = set(re.findall(r"(?:bin/acogida |`acogida |\"acogida\", \")(\w+)", path.read_text()))
    assert named - set(get_commands()) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_it_names_is_documented(path):
    documented = (ROOT / "docs/reference/settings.md").read_text()
    named = set(re.findall(r"\b(ACOGIDA_[A-Z_]+|DATABASE_URL|REDIS_URL)\b", path.read_text()))
    assert {name for name in named if f"`{name}`" not in documented} == set()


def test_the_containers_wait_for_what_they_need():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    assert set(services) == {"database", "setup", "web", "worker"}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"setup": {"condition": "service_completed_successfully"}}
        assert services[name]["volumes"] == services["setup"]["volumes"] == ["data:/data"]
    assert (DEPLOY.parent / services["web"]["build"]["dockerfile"]).exists()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_takes_the_units(path, tmp_path):
    """Held against systemd where the machine has it; their shape is read everywhere."""
    text = path.read_text()
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert sections[0] == "Unit"
    assert {"Service", "Timer"} & set(sections)
    if analyse := shutil.which("systemd-analyze"):
        for unit in UNITS:
            there = unit.read_text().replace("/opt/acogida/bin/acogida", "/bin/true")
            (tmp_path / unit.name).write_text(there.replace("/etc/acogida.env", "/dev/null"))
        verified = subprocess.run(
            [analyse, "verify", tmp_path / path.name], capture_output=True, text=True, check=False
        )
        assert [line for line in verified.stderr.splitlines() if path.stem in line] == []


def test_the_proxy_takes_live_news_to_the_port_they_listen_on():
    caddy = (DEPLOY / "Caddyfile").read_text()
    [port] = re.findall(r"reverse_proxy /live/\* 127\.0\.0\.1:(\d+) \{\s+flush_interval -1", caddy)
    assert f"ACOGIDA_LIVE_PORT={port}" in (DEPLOY / "acogida.env").read_text()
    web = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["web"]
    assert f"127.0.0.1:{port}:{port}" in web["ports"]
    assert "LimitNOFILE=65536" in (DEPLOY / "acogida.service").read_text()
