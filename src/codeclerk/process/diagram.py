"""The process drawn: statuses as boxes, one below the other, and the steps that lead from one to another as arrows.

Own SVG, the same bytes for the same process. Pure. The drawing holds no style, script, link or id, so it can stand in
a page under the strictest policy; its classes take the reader's theme. Screen readers read it as one description; the
table beside it has everything that it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, TOP, LEAST, STUB, GAP, LANE, EDGE = 720, 44, 62, 16, 40, 30, 40
FONT = 'font-family="Liberation Sans, Arial, sans-serif"'
_LINE = 'class="s-1" fill="none" stroke="#0f6673" stroke-width="1.75"'
_BACK = 'class="s-3" fill="none" stroke="#7b3f83" stroke-width="1.75" stroke-dasharray="5 3"'


@dataclass(frozen=True)
class Place:
    """A status in the drawing. `under` is the small print below its name."""

    id: str
    name: str
    under: str = ""


@dataclass(frozen=True)
class Arrow:
    """A step in the drawing. Without sources it begins the process."""

    number: int
    name: str
    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class _Lane:
    """An arrow that runs beside the boxes: the rows that it joins, and which lane it has, the nearest first."""

    arrow: Arrow
    rows: tuple[int, ...]
    target: int
    lane: int = 0

    @property
    def low(self) -> int:
        return min(*self.rows, self.target)

    @property
    def high(self) -> int:
        return max(*self.rows, self.target)


@dataclass(frozen=True)
class _Rows:
    """Where the boxes stand: as high as the one that most lines touch needs it, so that their numbers stay apart."""

    box: int

    def top(self, row: int) -> int:
        return TOP + row * (self.box + GAP)


def description(places: Sequence[Place], arrows: Sequence[Arrow]) -> str:
    """What the drawing shows, in sentences."""
    names = {place.id: place.name for place in places}
    said = [f"{len(places)} statuses and the {len(arrows)} steps that lead from one to another."]
    for arrow in arrows:
        sources = " or ".join(names[one] for one in arrow.sources) or "the beginning"
        said.append(f"Step {arrow.number}, {arrow.name}: from {sources} to {names[arrow.target]}.")
    return " ".join(said)


def diagram(places: Sequence[Place], arrows: Sequence[Arrow], title: str, current: str = "") -> str:
    """The drawing, safe to put into a page. `current` is the status that is marked."""
    rows = {place.id: row for row, place in enumerate(places)}
    straight: dict[int, list[int]] = {}
    right: list[_Lane] = []
    left: list[_Lane] = []
    begins = []
    for arrow in arrows:
        sources = tuple(rows[one] for one in arrow.sources)
        target = rows[arrow.target]
        if not sources:
            begins.append(arrow)
        elif sources == (target - 1,):
            straight.setdefault(target, []).append(arrow.number)
        elif target > min(sources):
            right.append(_Lane(arrow, sources, target))
        else:
            left.append(_Lane(arrow, sources, target))
    right, left = _in_lanes(right), _in_lanes(left)
    at = _Rows(max(LEAST, STUB * (1 + max(_touched(right), _touched(left)))))
    x = 8 + (EDGE + LANE * _count(left) if left else 0)
    end = WIDTH - 8 - (EDGE + LANE * _count(right) if right else 0)
    height = at.top(len(places)) - GAP + 10
    label = f"{title}. {description(places, arrows)}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{escape(label)}" {FONT}>'
    ]
    middle = (x + end) // 2
    for arrow in begins:
        parts += [
            f'<circle cx="{middle}" cy="8" r="6" class="f-1" fill="#0f6673"/>',
            *_down(middle, 14, at.top(rows[arrow.target]), str(arrow.number)),
        ]
    for row, place in enumerate(places):
        parts += _box(place, x, end, at.top(row), at.box, is_current=place.id == current)
    for row, numbers in straight.items():
        parts += _down(middle, at.top(row - 1) + at.box, at.top(row), ", ".join(map(str, numbers)))
    parts += _beside(right, end, 1, _LINE, at)
    parts += _beside(left, x, -1, _BACK, at)
    return "".join([*parts, "</svg>"])


def _touched(lanes: Sequence[_Lane]) -> int:
    """How many lines touch the box that most of them touch."""
    touching = Counter(row for one in lanes for row in {*one.rows, one.target})
    return max(touching.values(), default=0)


def _count(lanes: Sequence[_Lane]) -> int:
    return max((one.lane for one in lanes), default=-1) + 1


def _in_lanes(found: Sequence[_Lane]) -> list[_Lane]:
    """Each in the nearest lane that is free over all its rows; short ones first, so that they lie inside."""
    placed: list[_Lane] = []
    for one in sorted(found, key=lambda each: (each.high - each.low, each.low, each.arrow.number)):
        taken = {other.lane for other in placed if other.low <= one.high and one.low <= other.high}
        lane = next(n for n in range(len(placed) + 1) if n not in taken)
        placed.append(_Lane(one.arrow, one.rows, one.target, lane))
    return placed


def _box(place: Place, x: int, end: int, y: int, height: int, *, is_current: bool) -> list[str]:
    width = 4 if is_current else 1.5
    return [
        f'<rect x="{x}" y="{y}" width="{end - x}" height="{height}" rx="6" class="{"s-2" if is_current else "s-axis"}" '
        f'fill="none" stroke="{"#c9820a" if is_current else "#6d7d84"}" stroke-width="{width}"/>',
        f'<text x="{x + 14}" y="{y + 26}" font-size="17" font-weight="bold" class="f-ink" fill="#14242b">'
        f"{escape(place.name)}</text>",
        f'<text x="{x + 14}" y="{y + 47}" font-size="14" class="f-muted" fill="#4a5b63">{escape(place.under)}</text>',
    ]


def _down(x: int, start: int, end: int, numbers: str) -> list[str]:
    return [
        f'<path d="M{x} {start}V{end - 6}" {_LINE}/>',
        f'<path d="M{x} {end}l-5 -9h10Z" class="f-1" fill="#0f6673"/>',
        f'<text x="{x + 10}" y="{(start + end) // 2 + 4}" font-size="14" class="f-ink" fill="#14242b">{numbers}</text>',
    ]


def _beside(lanes: Sequence[_Lane], edge: int, side: int, look: str, at: _Rows) -> list[str]:
    """The arrows at one side of the boxes. Each has a height of its own at every box that it touches."""
    touching: dict[int, list[_Lane]] = {}
    for one in lanes:
        for row in {*one.rows, one.target}:
            touching.setdefault(row, []).append(one)
    anchor = "start" if side > 0 else "end"

    def y_of(one: _Lane, row: int) -> int:
        # What comes from above is met above, so that lines cross as little as they can.
        here = sorted(touching[row], key=lambda each: (_turn(each, row), each.arrow.number))
        return at.top(row) + round((here.index(one) + 1) * at.box / (len(here) + 1)) + 1

    parts = []
    for one in lanes:
        x = edge + side * (EDGE + LANE * one.lane)
        heights = [y_of(one, row) for row in (*one.rows, one.target)]
        way = "".join(f"M{edge} {y_of(one, row)}H{x}" for row in one.rows)
        into = y_of(one, one.target)
        way += f"M{x} {min(heights)}V{max(heights)}M{x} {into}H{edge + side * 6}"
        colour = 'class="f-1" fill="#0f6673"' if side > 0 else 'class="f-3" fill="#7b3f83"'
        parts.append(f"<g><title>{escape(f'{one.arrow.number} {one.arrow.name}')}</title>")
        parts.append(f'<path d="{way}" {look}/><path d="M{edge} {into}l{side * 9} -5v10Z" {colour}/>')
        parts += [
            f'<text x="{edge + side * 13}" y="{y_of(one, row) - 3}" font-size="12" text-anchor="{anchor}" '
            f'class="f-ink" fill="#14242b">{one.arrow.number}</text>'
            for row in dict.fromkeys((*one.rows, one.target))
        ]
        parts.append("</g>")
    return parts


def _turn(one: _Lane, row: int) -> tuple[int, int]:
    """Where the line goes from a row: those that come from above first, then those that go down, the far ones last."""
    others = [other for other in (*one.rows, one.target) if other != row]
    if all(other < row for other in others):
        return (0, one.lane)
    if any(other < row for other in others):
        return (1, one.lane)
    return (2, -one.lane)
