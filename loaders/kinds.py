"""The kinds of files, as data: each column tied to a property of the model or to a reference.

Headers, types and choices come from the model; a kind may give a column another header. Properties
of a kind's table that it does not name are columns of it under the model's names, so that a new
property of the model can be imported at once.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from graphapp.model.kinds import Choice, Property, ValueType
from graphapp.model.schema import MODEL
from graphapp.model.text import fold
from loaders.kind_specs import KINDS

if TYPE_CHECKING:
    from graphapp.model.kinds import Model
    from loaders.kind_specs import KindSpec, Spec


# what offices write for the words of a header, both as ``header_key`` leaves them
_SPOKEN = (
    ("ho va ten", "ho ten"),
    ("so quyet dinh", "so qd"),
    ("so quyet dinh", "quyet dinh so"),
    ("ngay ban hanh", "ngay quyet dinh"),
    ("ngay ban hanh", "ngay qd"),
    ("ngay ban hanh", "quyet dinh ngay"),
    ("tu ngay", "tu"),
    ("den ngay", "den"),
    ("don vi", "dv"),
    ("chuc vu", "cv"),
    ("can bo", "cb"),
)
_SIGNS = " *:.;#"


def header_key(header: str) -> str:
    """Return what two spellings of a header share: no case, marks, underscores, footnote signs."""
    text = unicodedata.normalize("NFC", header).replace("_", " ").replace("(*)", "")
    return fold(text.strip(_SIGNS))


@dataclass(frozen=True)
class Column:
    """A column: ``declared`` tells how its cells are read; ``own`` when the cell is that property.

    ``refers`` is the label whose code the cell gives.
    """

    key: str
    vi: str
    en: str
    declared: Property
    aliases: tuple[str, ...] = ()
    required: bool = False
    own: bool = False
    refers: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return every header under which the column is accepted."""
        return (self.vi, self.en, *self.aliases)

    @property
    def shown(self) -> str:
        """Return the header for messages, in both languages."""
        return self.vi if self.vi == self.en else f"{self.vi} ({self.en})"


@dataclass(frozen=True)
class Kind:
    """A kind of file. ``one_of``: of each group at least one column must be there."""

    name: str
    vi: str
    columns: tuple[Column, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    ignored: tuple[str, ...] = ()
    needs_day: bool = False

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Return the columns by every spelling that means them."""
        known = {header_key(name): column for column in self.columns for name in column.names}
        spoken = {
            key.replace(written, said): column
            for key, column in known.items()
            for written, said in _SPOKEN
            if written in key
        }
        return spoken | known

    def column(self, key: str) -> Column:
        """Return a column by key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    @property
    def shown(self) -> str:
        """Return the name for messages, in both languages."""
        return f"{self.vi} ({self.name.replace('_', ' ')})"


@cache
def kinds(model: Model = MODEL) -> tuple[Kind, ...]:
    """Return every kind of file for a model, in the order in which ties are decided."""
    return tuple(_kind(model, spec) for spec in KINDS)


def kind_name(name: str | None, lang: str) -> str:
    """Return what people call a kind of file, in one language; blank for none."""
    found = next((kind for kind in kinds() if kind.name == name), None)
    if found is None:
        return ""
    return found.vi if lang == "vi" else found.name.replace("_", " ")


def _kind(model: Model, spec: KindSpec) -> Kind:
    named = tuple(_column(model, spec.table, column) for column in spec.specs)
    asked = {key for group in spec.one_of for key in group}
    taken = {column.key for column in named} | set(spec.omit) | {"decision_id"}
    others = (
        Column(p.name, p.vi, p.en, p, p.aliases, p.required, own=True)
        for p in model.table(spec.table).stored
        if p.name not in taken
    )
    columns = sorted((*others, *named), key=lambda c: not (c.required or c.key in asked))
    return Kind(spec.name, spec.vi, tuple(columns), spec.one_of, spec.ignored, spec.needs_day)


def _column(model: Model, table: str, spec: Spec) -> Column:
    source = _property(model, spec)
    owner = spec.source.rpartition(".")[0]
    own = spec.key == source.name and owner == table
    return Column(
        key=spec.key,
        vi=spec.vi or source.vi,
        en=spec.en or source.en,
        declared=source,
        aliases=spec.aliases or (() if spec.vi else source.aliases),
        required=source.required if spec.required is None else spec.required,
        own=own,
        refers=spec.refers or (owner if source.name == "code" and not own else ""),
    )


def _property(model: Model, spec: Spec) -> Property:
    if spec.source == "target":
        return _target(model)
    if not spec.source:
        return Property(spec.key, ValueType.TEXT, spec.vi, spec.en)
    table, _, name = spec.source.rpartition(".")
    return next(p for p in model.table(table).stored if p.name == name)


def _target(model: Model) -> Property:
    """Return what an assignment may be about: a unit by its tier, or another label."""
    tiers = next(p for p in model.label("Unit").properties if p.name == "tier").choices
    others = (
        Choice("household", "hộ", "household", ("hộ gia đình",)),
        Choice("household_group", "nhóm hộ", "household group", ("liên gia",)),
        Choice("organisation", "tổ chức", "organisation", ("tổ chức cơ sở đảng", "tccsđ")),
        Choice("cell", "chi bộ", "cell"),
        Choice("person", "cán bộ", "person", ("người",)),
    )
    return replace(
        Property("target_kind", ValueType.TEXT, "Loại đối tượng", "Target kind"),
        required=True,
        choices=(*tiers, *others),
    )
