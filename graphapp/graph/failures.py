"""What the engines' own exceptions mean to us: one table, by name, so that no engine is imported.

An exception is looked up by its class and then by each class above it; what stands nowhere in the
table is no failure of the engine and passes as it is.
"""

from __future__ import annotations

from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from graphapp.errors import EngineError, GraphappError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        # ladybug raises nothing of its own
        "builtins.RuntimeError": "engine.failed",
        # Neo4j's driver: what the network and the login say, then what the server says
        "neo4j.exceptions.ServiceUnavailable": "engine.unreachable",
        "neo4j.exceptions.SessionExpired": "engine.unreachable",
        "neo4j.exceptions.AuthError": "engine.login_refused",
        "neo4j.exceptions.ConfigurationError": "engine.misconfigured",
        "neo4j.exceptions.ConstraintError": "engine.failed",
        "neo4j.exceptions.TransientError": "engine.overloaded",
        "neo4j.exceptions.DriverError": "engine.failed",
        "neo4j.exceptions.Neo4jError": "engine.failed",
        # files that an apply writes beside the graph, an address that cannot be read
        "builtins.OSError": "engine.failed",
        "builtins.ValueError": "engine.misconfigured",
    }
)


@contextmanager
def translated(engine: str) -> Iterator[None]:
    """Turn what an engine raises inside into EngineError; errors of ours pass."""
    try:
        yield
    except GraphappError:
        raise
    except Exception as error:
        message = meaning(type(error))
        if message is None:
            raise
        raise EngineError(message, engine=engine, detail=str(error)) from error


def meaning(kind: type[BaseException]) -> str | None:
    """Return the message id for a class of exceptions; None when it is not an engine's."""
    for parent in kind.__mro__:
        message = MEANINGS.get(f"{parent.__module__}.{parent.__qualname__}")
        if message is not None:
            return message
    return None
