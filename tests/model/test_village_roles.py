"""Which titles of posts mean which role of a village."""

from __future__ import annotations

import pytest

from graphapp.model.village_roles import roles_of


@pytest.mark.parametrize(
    ("title", "organisation", "roles"),
    [
        ("Bí thư chi bộ", "cell", ("secretary",)),
        ("BÍ THƯ CHI BỘ Khối 1", "cell", ("secretary",)),
        ("Bí thư", "cell", ("secretary",)),
        ("Bí thư Đảng ủy", "committee", ()),
        ("Phó Bí thư chi bộ", "cell", ()),
        ("Trưởng thôn", "people_committee", ("village_head",)),
        ("Trưởng khối phố 3", "people_committee", ("village_head",)),
        ("Tổ trưởng tổ dân phố", "other", ("village_head",)),
        ("Phó Trưởng thôn", "people_committee", ()),
        ("Trưởng ban công tác Mặt trận", "other", ("front_head",)),
        ("Bí thư chi bộ kiêm Trưởng thôn", "cell", ("secretary", "village_head")),
        ("Trưởng thôn kiêm Trưởng ban công tác mặt trận", "other", ("village_head", "front_head")),
        ("Trưởng bản Nà Lùng", "people_committee", ("village_head",)),
        ("Trưởng ban Văn hóa", "other", ()),
        ("Trưởng thônx", "people_committee", ()),
    ],
)
def test_title_tells_the_role(title: str, organisation: str, roles: tuple[str, ...]) -> None:
    assert roles_of(title, organisation) == roles
