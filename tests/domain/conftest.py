from collections.abc import Iterator

import pytest

from graphapp.graph.port import Reader
from tests.stores import demo


@pytest.fixture(scope="session")
def demo_reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The demo: the real communes of Lạng Sơn with the generated roster."""
    with demo(tmp_path_factory.mktemp("demo")) as store:
        yield store.reader()
