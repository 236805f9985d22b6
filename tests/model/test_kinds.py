import pytest

from graphapp.model.schema import MODEL


def test_an_id_tells_its_label() -> None:
    assert MODEL.label_of("u3-17") == "Unit"
    assert MODEL.label_of("hg1-2") == "HouseholdGroup"
    assert MODEL.label_of("h1-2") == "Household"
    assert MODEL.label_of("05977-01") is None
    assert MODEL.label_of("x1-1") is None


def test_a_table_is_known_by_its_key() -> None:
    assert MODEL.table("HOLDS:Person:Post").is_relation
    assert not MODEL.table("Unit").is_relation
    assert "search_key" not in {p.name for p in MODEL.table("Unit").stored}
    with pytest.raises(KeyError):
        MODEL.table("HOLDS:Post:Person")


def test_what_the_model_does_not_have_is_a_key_error() -> None:
    for ask in (MODEL.label, MODEL.relation):
        with pytest.raises(KeyError):
            ask("Nothing")
    assert MODEL.relation("PART_OF").pairs == (("Unit", "Unit"),)
    tier = next(p for p in MODEL.label("Unit").properties if p.name == "tier")
    assert tier.choice("commune").vi == "xã"
    with pytest.raises(KeyError):
        tier.choice("hamlet")
