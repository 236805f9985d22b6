from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphapp import create_app
from graphapp.settings import Settings
from graphapp.web import changes as web_changes
from graphapp.web import waiting as web_waiting
from graphapp.web.serving import serve
from graphapp.write import open_store
from loaders import DEMO_DAY, demo_files, load
from tests.web.browser import chromium, tab
from tests.web.handing import Worker
from tests.web.scene import fill, fill_with_payloads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

    from graphapp.write import Store
    from tests.web.browser import Tab


@pytest.fixture(autouse=True, scope="session")
def _patient() -> Iterator[None]:
    """A page waits for its answer, however busy the machine, unless a test says no."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_changes, "_PATIENCE", 60)
        patch.setattr(web_waiting, "_PATIENCE", 60)
        yield


def ladybug_settings(home: Path) -> Settings:
    """Settings of a folder on the embedded engine, whatever the environment says."""
    return Settings(home=home, engine="ladybug", buffer_pool_mb=128)


@pytest.fixture(scope="session")
def scene_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return ladybug_settings(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="session")
def scene_store(scene_settings: Settings) -> Iterator[Store]:
    """The small province of `scene`."""
    with open_store(scene_settings) as store:
        fill(store)
        yield store


@pytest.fixture(scope="session")
def scene_app(scene_store: Store, scene_settings: Settings) -> Flask:
    return create_app(scene_store, scene_settings)


@pytest.fixture(scope="session")
def payload_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over the small province, with a payload in every name, title, kind and code."""
    settings = ladybug_settings(tmp_path_factory.mktemp("payloads"))
    with open_store(settings) as store:
        fill_with_payloads(store)
        yield create_app(store, settings)


@pytest.fixture
def client(scene_app: Flask) -> FlaskClient:
    return scene_app.test_client()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of the test's own over the small province."""
    with open_store(ladybug_settings(tmp_path)) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def worker(store: Store) -> Worker:
    return Worker(create_app(store, store.settings).test_client())


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """At a store of which tests see to it that nothing is recorded."""
    with open_store(ladybug_settings(tmp_path_factory.mktemp("still"))) as opened:
        fill(opened)
        yield Worker(create_app(opened, opened.settings).test_client())
        assert opened.head() == 1


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demonstration: the real communes with the generated roster."""
    with open_store(ladybug_settings(tmp_path_factory.mktemp("demo-site"))) as store:
        load(store, demo_files(), actor="test", day=DEMO_DAY)
        yield store


@pytest.fixture(scope="session")
def demo_app(demo_store: Store, scene_settings: Settings) -> Flask:
    """The site over the demonstration, with short tables so that they have pages."""
    return create_app(demo_store, replace(scene_settings, table_rows=10))


@pytest.fixture
def demo_client(demo_app: Flask) -> FlaskClient:
    return demo_app.test_client()


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[FlaskClient]:
    """The site over a store into which nothing was loaded."""
    settings = ladybug_settings(tmp_path)
    with open_store(settings) as store:
        yield create_app(store, settings).test_client()


class _Address:
    """Waits for the address that serving tells."""

    def __init__(self) -> None:
        self.value = ""
        self._told = threading.Event()

    def tell(self, address: str) -> None:
        self.value = address
        self._told.set()

    def wait(self) -> str:
        assert self._told.wait(30), "the site did not start"
        return self.value


def served(app: Flask) -> str:
    """Serve an app in a thread that ends with the process; returns its address."""
    address = _Address()
    threading.Thread(target=serve, args=(app, 0, address.tell), daemon=True).start()
    return address.wait()


@pytest.fixture(scope="session")
def scene_address(scene_app: Flask) -> str:
    return served(scene_app)


@pytest.fixture(scope="session")
def payload_address(payload_app: Flask) -> str:
    return served(payload_app)


@pytest.fixture(scope="session")
def demo_address(demo_app: Flask) -> str:
    return served(demo_app)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def at_scene(chrome: Browser, scene_address: str) -> Iterator[Tab]:
    with tab(chrome, scene_address) as found:
        yield found


@pytest.fixture
def at_demo(chrome: Browser, demo_address: str) -> Iterator[Tab]:
    with tab(chrome, demo_address) as found:
        yield found
