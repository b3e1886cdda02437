"""Settings come from variables; a wrong value names its variable."""

from __future__ import annotations

import pytest

from graph.store import RETRY_S
from ingest.errors import UsageError
from ingest.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the person who runs the tests."""
    for field in Settings.model_fields:
        monkeypatch.delenv(f"LITHOGRAPH_{field.upper()}", raising=False)


def test_defaults_need_no_variable() -> None:
    settings = load_settings()
    assert settings.store == ".lithograph/graph.lbug"
    assert settings.workers in (1, 2)
    assert settings.max_bytes == 64 * 1024 * 1024
    assert settings.neo4j_retry_s == RETRY_S


def test_variables_set_fields_and_empty_ones_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITHOGRAPH_STORE", "bolt://localhost:7687")
    monkeypatch.setenv("LITHOGRAPH_NEO4J_PASSWORD", "secret")
    monkeypatch.setenv("LITHOGRAPH_JOBS", "")
    monkeypatch.setenv("LITHOGRAPH_MAX_FILE_MB", "0.5")
    settings = load_settings()
    assert settings.store == "bolt://localhost:7687"
    assert settings.jobs is None
    assert settings.max_bytes == 524288
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    "name,value", [("JOBS", "many"), ("PORT", "99999"), ("MAX_FILE_MB", "0"), ("NEO4J_RETRY_S", "-1")]
)
def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"LITHOGRAPH_{name}", value)
    with pytest.raises(UsageError, match=f"^LITHOGRAPH_{name}: .+; correct or unset the variable$"):
        load_settings()
