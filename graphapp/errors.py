"""The one exception tree. An error carries a message id and values; words are chosen at the edge.

::

    GraphappError
    ├── UsageError               exit 2  the command or address asks for something that cannot be
    ├── InputError               exit 3  input is refused; ``places`` say where and what to do
    │   ├── UnknownCodeError             no unit, household or organisation has that code
    │   └── NotOnDateError               it exists, but not on that date
    ├── StoreDamagedError        exit 4  ledger or graph cannot be read
    │   ├── LedgerDamagedError           names the entry
    │   └── GraphDamagedError            the graph file; rebuilt from the ledger
    ├── StoreBusyError           exit 5  another process owns the data folder
    └── EngineError              exit 4  the graph engine failed
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Place:
    """Where something is wrong and what to do: ``row`` counts as a spreadsheet does (header is 1).

    ``remedy`` is a message id with ``values``; it is put into words at the edge.
    """

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    remedy: str = ""
    values: tuple[tuple[str, Any], ...] = ()


class GraphappError(Exception):
    """Root of every error of ours."""

    exit_code: ClassVar[int] = 4
    kind: ClassVar[str] = "error"
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, places: tuple[Place, ...] = (), **values: Any) -> None:  # noqa: ANN401 - values of a message are of any kind
        """Keep a message id, the places and the values that the message shows."""
        super().__init__(message, values)
        self.message = message
        self.places = places
        self.values = values

    def as_dict(self) -> dict[str, Any]:
        """Return kind, message id, values and places, for tests and logs."""
        return {
            "kind": self.kind,
            "message": self.message,
            "values": self.values,
            "places": [asdict(place) for place in self.places],
        }


class UsageError(GraphappError):
    """The command line or an address asks for something that cannot be."""

    exit_code = 2
    kind = "usage"
    http_status = 400


class InputError(GraphappError):
    """Input is refused; nothing was written."""

    exit_code = 3
    kind = "input_refused"
    http_status = 400


class UnknownCodeError(InputError):
    """No unit, household or organisation in sight has that code."""

    kind = "unknown_code"
    http_status = 404


class NotOnDateError(InputError):
    """The code is known, but was not valid on the date."""

    kind = "not_on_date"
    http_status = 404


class StoreDamagedError(GraphappError):
    """A store cannot be read."""

    exit_code = 4
    kind = "store_damaged"
    http_status = 503


class LedgerDamagedError(StoreDamagedError):
    """The ledger's chain or a file of it does not hold; names the entry."""

    kind = "ledger_damaged"


class GraphDamagedError(StoreDamagedError):
    """The graph does not open or does not say what the ledger says."""

    kind = "graph_damaged"


class StoreBusyError(GraphappError):
    """Another process owns the data folder."""

    exit_code = 5
    kind = "store_busy"
    http_status = 503


class EngineError(GraphappError):
    """The graph engine failed; the message tells which and how."""

    exit_code = 4
    kind = "engine"
