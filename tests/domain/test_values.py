"""System values: what each may be, and what it is when nobody has said otherwise."""

from __future__ import annotations

from datetime import UTC

import pytest

from portres_tui.domain.dates import Calendar
from portres_tui.domain.jobs import JobType
from portres_tui.domain.machine import begin_job
from portres_tui.domain.system import JournalEntry, SystemValue, limits
from portres_tui.domain.values import TYPES, VALUES, chosen, current, shown
from portres_tui.store.codec import encode
from portres_tui.store.memory import MemorySystem
from portres_tui.store.rules import DOCUMENTS

HEADER = JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")


@pytest.mark.parametrize("name", VALUES)
def test_what_is_shipped_is_what_the_machine_may_hold(name: str) -> None:
    definition = VALUES[name]

    assert definition.keeps(definition.default)
    assert not DOCUMENTS.wrong(SystemValue, encode(SystemValue(name, definition.default)))


@pytest.mark.parametrize("name", [name for name in VALUES if not VALUES[name].fixed])
def test_what_is_shown_can_be_typed(name: str) -> None:
    definition = VALUES[name]

    assert definition.read(definition.shown(definition.default)) == definition.default


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("QMAXSIGN", "25", "25"),
        ("QMAXSIGN", "007", "7"),
        ("QMAXSIGN", "*nomax", "*NOMAX"),
        ("QDATFMT", "dmy", "*DMY"),
        ("QDATFMT", "*JUL", "*JUL"),
        ("QDATSEP", "5", " "),
        ("QDATSEP", ".", "."),
        ("QTIMSEP", "4", " "),
        ("KEEPLOG", "0,0", "0,0"),
    ],
)
def test_a_value_is_kept_in_one_way_however_it_is_typed(name: str, typed: str, kept: str) -> None:
    assert VALUES[name].read(typed) == kept
    assert VALUES[name].keeps(kept)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("QMAXSIGN", "0"),
        ("QMAXSIGN", "26"),
        ("QMAXSIGN", ""),
        ("QMAXSIGN", "-1"),
        ("QMAXSIGN", "٣"),
        ("QINACTITV", "4"),
        ("QDATFMT", "DDMMYY"),
        ("QDATSEP", "6"),
        ("QDATSEP", "//"),
        ("KEEPLOG", "7"),
        ("KEEPLOG", "7,"),
        ("QTIME", "0"),
        ("QAUDCTL", "*NONE"),
    ],
)
def test_what_a_value_cannot_be_is_refused(name: str, typed: str) -> None:
    with pytest.raises(ValueError):
        VALUES[name].read(typed)
    assert not VALUES[name].keeps(typed or "?")


def test_a_machine_that_says_nothing_has_the_shipped_values(machine: MemorySystem) -> None:
    assert {name: current(machine, name) for name in VALUES} == {
        name: definition.default for name, definition in VALUES.items()
    }


def test_what_is_kept_of_the_logs_is_what_the_machine_goes_by(machine: MemorySystem) -> None:
    with machine.transaction(HEADER):
        machine.values.put(SystemValue("KEEPLOG", VALUES["KEEPLOG"].read("7,1000")))

    assert limits(machine)["log"] == (7, 1000)


def test_date_and_time_follow_the_clock_in_the_format_of_the_reader(machine: MemorySystem) -> None:
    calendar = Calendar("*DMY", UTC, ".", ",")

    assert shown(machine, "QDATE", 1795356191.0, calendar) == "22.11.26"
    assert shown(machine, "QTIME", 1795356191.0, calendar) == "14,03,11"


def test_a_job_begins_with_the_formats_of_the_machine(machine: MemorySystem) -> None:
    with machine.transaction(HEADER):
        for name, kept in (("QDATFMT", "*YMD"), ("QDATSEP", "-"), ("QTIMSEP", ".")):
            machine.values.put(SystemValue(name, kept))
        job = begin_job(machine, "OPER", "QPADEVnnnn", JobType.INTERACTIVE, 0.0)

    assert (job.date_format, job.date_separator, job.time_separator) == ("*YMD", "-", ".")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("QDATE", ["QDATE"]),
        ("QPWD*", ["QPWDEXPITV", "QPWDMINLEN"]),
        ("*PRT", ["KEEPAUD", "KEEPJRN", "KEEPLOG", "KEEPMSG"]),
        ("NOSUCH", []),
    ],
)
def test_values_are_listed_by_name_by_beginning_and_by_type(names: str, found: list[str]) -> None:
    assert [each.name for each in chosen(names)] == found


def test_all_lists_every_value_in_order() -> None:
    assert [each.name for each in chosen("*ALL")] == sorted(VALUES)
    assert sum(len(chosen(type)) for type in TYPES) == len(VALUES)
