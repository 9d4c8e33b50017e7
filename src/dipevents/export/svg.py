"""The timeline as a picture: SVG of our own, and PNG from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from dipevents.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dipevents.models import Event

_LANE, _TOP, _FOOT, _RIGHT = 24, 16, 58, 16
_DOT = 10
_LETTER = 6.6  # the width of a letter of the labels
_COLOURS = {
    "occurred": "#1d5fa8",
    "ongoing": "#2f7d4f",
    "planned": "#8a5a00",
    "proposed": "#7a4fa3",
    "cancelled": "#b3261e",
    "negated": "#5a6577",
}
# Months between two ticks.
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
_DAYS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to places on the picture."""

    first: date
    days: int
    left: float
    width: float

    def __call__(self, day: date) -> float:
        return self.left + (day - self.first).days / self.days * self.width


def to_svg(events: Iterable[Event], *, width: int = 900, title: str = "") -> str:
    """The dated events as a timeline, one lane for each type.

    A dot is a day, a bar a span of days; filled is what happened, hollow what was
    planned, proposed, cancelled or negated. Colours, shapes and the legend are fit for
    print. Events without a date are left out; a note under the picture counts them.

    Args:
        events: The events.
        width: Width in pixels.
        title: A line above the picture.

    Returns:
        The text of the file, plain SVG 1.1 without scripts, in a font of the reader's.
    """
    events = list(events)
    shown = [e for e in events if e.date and e.date.earliest and e.date.latest]
    lanes = sorted({e.type for e in shown})
    left = 24 + max((len(lane) for lane in lanes), default=0) * _LETTER
    head = 26 if title else 0
    bottom = head + _TOP + max(len(lanes), 1) * _LANE
    scale = _scale(shown, left, width - left - _RIGHT)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
        f'height="{bottom + _FOOT}" viewBox="0 0 {width} {bottom + _FOOT}" '
        'font-family="Helvetica, Arial, Liberation Sans, sans-serif" font-size="12" '
        f'role="img" aria-label="{escape(title or "Timeline of events")}">',
        f'<rect width="{width}" height="{bottom + _FOOT}" fill="#ffffff"/>',
    ]
    if title:
        parts.append(f'<text x="12" y="20" font-size="15">{escape(title)}</text>')
    parts += _grid(scale, head + _TOP, bottom)
    for number, lane in enumerate(lanes):
        y = head + _TOP + number * _LANE + _LANE / 2
        parts.append(
            f'<text x="{left - 12:.1f}" y="{y + 4:.1f}" text-anchor="end" '
            f'fill="#1b2330">{escape(lane)}</text>'
        )
        parts += (_mark(e, scale, y) for e in _by_length(shown) if e.type == lane)
    parts += _legend(shown, len(events) - len(shown), bottom + 44)
    return "\n".join([*parts, "</svg>"]) + "\n"


def to_png(
    events: Iterable[Event], *, width: int = 900, title: str = "", scale: float = 2
) -> bytes:
    """The timeline of :func:`to_svg` as a PNG picture.

    Args:
        events: The events.
        width: Width in pixels before scaling.
        title: A line above the picture.
        scale: How many dots for each pixel; 2 is fit for screens, 4 for print.

    Returns:
        The bytes of the file.

    Raises:
        MissingExtraError: The extra ``viz`` is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        msg = "a PNG picture needs vl-convert: pip install 'dipevents[viz]'"
        raise MissingExtraError(msg) from error
    picture = to_svg(events, width=width, title=title)
    made: bytes = vl_convert.svg_to_png(picture, scale=scale)
    return made


def _scale(events: Sequence[Event], left: float, width: float) -> _Scale:
    bounds = [e.date for e in events if e.date]
    first = min((b.earliest for b in bounds if b.earliest), default=date(2000, 1, 1))
    last = max((b.latest for b in bounds if b.latest), default=first)
    margin = max((last - first).days // 30, 2)
    first = date.fromordinal(max(first.toordinal() - margin, 1))
    last = date.fromordinal(min(last.toordinal() + margin, date.max.toordinal()))
    return _Scale(first, max((last - first).days, 1), left, width)


def _by_length(events: Iterable[Event]) -> list[Event]:
    """The vague ones first, so that they are drawn under the others."""

    def length(event: Event) -> int:
        when = event.date
        if when is None or when.earliest is None or when.latest is None:
            return 0
        return (when.earliest - when.latest).days

    return sorted(events, key=length)


def _mark(event: Event, scale: _Scale, y: float) -> str:
    when = event.date
    if when is None or when.earliest is None or when.latest is None:
        return ""
    start, end = scale(when.earliest), scale(when.latest)
    middle, length = (start + end) / 2, max(end - start, _DOT)
    colour = _COLOURS.get(event.status, "#1b2330")
    happened = event.status in ("occurred", "ongoing")
    vague = (when.latest - when.earliest).days > 45
    look = (
        f'fill="{colour}" fill-opacity="0.15" stroke-dasharray="4 3"'
        if vague
        else f'fill="{colour if happened else "#ffffff"}" fill-opacity="0.8"'
    )
    who = ", ".join(p.name for p in event.participants)
    told = f"{when.edtf or when.earliest} {event.type} ({event.status}): {who}"
    return (
        f'<rect x="{middle - length / 2:.1f}" y="{y - _DOT / 2:.1f}" '
        f'width="{length:.1f}" height="{_DOT}" rx="{_DOT / 2}" stroke="{colour}" '
        f'stroke-width="1.6" {look}><title>{escape(_fit(told))}</title></rect>'
    )


def _fit(text: str) -> str:
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff\x7f")


def _grid(scale: _Scale, top: float, bottom: float) -> Iterator[str]:
    for day, label in _ticks(scale):
        x = f"{scale(day):.1f}"
        yield (
            f'<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" stroke="#d9dee6"/>'
            f'<text x="{x}" y="{bottom + 16}" text-anchor="middle" '
            f'fill="#5a6577">{label}</text>'
        )


def _ticks(scale: _Scale) -> Iterator[tuple[date, str]]:
    most = max(2, int(scale.width // 84))
    step = next((d for d in _DAYS if scale.days / d <= most), None)
    if step is not None:
        for n in range(0, scale.days + 1, step):
            day = scale.first + timedelta(days=n)
            yield day, day.isoformat()
        return
    months = next((m for m in _STEPS if scale.days / (m * 30.4) <= most), _STEPS[-1])
    at = scale.first.year * 12 + scale.first.month - 1
    at = -(-at // months) * months
    while True:
        year, month = divmod(at, 12)
        if not 1 <= year <= date.max.year:
            return
        day = date(year, month + 1, 1)
        if day > scale.first + timedelta(days=scale.days):
            return
        if day >= scale.first:
            yield day, f"{year:04d}" if months >= 12 else f"{year:04d}-{month + 1:02d}"
        at += months


def _legend(shown: Sequence[Event], undated: int, y: float) -> Iterator[str]:
    used = {event.status for event in shown}
    x = 12.0
    for status in (s for s in _COLOURS if s in used):
        fill = _COLOURS[status] if status in ("occurred", "ongoing") else "#ffffff"
        yield (
            f'<circle cx="{x + 5:.1f}" cy="{y - 4:.1f}" r="4.5" fill="{fill}" '
            f'stroke="{_COLOURS[status]}" stroke-width="1.6"/>'
            f'<text x="{x + 15:.1f}" y="{y}" fill="#5a6577">{status}</text>'
        )
        x += 32 + len(status) * _LETTER
    if undated:
        noun = "event" if undated == 1 else "events"
        yield f'<text x="{x}" y="{y}" fill="#5a6577">{undated} {noun} undated</text>'
