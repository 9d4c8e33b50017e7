"""The flat table as a pandas DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.errors import MissingExtraError
from dipevents.export.files import whole
from dipevents.export.table import COLUMNS, event_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from dipevents.models import Event


def to_dataframe(events: Iterable[Event]) -> pd.DataFrame:
    """The events as a DataFrame, one row each, columns as in the CSV.

    ``earliest`` and ``latest`` are ``datetime64[s]``, which holds every year that an
    article can mean; ``latitude``, ``longitude`` and ``confidence`` are floats.

    Args:
        events: The events, kept in their order.

    Returns:
        The table; with all columns and no rows for no events.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        msg = "to_dataframe needs pandas: pip install 'dipevents[pandas]'"
        raise MissingExtraError(msg) from error
    frame = pd.DataFrame(whole(event_rows(events)), columns=list(COLUMNS))
    kinds = {"earliest": "datetime64[s]", "latest": "datetime64[s]"}
    kinds |= dict.fromkeys(("latitude", "longitude", "confidence"), "float64")
    return frame.astype({**kinds, "mentions": "int64"})
