from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.render.drawing import Box, Join, draw
from graphapp.render.layers import GAP, Sized, place
from graphapp.render.letters import width_of, wrapped

IDS = [f"n{n}" for n in range(12)]
BOXES = st.lists(
    st.builds(
        Sized,
        st.sampled_from(IDS),
        st.integers(0, 4),
        st.integers(20, 200).map(float),
        st.integers(20, 90).map(float),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda box: box.id,
)
LINES = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=18)


@settings(max_examples=60)
@given(BOXES, LINES)
def test_boxes_keep_their_levels_apart_and_lines_touch_their_boxes(
    boxes: list[Sized], pairs: list[tuple[str, str]]
) -> None:
    lines = [(f"l{number}", *pair) for number, pair in enumerate(pairs)]
    found = place(boxes, lines)
    by_id = {box.id: box for box in boxes}
    for one, other in combinations(boxes, 2):
        (x, y), (u, v) = found.corners[one.id], found.corners[other.id]
        aside = x + one.width + GAP <= u + 1e-6 or u + other.width + GAP <= x + 1e-6
        assert aside or y + one.height < v or v + other.height < y
        if one.level < other.level:
            assert y + one.height < v
    for box in boxes:
        x, y = found.corners[box.id]
        assert 0 <= x <= x + box.width <= found.width
        assert 0 <= y <= y + box.height <= found.height
    drawn = {name for name, a, b in lines if a in by_id and b in by_id and a != b}
    assert set(found.routes) == drawn
    for name, a, b in lines:
        if name in drawn:
            points = found.routes[name]
            for end, box in ((points[0], by_id[a]), (points[-1], by_id[b])):
                left, top = found.corners[box.id]
                assert left <= end[0] <= left + box.width
                assert end[1] in {top, top + box.height}


@given(st.text(max_size=60), st.integers(40, 200))
def test_wrapped_lines_keep_all_letters_and_the_limit(text: str, limit: int) -> None:
    lines = wrapped(text, 14, limit)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(
        width_of(line, 14) <= (limit if " " in line else 2 * limit) or len(line) == 1
        for line in lines
    )


def test_vietnamese_letters_are_as_wide_as_those_without_marks() -> None:
    assert width_of("Nguyễn Thị Hường", 14) == width_of("Nguyên Thi Huong", 14)
    assert width_of("đ", 14) == width_of("d", 14)


def test_boxes_with_centres_stay_where_they_are_to_each_other() -> None:
    boxes = [
        Box("a", "unit", "A", "A", centre=(100, -40)),
        Box("b", "person", "B", "B", centre=(400, 260)),
    ]
    found = draw(boxes, [Join("l", "a", "b", "edge-part", "A to B"), Join("m", "a", "z", "", "")])
    a, b = found.shapes
    assert (b.x + b.width / 2 - a.x - a.width / 2, b.y + b.height / 2 - a.y - a.height / 2) == (
        300,
        300,
    )
    assert [track.join.id for track in found.tracks] == ["l"]


def test_a_picture_of_nothing_is_drawn() -> None:
    assert draw([], []).shapes == ()
