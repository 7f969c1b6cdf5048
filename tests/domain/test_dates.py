"""How moments are written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, timedelta, timezone

import pytest
from zones import NEW_YORK, local_time

from portres_tui.domain.dates import FORMATS, Calendar

MOMENT = 1_795_356_191.9
"""22 November 2026, 14:03:11.9 UTC."""


@pytest.mark.parametrize(
    ("format", "written"),
    [("*MDY", "11/22/26"), ("*DMY", "22/11/26"), ("*YMD", "26/11/22"), ("*JUL", "26/326")],
)
def test_a_date_is_written_in_the_job_s_format(format: str, written: str) -> None:
    assert Calendar(format, UTC).date(MOMENT) == written


def test_there_is_no_format_that_is_not_tested() -> None:
    assert FORMATS.keys() == {"*MDY", "*DMY", "*YMD", "*JUL"}


def test_dates_and_times_are_written_with_the_separators_of_the_job() -> None:
    calendar = Calendar("*DMY", UTC, ".", ",")

    assert (calendar.date(MOMENT), calendar.time(MOMENT)) == ("22.11.26", "14,03,11")


def test_a_time_is_written_without_its_fraction_and_never_rounded_up() -> None:
    assert Calendar("*MDY", UTC).time(MOMENT) == "14:03:11"


def test_date_and_time_are_those_of_the_zone() -> None:
    far_east = Calendar("*MDY", timezone(timedelta(hours=12)))

    assert (far_east.date(MOMENT), far_east.time(MOMENT)) == ("11/23/26", "02:03:11")


def test_without_a_zone_it_is_local_time() -> None:
    assert Calendar().time(MOMENT) == time.strftime("%H:%M:%S", time.localtime(MOMENT))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("separator", ["/", "-", ".", ",", " ", ""])
def test_a_date_is_read_as_it_is_written(format: str, separator: str) -> None:
    calendar = Calendar(format, UTC, separator or "/")
    day = calendar.date(MOMENT) if separator else calendar.date(MOMENT).replace("/", "")

    assert calendar.moment(day, "140311") == int(MOMENT)


@pytest.mark.parametrize("day", ["310226", "1122", "112226x", "", "11/22/2026"])
def test_what_is_no_date_in_the_format_is_refused(day: str) -> None:
    with pytest.raises(ValueError):
        Calendar("*MDY", UTC).moment(day, "000000")


def test_a_day_behind_the_last_of_its_year_is_refused() -> None:
    calendar = Calendar("*JUL", UTC)

    assert calendar.date(calendar.moment("24/366", "000000")) == "24/366"
    with pytest.raises(ValueError):
        calendar.moment("25/366", "000000")


@pytest.fixture
def new_york() -> Iterator[Calendar]:
    """Local time, on a computer whose clock goes by the rules of New York."""
    with local_time(NEW_YORK):
        yield Calendar("*YMD")


def test_when_clocks_are_set_back_a_time_means_two_moments_an_hour_apart(
    new_york: Calendar,
) -> None:
    first, last = (new_york.moment("261101", "013000", last=last) for last in (False, True))

    assert last - first == 3600
    assert new_york.time(first) == new_york.time(last) == "01:30:00"


def test_when_clocks_are_set_forward_over_a_time_a_period_from_it_to_it_loses_nothing(
    new_york: Calendar,
) -> None:
    first, last = (new_york.moment("260308", "023000", last=last) for last in (False, True))

    assert (new_york.time(first), new_york.time(last)) == ("01:30:00", "03:30:00")


def test_date_and_time_stand_side_by_side() -> None:
    calendar = Calendar("*DMY", UTC, "-", ".")

    assert calendar.written(MOMENT) == f"{calendar.date(MOMENT)}  {calendar.time(MOMENT)}"
