"""The port behind which both engines stand: read a query, apply one entry, tell how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from cypher.catalogue import Query
    from graphapp.model.change import ChangeSet
    from graphapp.model.kinds import Table

Row = dict[str, Any]


class Reader(Protocol):
    """Asks named queries; rows are dicts of the declared columns and types, dates ``date``."""

    def rows(self, name: str, **parameters: Any) -> list[Row]:  # noqa: ANN401 - declared per query
        """Run the catalogue's query of that name; raises EngineError on a wrong parameter."""
        ...


class Engine(Protocol):
    """One graph store. Thread-safe for reading; one writer at a time."""

    name: str

    def read(self, query: Query, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a read query; parameters are complete and of the declared types."""
        ...

    def create_schema(self) -> None:
        """Make tables or constraints for the whole model; nothing happens where they stand.

        Raises GraphDamagedError when what stands is not what the model says: it must be rebuilt.
        """
        ...

    def applied(self) -> int:
        """Return the number of the last ledger entry applied; 0 for an empty graph.

        Raises GraphDamagedError when a ``clear`` was cut short: clear again and rebuild.
        """
        ...

    def apply(self, changes: ChangeSet, seq: int, record: Callable[[], None] | None = None) -> None:
        """Apply one entry in one transaction, ending with its marker. Applied already: nothing.

        The frames carry every property, derived ones included. A removed node takes its relations
        along. ``record`` is called when the graph has taken everything, before the commit: what it
        raises undoes the entry. A server may call it again when it repeats a lost transaction.
        Raises EngineError when the entry is not applied; then nothing of it stands.
        """
        ...

    def table(self, table: Table) -> pl.DataFrame:
        """Return every row of a table, derived properties included, in no order."""
        ...

    def clear(self) -> None:
        """Remove every node, relation and marker, keeping the schema."""
        ...

    def close(self) -> None:
        """Release everything; the engine is of no use afterwards."""
        ...
