"""The name grammar: titles, names and nationalities joined to what they name.

Rules are regular expressions over the codes of :mod:`items`. They run in order; what
one has joined is one item (``Z`` or ``E``) for the next, so that an apposition can
hang on a name that has its title already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.annotate.found import Found, Row, last_word, plain_name
from dipevents.annotate.group_rules import find_groups
from dipevents.annotate.person_rules import find_persons, suggest_states

if TYPE_CHECKING:
    from dipevents.annotate.items import Item


def parse_names(items: list[Item]) -> list[Found]:
    """Everything in a unit that names or describes someone, in order.

    Args:
        items: The unit's items.

    Returns:
        Persons with their titles, offices, groups, organs, listed names, and the
        capitalised words that are left over (``name``).
    """
    row = Row(items)
    if not any(code in "CNMOPKTUGRWh" for code in row.codes):
        return []
    find_persons(row)
    find_groups(row)
    suggest_states(row)
    return [found for found in (_leftover(row, i) for i in row.items) if found]


def _leftover(row: Row, item: Item) -> Found | None:
    if item.found is not None:
        return item.found
    if item.code == "W":
        return plain_name(item)
    if item.hit is None:
        return None
    reading = item.hit.reading
    return Found(
        reading.kind,
        item.start,
        item.end,
        "gazetteer",
        last_word(item),
        reading.name,
        sector=reading.sector,
        countries=(reading.country,) if reading.country else (),
        organisation=reading if reading.kind == "organization" else None,
        hit=item.hit,
    )
