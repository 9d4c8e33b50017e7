"""What other media report on a weekday is passed on the same day."""

import pytest

from dipevents.dates import possible_days
from dipevents.dates.publication import PublicationDays

PASSED_ON = (
    "The ministers signed an accord, state media said Wednesday.",
    "Talks were held in the capital, the official news agency reported on Wednesday.",
    "The envoy has left, a local newspaper reported Wednesday.",
)
SAID = (
    "The ministers signed an accord, the ministry said Wednesday.",
    "The agency's chief told reporters that the envoy, he said Wednesday, has left.",
    "Media were not allowed in, a spokesman said on Wednesday.",
)


def weekdays(days: PublicationDays) -> set[int]:
    from datetime import date, timedelta

    week = [date(2031, 5, 5) + timedelta(days=n) for n in range(7)]
    return {day.isoweekday() for day in week if days.allows(day)}


@pytest.mark.parametrize("text", PASSED_ON)
def test_what_media_report_is_brought_the_same_day(text):
    assert weekdays(possible_days(text)) == {3}


@pytest.mark.parametrize("text", SAID)
def test_what_others_say_may_be_brought_the_day_after(text):
    assert weekdays(possible_days(text)) == {3, 4}
