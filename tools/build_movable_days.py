"""Write ``movable_days.csv``: feasts that follow the moon, year by year.

The days come from the package ``holidays`` (MIT), which is too large to carry: install
the group ``data`` (``pip install --group data``), then run
``python tools/build_movable_days.py``; ``--check`` compares instead of writing. Islamic
days are those of the Saudi calendar; elsewhere the moon may be seen a day earlier or
later. Christian feasts are not here: they follow from Easter, which is computed.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from holidays.calendars.buddhist import (  # type: ignore[import-untyped]
    _BuddhistLunisolar,
)
from holidays.calendars.chinese import (  # type: ignore[import-untyped]
    _ChineseLunisolar,
)
from holidays.calendars.hebrew import _HebrewLunisolar  # type: ignore[import-untyped]
from holidays.calendars.hindu import _HinduLunisolar  # type: ignore[import-untyped]
from holidays.calendars.islamic import _IslamicLunar  # type: ignore[import-untyped]

OUT = (
    Path(__file__).parent.parent
    / "src/dipevents/lexicons/data/en/dates/movable_days.csv"
)
SOURCES = {
    "lunar-new-year": _ChineseLunisolar.LUNAR_NEW_YEAR_DATES,
    "dragon-boat": _ChineseLunisolar.DRAGON_BOAT_DATES,
    "mid-autumn": _ChineseLunisolar.MID_AUTUMN_DATES,
    "double-ninth": _ChineseLunisolar.DOUBLE_NINTH_DATES,
    "vesak": _BuddhistLunisolar.VESAK_DATES,
    "ramadan": _IslamicLunar.RAMADAN_BEGINNING_DATES,
    "eid-al-fitr": _IslamicLunar.EID_AL_FITR_DATES,
    "eid-al-adha": _IslamicLunar.EID_AL_ADHA_DATES,
    "islamic-new-year": _IslamicLunar.HIJRI_NEW_YEAR_DATES,
    "ashura": _IslamicLunar.ASHURA_DATES,
    "arbaeen": _IslamicLunar.ARBAEEN_DATES,
    "mawlid": _IslamicLunar.MAWLID_DATES,
    "passover": _HebrewLunisolar.PASSOVER_DATES,
    "shavuot": _HebrewLunisolar.SHAVUOT_DATES,
    "rosh-hashanah": _HebrewLunisolar.ROSH_HASHANAH_DATES,
    "yom-kippur": _HebrewLunisolar.YOM_KIPPUR_DATES,
    "sukkot": _HebrewLunisolar.SUKKOT_DATES,
    "hanukkah": _HebrewLunisolar.HANUKKAH_DATES,
    "purim": _HebrewLunisolar.PURIM_DATES,
    "diwali": _HinduLunisolar.DIWALI_INDIA_DATES,
    "holi": _HinduLunisolar.HOLI_DATES,
    "dussehra": _HinduLunisolar.DUSSEHRA_DATES,
}


def rows() -> list[str]:
    """Name and day of every feast, in order of name and time."""
    out = []
    for name, years in SOURCES.items():
        for year, told in sorted(years.items()):
            days = told if isinstance(told[0], tuple) else (told,)
            out += [f"{name},{date(year, *day).isoformat()}" for day in days]
    return out


def main() -> None:
    """Writes the file, or compares it with what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    text = "name,day\n" + "\n".join(rows()) + "\n"
    if parser.parse_args().check:
        if OUT.read_text(encoding="utf-8") != text:
            sys.exit(f"{OUT.name} is not what this script writes")
    else:
        OUT.write_text(text, encoding="utf-8")
    print(f"{OUT.name}: {text.count(chr(10)) - 1} days")


if __name__ == "__main__":
    main()
