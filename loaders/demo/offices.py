"""Who issues documents: the province, and the districts and communes of before and since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.demo.decisions import Office
from loaders.demo.real import REFORM

if TYPE_CHECKING:
    from loaders.demo.real import District, NewCommune, OldCommune

_STATE, _PARTY, _FRONT = "/QĐ-UBND", "-QĐ/ĐU", "/QĐ-MTTQ-BTT"
TINH_UY = Office("Tỉnh ủy Lạng Sơn", "-QĐ/TU")
UBND_TINH = Office("Ủy ban nhân dân tỉnh Lạng Sơn", _STATE)
HDND_TINH = Office("HĐND tỉnh Lạng Sơn", "/NQ-HĐND")
MTTQ_TINH = Office("Ban Thường trực Ủy ban MTTQ tỉnh Lạng Sơn", _FRONT)


def party_of_district(district: District) -> Office:
    """Return a district's party committee."""
    mark = "-QĐ/ThU" if district.party == "Thành ủy" else "-QĐ/HU"
    return Office(f"{district.party} {district.bare}", mark)


def state_of_district(district: District) -> Office:
    """Return a district's people's committee."""
    return Office(f"UBND {district.lower}", _STATE)


def party_of_old(old: OldCommune) -> Office:
    """Return an old commune's party committee; other districts had communes of its name."""
    return Office(f"Đảng ủy {old.lower}, {old.district.lower}", _PARTY)


def state_of_old(old: OldCommune) -> Office:
    """Return an old commune's people's committee."""
    return Office(f"UBND {old.lower}, {old.district.lower}", _STATE)


def front_of_old(old: OldCommune) -> Office:
    """Return the Front's committee of an old commune."""
    return Office(f"Ban Thường trực Ủy ban MTTQ {old.lower}, {old.district.lower}", _FRONT)


def party_of_commune(commune: NewCommune) -> Office:
    """Return a commune's party committee, which the reform made."""
    return Office(f"Đảng ủy {commune.lower}", _PARTY, REFORM)


def state_of_commune(commune: NewCommune) -> Office:
    """Return a commune's people's committee, which the reform made."""
    return Office(f"UBND {commune.lower}", _STATE, REFORM)


def front_of_commune(commune: NewCommune) -> Office:
    """Return the Front's committee of a commune, which the reform made."""
    return Office(f"Ban Thường trực Ủy ban MTTQ {commune.lower}", _FRONT, REFORM)
