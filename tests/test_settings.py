"""Settings: declared once; read from overrides, environment and default; refused when wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphapp.errors import UsageError
from graphapp.settings import Settings, declared, default_home, from_environment

SETTINGS = declared()
WRONG = {
    "engine": "sqlite",
    "buffer_pool_mb": "much",
    "port": "65536",
    "lang": "fr",
    "table_rows": "0",
    "search_rows": "-1",
    "csv_max_bytes": "1.5",
    "query_seconds": "nan",
    "busy_wait_seconds": "-1",
}


def test_every_field_is_declared_with_help_in_both_languages() -> None:
    assert [setting.name for setting in SETTINGS] == list(Settings.__dataclass_fields__)
    for setting in SETTINGS:
        assert setting.vi.endswith(".")
        assert setting.en.endswith(".")
        assert setting.env == f"GRAPHAPP_{setting.name.upper()}"
        assert setting.option == "--" + setting.name.replace("_", "-")


def test_defaults_stand_where_nothing_is_given() -> None:
    settings = from_environment({}, {})
    assert settings == Settings()
    assert (settings.host, settings.port, settings.engine) == ("127.0.0.1", 8020, "ladybug")
    assert (settings.lang, settings.policy, settings.home) == ("vi", None, default_home())


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_default_is_a_value_that_the_setting_takes(setting: object) -> None:
    name, env = setting.name, setting.env  # type: ignore[attr-defined] # given by the parameter
    value = getattr(Settings(), name)
    if value not in (None, ""):
        assert getattr(from_environment({}, {env: str(value)}), name) == value


def test_override_goes_before_environment_and_blank_is_not_given() -> None:
    around = {"GRAPHAPP_PORT": "1", "GRAPHAPP_LANG": "en", "GRAPHAPP_ENGINE": ""}
    settings = from_environment({"port": 2, "lang": None, "engine": ""}, around)
    assert (settings.port, settings.lang, settings.engine) == (2, "en", "ladybug")
    assert from_environment({"port": 0}, around).port == 0


def test_environment_of_the_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHAPP_QUERY_SECONDS", "2.5")
    assert from_environment().query_seconds == 2.5


def test_paths_are_made_absolute_and_know_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/lan")
    settings = from_environment({"home": "~/data", "policy": "policy.csv"}, {})
    assert settings.home == Path("/home/lan/data")
    assert settings.policy == Path.cwd() / "policy.csv"


@pytest.mark.parametrize("name", WRONG)
def test_wrong_value_is_refused_and_its_setting_named(name: str) -> None:
    variable = f"GRAPHAPP_{name.upper()}"
    with pytest.raises(UsageError) as refused:
        from_environment({}, {variable: WRONG[name]})
    assert refused.value.values["name"] == variable
    assert refused.value.values["value"] == WRONG[name]
    assert refused.value.values["rule"]
    with pytest.raises(UsageError) as refused:
        from_environment({name: WRONG[name]}, {})
    assert refused.value.values["name"] == name


def test_override_that_is_no_setting_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        from_environment({"colour": "blue"}, {})
    assert (refused.value.message, refused.value.values) == (
        "settings.unknown",
        {"name": "colour"},
    )


def test_secrets_are_not_shown() -> None:
    settings = from_environment({}, {"GRAPHAPP_NEO4J_PASSWORD": "mở ra"})
    assert settings.neo4j_password == "mở ra"  # noqa: S105 - of nothing
    assert "mở ra" not in repr(settings)
    assert [setting.name for setting in SETTINGS if setting.secret] == ["neo4j_password"]


@pytest.mark.parametrize(
    ("platform", "variable", "value", "expected"),
    [
        ("linux", "XDG_DATA_HOME", "/data", "/data/graphapp"),
        ("linux", "XDG_DATA_HOME", "", "/home/lan/.local/share/graphapp"),
        ("darwin", "XDG_DATA_HOME", "/data", "/home/lan/Library/Application Support/graphapp"),
        ("win32", "LOCALAPPDATA", "/local", "/local/graphapp"),
        ("win32", "LOCALAPPDATA", "", "/home/lan/AppData/Local/graphapp"),
    ],
)
def test_data_folder_is_where_the_platform_keeps_data(
    monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, value: str, expected: str
) -> None:
    monkeypatch.setenv("HOME", "/home/lan")
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr("sys.platform", platform)
    assert default_home() == Path(expected)
