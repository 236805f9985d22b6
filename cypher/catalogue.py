"""Loads the ``.cypher`` files: one question a file, its path is its name.

A file begins with ``//`` lines: a sentence (which may go on over lines), ``params:`` and
``returns:``::

    // Units above a unit on a date, the unit itself first.
    // params: unit_id text, as_of date
    // returns: unit_id text, unit_code text, depth integer

Types: text, integer, number, date, boolean, and text_list, date_list for parameters. Both lists may
go on over lines; a query without parameters has an empty ``params:`` or none. Parameters are
checked both ways against the ``$names`` of the text. A file of the same path under ``ladybug/``
or ``neo4j/`` overrides the shared one for that engine; both declare the same parameters and
columns.

A query of the catalogue reads: a word that writes is refused, and so is a name that ladybug
reserves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from cypher.reserved import RESERVED
from cypher.state import state_queries
from graphapp.errors import EngineError
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from graphapp.model.kinds import Model

SHARED = "shared"
RETURN_TYPES = frozenset({"text", "integer", "number", "date", "boolean"})
PARAMETER_TYPES = RETURN_TYPES | {"text_list", "date_list"}
_SUFFIX = ".cypher"

_ASIDE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`""", re.DOTALL
)
_PARAMETER = re.compile(r"\$(\w+)")
_ALIAS = re.compile(r"\bAS\s+(\w+)", re.IGNORECASE)
_VARIABLE = re.compile(r"[(\[]\s*([A-Za-z_]\w*)\s*(?=[:)\]{])")
_WRITES = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|ALTER|COPY|LOAD|FOREACH|INSTALL|ATTACH|EXPORT|IMPORT)\b",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"(\w+)\s+(\w+)")
_KEY = re.compile(r"(params|returns):\s*(.*)")


@dataclass(frozen=True)
class Query:
    """One question: its sentence, parameters and columns with their types, and its text.

    ``engine`` is the folder it came from: ``shared``, ``ladybug`` or ``neo4j``.
    """

    name: str
    sentence: str
    parameters: Mapping[str, str]
    returns: Mapping[str, str]
    text: str
    engine: str = SHARED


class Catalogue:
    """Every query that one engine answers, by name."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        """Keep the queries."""
        self._queries = MappingProxyType(dict(queries))

    @classmethod
    def load(
        cls, engine_name: str, root: Traversable | None = None, model: Model = MODEL
    ) -> Catalogue:
        """Read the shared queries and the engine's own; raises EngineError naming a bad file.

        With our own files come the queries that are derived from the model: ``state/…``.
        """
        derived = state_queries(model) if root is None else {}
        queries = {name: parse(name, text) for name, text in derived.items()}
        root = files("cypher") if root is None else root
        queries |= {query.name: query for query in _folder(root, SHARED)}
        for query in _folder(root, engine_name):
            _check_override(query, queries.get(query.name))
            queries[query.name] = query
        return cls(queries)

    def get(self, name: str) -> Query:
        """Return the query of that name; raises EngineError when there is none."""
        try:
            return self._queries[name]
        except KeyError:
            raise EngineError("engine.query_unknown", query=name) from None

    def __iter__(self) -> Iterator[Query]:
        """Go through the queries by name."""
        return iter(self._queries[name] for name in sorted(self._queries))

    def __len__(self) -> int:
        """Count the queries."""
        return len(self._queries)


def parse(name: str, source: str, engine: str = SHARED) -> Query:
    """Read one file's text; raises EngineError saying what is wrong with it."""
    sentence, declared = _header(name, source)
    parameters = _declarations(name, declared.get("params", ""), PARAMETER_TYPES)
    returns = _declarations(name, declared.get("returns", ""), RETURN_TYPES)
    if not (sentence and returns):
        raise _bad(name, "a sentence and returns: must stand at the top")
    code = _ASIDE.sub(" ", source)
    _check_parameters(name, code, parameters)
    _check_words(name, code, {*parameters, *returns})
    return Query(
        name, sentence, MappingProxyType(parameters), MappingProxyType(returns), source, engine
    )


def _folder(root: Traversable, engine: str) -> Iterator[Query]:
    folder = root / engine
    if folder.is_dir():
        for name, file in _files(folder, ""):
            yield parse(name, file.read_text(encoding="utf-8"), engine)


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            yield prefix + entry.name.removesuffix(_SUFFIX), entry


def _header(name: str, source: str) -> tuple[str, dict[str, str]]:
    """Return the sentence and the text after each key of the leading comment lines."""
    sentence: list[str] = []
    declared: dict[str, list[str]] = {}
    into = sentence
    for line in source.splitlines():
        if not line.startswith("//"):
            break
        words = line.removeprefix("//").strip()
        if key := _KEY.fullmatch(words):
            if key[1] in declared:
                raise _bad(name, f"{key[1]}: stands twice")
            into = declared.setdefault(key[1], [])
            words = key[2]
        into.append(words)
    return " ".join(sentence).strip(), {key: " ".join(words) for key, words in declared.items()}


def _declarations(name: str, text: str, types: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _DECLARED.fullmatch(part)
        if match is None or match[2] not in types or match[1] in found:
            raise _bad(name, f"cannot read the declaration '{part}'")
        found[match[1]] = match[2]
    return found


def _check_parameters(name: str, code: str, parameters: Mapping[str, str]) -> None:
    used = set(_PARAMETER.findall(code))
    if missing := used - set(parameters):
        raise _bad(name, f"not declared: {', '.join(sorted(missing))}")
    if unused := set(parameters) - used:
        raise _bad(name, f"declared but not used: {', '.join(sorted(unused))}")


def _check_words(name: str, code: str, declared: set[str]) -> None:
    names = declared | {*_ALIAS.findall(code), *_VARIABLE.findall(code)}
    if reserved := {word for word in names if word.lower() in RESERVED}:
        raise _bad(name, f"reserved in ladybug: {', '.join(sorted(reserved))}")
    if written := _WRITES.search(code):
        raise _bad(name, f"a query reads, {written[0]} writes")


def _check_override(query: Query, shared: Query | None) -> None:
    if shared is None:
        return
    same = dict(shared.parameters) == dict(query.parameters)
    if not same or list(shared.returns.items()) != list(query.returns.items()):
        raise _bad(query.name, f"{query.engine} and shared declare different parameters or columns")


def _bad(name: str, reason: str) -> EngineError:
    return EngineError("engine.query_file_wrong", query=name, reason=reason)
