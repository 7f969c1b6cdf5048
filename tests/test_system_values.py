"""System values as somebody at the keyboard meets them."""

from __future__ import annotations

import re

import pytest
from records import audit_entries
from runner import Run
from walker import Walker
from walks import WALKS

from portres_tui.domain import values


@pytest.fixture
def walker() -> Walker:
    return Walker()


def test_a_value_is_changed_from_the_list(walker: Walker) -> None:
    walker.command("WRKSYSVAL QMAX*").option("QMAXSIGN", "2").press("enter")
    assert walker.fields() == {"SYSVAL.0": "QMAXSIGN", "VALUE.0": "3"}

    walker.to("VALUE.0").type("10").press("enter")

    assert walker.message == "System value QMAXSIGN changed to 10."
    assert walker.press("f11").shows("QMAXSIGN    10")


def test_what_it_cannot_be_is_told_at_the_field(walker: Walker) -> None:
    walker.command("CHGSYSVAL QINACTITV 4")

    assert walker.message == "Value 4 not valid for system value QINACTITV."
    walker.to("command").press("f4").to("VALUE.0").press("enter")
    field = walker.display.field("VALUE.0")
    assert field is not None and field.wrong
    assert (walker.keyboard.row, walker.keyboard.column) == (field.row, field.column)


def test_the_next_session_writes_dates_as_the_machine_says_and_this_one_as_before(
    walker: Walker,
) -> None:
    walker.command("CHGSYSVAL QDATFMT YMD").command("CHGSYSVAL QDATSEP '-'")
    walker.command("CHGSYSVAL QTIMSEP '.'")
    later = Walker(walker.session.system, walker.clock)

    assert walker.command("DSPSYSVAL QDATE").shows("11/22/26")
    assert later.command("DSPSYSVAL QDATE").shows("26-11-22")
    later.press("f12")
    assert later.command("DSPSYSVAL QTIME").shows("14.00.00")


MOMENT = re.compile(r"(?<![0-9:])1[34]:[0-5][0-9]:|11/2[0-9]/26|2[0-9]/11/26")
"""A time or a date of the machine of the walks, as it is not to be written."""


@pytest.mark.parametrize("name", WALKS)
def test_no_panel_writes_a_moment_in_another_format_than_that_of_its_job(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = {"QDATFMT": "*JUL", "QDATSEP": ",", "QTIMSEP": ","}
    others = {each: values.VALUES[each]._replace(default=kept) for each, kept in shipped.items()}
    monkeypatch.setattr(values, "VALUES", {**values.VALUES, **others})
    walker = Walker()

    WALKS[name](walker)

    assert not MOMENT.search(walker.screen), walker.screen


def test_a_moment_in_the_format_of_other_jobs_would_be_noticed(walker: Walker) -> None:
    assert MOMENT.search(walker.command("DSPSYSVAL QTIME").screen)
    walker.press("f12")
    assert MOMENT.search(walker.command("DSPSYSVAL QDATE").screen)


def test_a_change_is_in_the_audit_journal_with_what_it_was_before(run: Run) -> None:
    run("CHGSYSVAL QMAXSIGN *NOMAX")

    entry = audit_entries(run.machine)[-1]
    assert (entry.type, entry.violation, entry.profile) == ("TC", "Y", "QSECOFR")
    assert entry.data == {"name": "QMAXSIGN", "value": "*NOMAX", "before": "3"}


def test_a_value_that_is_as_it_is_to_be_is_no_change(run: Run) -> None:
    run("DSPSYSVAL QMAXSIGN")
    before = run.machine.revision()

    run("CHGSYSVAL QMAXSIGN 3")

    assert run.machine.revision() == before
    assert audit_entries(run.machine) == []
