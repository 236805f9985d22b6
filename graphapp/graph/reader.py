"""Asks the catalogue's queries of an engine by name: all that the domain sees of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cypher.catalogue import Catalogue

if TYPE_CHECKING:
    from graphapp.graph.port import Engine, Row


class GraphReader:
    """The Reader of one engine."""

    def __init__(self, engine: Engine, catalogue: Catalogue | None = None) -> None:
        """Take the engine, and its catalogue unless it is the one on disk."""
        self._engine = engine
        self._catalogue = Catalogue.load(engine.name) if catalogue is None else catalogue

    def rows(self, name: str, **parameters: Any) -> list[Row]:  # noqa: ANN401 - declared per query
        """Run the query of that name; raises EngineError on an undeclared name or parameter."""
        return self._engine.read(self._catalogue.get(name), parameters)
