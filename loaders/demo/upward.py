"""What the province and the districts answered for until the reform ended the districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.demo import bodies
from loaders.demo.assigning import Target
from loaders.demo.former import BASES
from loaders.demo.past import Sort
from loaders.demo.world import LAST_BEFORE_REFORM

if TYPE_CHECKING:
    from loaders.demo.duties import Duties


def until_the_reform(duties: Duties) -> None:
    """Assign districts and grass-roots organisations to the province, old communes to districts.

    Nobody had to answer for an old commune: somebody followed it, and who served there leads on to
    that person.
    """
    former, last = duties.former, LAST_BEFORE_REFORM
    past = former.of_district(duties.province)
    for district in former.districts:
        target = Target(district.code, until=last, past=past)
        duties.assigner.before(target, Sort("huyện"))
    base = former.of_base(duties.province)
    for old in former.olds:
        duties.assigner.before(Target(bodies.base_of(old), until=last, past=base), BASES)
        followed = Target(old.code, until=last, past=former.of_old_commune(old))
        duties.assigner.before(followed, Sort("xã", ("theo dõi",)))
