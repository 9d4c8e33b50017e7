"""Documents whose day of publication is not known, read as of a day."""

import pytest

import dipevents

pytestmark = pytest.mark.model

HISTORY = """
The siege began in 1854 and the alliance dates from 1853. On 3 March 1855 the British
foreign minister met the Ottoman foreign minister in Constantinople. On 5 May the French
foreign minister visited London. In June 1856 the powers signed a treaty. In 1857 a war
broke out. In 1859 it ended, and in 1861 an armistice was signed.
"""


def _events(text: str) -> dipevents.EventSet:
    return dipevents.extract_events(dipevents.parse_corpus([{"id": "h", "text": text}]))


def test_history_is_no_news():
    dates = {e.type: e.date.edtf for e in _events(HISTORY) if e.date}
    assert dates["visit"] == "1855-05-05"


def test_what_hangs_on_an_unknown_day_is_told_as_such():
    text = (
        "Kenyan President Amina Otieno met Ghanaian President Kofi Boateng on Tuesday."
    )
    (event,) = _events(text)
    assert event.date is None
    (time,) = event.told.times
    assert (time.text, time.value, time.looks) == ("Tuesday", "XXXX-WXX-2", "past")
    assert text[time.start : time.end] == time.text


def test_a_date_that_is_complete_is_not_counted():
    (event,) = _events("Kenya and Ghana signed a pact in Accra on May 3, 2031.")
    assert (event.date.edtf, event.told) == ("2031-05-03", None)


def test_an_interval_is_told_where_the_days_are_bounded():
    text = "Kenya and Ghana will sign a pact. They signed another on Tuesday."
    published = {"id": "h", "text": text, "published": "2031-05"}
    events = dipevents.extract_events(dipevents.parse_corpus([published]))
    (event,) = (e for e in events if e.told)
    assert event.date.edtf == "2031-04-29/2031-05-27"
