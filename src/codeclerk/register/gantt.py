"""A timetable drawn as bars along the months: own SVG, the same bytes for the same rows. Pure.

The drawing holds no style, script, link or id, so it can stand in a page under the strictest policy; its classes take
the reader's theme. Read by screen readers as one sentence; the table beside it has everything that it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from codeclerk.kernel.calendar.dates import DateStyle, Month, format_date
from codeclerk.register.rules.times import When, printed
from codeclerk.register.rules.timetable import Row, Standing

WIDTH, LEFT, RIGHT, TOP, LINE, BAR = 860, 336, 14, 34, 28, 12
LONGEST_LABEL = 54
FONT = 'font-family="Liberation Sans, Arial, sans-serif"'


@dataclass(frozen=True)
class _Scale:
    start: date
    end: date

    def x(self, day: date) -> float:
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def description(rows: Sequence[Row], day: date) -> str:
    """What the drawing shows, in a sentence."""
    if not rows:
        return "No events."
    first = min(row.when.first for row in rows)
    last = max(row.when.last for row in rows)
    done = sum(1 for row in rows if row.standing(day) is Standing.HAPPENED)
    moved = sum(1 for row in rows if row.is_revised)
    span = f"from {format_date(first)} to {format_date(last)}"
    events = "1 event" if len(rows) == 1 else f"{len(rows)} events"
    revised = f", {moved} of them moved since first planned" if moved else ""
    return f"{events} {span}: {done} happened by {format_date(day)}{revised}."


def gantt(rows: Sequence[Row], day: date, title: str) -> str:
    """The drawing, safe to put into a page. Empty without rows."""
    if not rows:
        return ""
    scale = _scale(rows)
    height = TOP + LINE * len(rows) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{escape(title)}. {escape(description(rows, day))}" {FONT}>',
        *_months(scale, height - 40),
        *_today(scale, day, height - 40),
    ]
    for place, row in enumerate(rows):
        parts += _row(row, day, scale, TOP + LINE * place + LINE // 2)
    parts += _legend(height - 16)
    return "".join([*parts, "</svg>"])


def _scale(rows: Sequence[Row]) -> _Scale:
    whens = [when for row in rows for when in (row.when, row.original)]
    first, last = min(when.first for when in whens), max(when.last for when in whens)
    start, end = Month(first.year, first.month).first_day, Month(last.year, last.month).last_day
    return _Scale(start, end + timedelta(days=1))


def _months(scale: _Scale, bottom: int) -> list[str]:
    """A line at the start of each month, named every so many months that the names have room."""
    months = []
    at = scale.start
    while at < scale.end:
        months.append(at)
        at = Month(at.year, at.month).last_day + timedelta(days=1)
    step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 10_000) if len(months) / n <= 8)
    parts = []
    for place, first in enumerate(months):
        named = place % step == 0
        x = scale.x(first)
        if named:
            parts.append(
                f'<line class="s-line" x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{bottom}" stroke="#d3dcdc"/>'
                f'<text class="f-muted" x="{x + 3}" y="{TOP - 14}" font-size="12" fill="#4a5b63">'
                f"{format_date(first, DateStyle.SHORT).split(' ', 1)[1]}</text>"
            )
    return parts


def _today(scale: _Scale, day: date, bottom: int) -> list[str]:
    if not scale.start <= day <= scale.end:
        return []
    x = scale.x(day)
    return [
        f'<line class="s-2" x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{bottom}" stroke="#c9820a" stroke-width="2" '
        'stroke-dasharray="4 3"/>'
    ]


def _row(row: Row, day: date, scale: _Scale, y: int) -> list[str]:
    label = row.title if len(row.title) <= LONGEST_LABEL else row.title[: LONGEST_LABEL - 1].rstrip() + "…"
    standing = row.standing(day)
    parts = [f'<text class="f-ink" x="0" y="{y + 4}" font-size="12.5" fill="#14242b">{escape(label)}</text>']
    moved = f", first planned {printed(row.original)}" if row.is_revised else ""
    parts.append(f"<g><title>{escape(f'{row.title}: {row.printed}, {standing.value}{moved}')}</title>")
    if row.is_revised:
        parts.append(_bar(row.original, scale, y, 'class="s-6" fill="none" stroke="#74848b" stroke-dasharray="3 2"'))
    parts += [_bar(row.when, scale, y, _LOOK[standing]), "</g>"]
    return parts


_LOOK = {
    Standing.HAPPENED: 'class="f-1" fill="#0f6673"',
    Standing.RUNNING: 'class="f-2" fill="#c9820a"',
    Standing.PLANNED: 'class="s-1" fill="none" stroke="#0f6673" stroke-width="2"',
    Standing.PASSED: 'class="s-2" fill="none" stroke="#c9820a" stroke-width="2"',
}


def _bar(when: When, scale: _Scale, y: int, look: str) -> str:
    """A day is a diamond, anything longer a bar; a month is a bar with round ends, since its day is not known."""
    x = scale.x(when.first)
    if when.is_day:
        r = BAR / 2
        return f'<path d="M{x} {y - r}L{x + r} {y}L{x} {y + r}L{x - r} {y}Z" {look}/>'
    width = max(4.0, round(scale.x(when.last + timedelta(days=1)) - x, 1))
    ends = BAR / 2 if when.is_month else 1.5
    return f'<rect x="{x}" y="{y - BAR / 2}" width="{width}" height="{BAR}" rx="{ends}" {look}/>'


def _legend(y: int) -> list[str]:
    parts, x = [], 0.0
    marks = [(_LOOK[standing], name) for standing, name in _NAMES.items()]
    marks.append(('class="s-6" fill="none" stroke="#74848b" stroke-dasharray="3 2"', "as first planned"))
    for look, name in marks:
        parts.append(f'<rect x="{x + 1}" y="{y - 9}" width="16" height="10" rx="1.5" {look}/>')
        parts.append(f'<text class="f-muted" x="{x + 23}" y="{y}" font-size="12" fill="#4a5b63">{name}</text>')
        x += 41 + 6.6 * len(name)
    return parts


_NAMES = {
    Standing.HAPPENED: "happened",
    Standing.RUNNING: "running",
    Standing.PLANNED: "planned",
    Standing.PASSED: "passed, not confirmed",
}
