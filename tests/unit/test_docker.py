"""docker-compose.yml and the Dockerfile: pinned, healthy, unprivileged, and without secrets."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from ingest.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STAGE = DOCKERFILE.rpartition("\nFROM ")[2]


def test_neo4j_is_the_server_that_the_tests_run_on() -> None:
    tested = ElementTree.parse(ROOT / "tests" / "neo4j" / "pom.xml").findtext(".//{*}neo4j.version")
    assert SERVICES["neo4j"]["image"] == f"neo4j:{tested}-community"


def test_every_base_image_is_pinned() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert set(bases) == {"python:3.12-slim-bookworm"}
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"uv==(\S+)", DOCKERFILE) == re.findall(r"^UV_VERSION := (\S+)", made, re.MULTILINE)


def test_the_image_holds_every_package_and_nothing_else() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packages = json.loads(re.findall(r"^module-name = (\[.+\])$", project, re.MULTILINE)[0])
    assert set(re.findall(r"^COPY (\w+) \w+$", DOCKERFILE, re.MULTILINE)) == set(packages)
    kept = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert set(kept) == set(" ".join(copied).split())


def test_the_image_runs_unprivileged_and_says_whether_it_is_healthy() -> None:
    user = re.findall(r"^USER (\S+)$", STAGE, re.MULTILINE)
    assert user
    assert user[-1] not in ("0", "root")
    assert re.search(r"^HEALTHCHECK .*\\\n +CMD .*/health", STAGE, re.MULTILINE)


@pytest.mark.parametrize("name", SERVICES)
def test_services_of_this_project_can_do_little(name: str) -> None:
    service = SERVICES[name]
    if service.get("build"):
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_each_service_waits_for_what_it_needs() -> None:
    assert SERVICES["neo4j"]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES["ingest"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert SERVICES["api"]["depends_on"]["ingest"] == {"condition": "service_completed_successfully"}


def test_no_secret_is_in_a_file() -> None:
    for service in SERVICES.values():
        for key, value in service["environment"].items():
            if "PASSWORD" in key or "AUTH" in key:
                assert re.fullmatch(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?[^}]+\}", value), key
    assert not re.search(r"^(ENV|ARG) .*(PASSWORD|TOKEN|SECRET)", DOCKERFILE, re.MULTILINE)
    assert "/.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_variables_are_those_that_there_are() -> None:
    given = {key for name in ("ingest", "api") for key in SERVICES[name]["environment"]}
    assert given <= {PREFIX + field.upper() for field in Settings.model_fields}


def test_data_outlives_the_containers() -> None:
    volume = SERVICES["neo4j"]["volumes"][0].partition(":")[0]
    assert volume in COMPOSE["volumes"]


def _compose() -> list[str]:
    """The client, as a plug-in or a program of its own; none where there is none."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]):
            asked = subprocess.run([*command, "version"], capture_output=True, timeout=60, check=False)
            if not asked.returncode:
                return command
    return []


@pytest.mark.parametrize("password", ["", "long-enough"])
def test_the_client_accepts_the_file_and_asks_for_a_password(password: str) -> None:
    client = _compose()
    if not client:
        pytest.skip("docker compose is not installed here")
    done = subprocess.run(
        [*client, "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"],
        env=os.environ | {"NEO4J_PASSWORD": password},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode == 0) == bool(password), done.stderr
    assert password or "choose a password" in done.stderr
