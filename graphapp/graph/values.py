"""Values on their way into a query and out of it: checked and converted by their declared types."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from graphapp.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cypher.catalogue import Query
    from graphapp.graph.port import Row


def check_parameters(query: Query, parameters: Mapping[str, Any]) -> None:
    """Raise EngineError unless the parameters are the declared ones, each of its type, none null.

    ladybug answers a missing one with no rows, and casts the stored rows to one of another type.
    """
    if parameters.keys() != query.parameters.keys():
        raise _wrong(query, ", ".join(sorted(parameters.keys() ^ query.parameters.keys())))
    for name, declared in query.parameters.items():
        if not _FITS[declared](parameters[name]):
            raise _wrong(query, f"{name} {declared}")


def rows_of(query: Query, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Row]:
    """Turn an engine's rows into dicts of the declared columns and types.

    Raises EngineError when the columns are not the declared ones or a value is of another type.
    """
    if list(columns) != list(query.returns):
        raise EngineError(
            "engine.columns_wrong",
            query=query.name,
            declared=", ".join(query.returns),
            returned=", ".join(columns),
        )
    stored = list(zip(*rows, strict=True))
    try:
        found = [
            _column(*each) for each in zip(query.returns.values(), stored, strict=bool(stored))
        ]
    except TypeError as error:
        raise EngineError("engine.value_wrong", query=query.name, detail=str(error)) from error
    return [dict(zip(columns, row, strict=True)) for row in zip(*found, strict=True)]


def _column(declared: str, values: Sequence[Any]) -> Sequence[Any]:
    """Convert a column; one of nothing but its own type stays as it is, ten times faster."""
    if set(map(type, values)) <= {_OWN[declared], type(None)}:
        return values
    convert = _CONVERTERS[declared]
    return [None if value is None else convert(value) for value in values]


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, float) or _is_integer(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(fits, value))


_FITS: Mapping[str, Callable[[object], bool]] = MappingProxyType(
    {
        "text": _is_text,
        "integer": _is_integer,
        "number": _is_number,
        "date": _is_date,
        "boolean": lambda value: isinstance(value, bool),
        "text_list": _is_list(_is_text),
        "date_list": _is_list(_is_date),
    }
)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(_said(value, "text"))


def _integer(value: object) -> int:
    """Take ladybug's Decimal, which is what its sums of integers are."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, Decimal) and value == int(value):
        return int(value)
    raise TypeError(_said(value, "integer"))


def _number(value: object) -> float:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return float(value)
    raise TypeError(_said(value, "number"))


def _date(value: object) -> date:
    """Take the driver's own date, which tells how to become Python's."""
    native = value.to_native() if hasattr(value, "to_native") else value
    if isinstance(native, date) and not isinstance(native, datetime):
        return native
    raise TypeError(_said(value, "date"))


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise TypeError(_said(value, "boolean"))


_OWN: Mapping[str, type] = MappingProxyType(
    {"text": str, "integer": int, "number": float, "date": date, "boolean": bool}
)
_CONVERTERS: Mapping[str, Callable[[object], Any]] = MappingProxyType(
    {
        "text": _text,
        "integer": _integer,
        "number": _number,
        "date": _date,
        "boolean": _boolean,
    }
)


def _said(value: object, declared: str) -> str:
    return f"{type(value).__name__} for {declared}"


def _wrong(query: Query, detail: str) -> EngineError:
    return EngineError("engine.parameter_wrong", query=query.name, detail=detail)
