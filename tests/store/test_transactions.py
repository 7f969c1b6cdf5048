"""What a transaction does, what it leaves behind, and the logs, in every store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from records import audit_entries

from portres_tui.domain.audit import AuditEntry
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import completion, diagnostic
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.spool import SpooledText
from portres_tui.domain.system import Change, JournalEntry, System, SystemValue
from portres_tui.domain.users import Password, UserProfile

JOB = "100001/OPER/QPADEV0001"
HEADER = JournalEntry(1700000000.25, JOB, "OPER", "ADDTCPPORT PORT(21 *ONLY) …")
FTP = PortRestriction(21, 21, "*TCP", "WEBUSR")


def fill(system: System, *rows: PortRestriction) -> None:
    with system.transaction(HEADER):
        for row in rows:
            system.restrictions.put(row)


def log_entry(text: str, job: str = JOB) -> LogEntry:
    said = diagnostic("TCP7701", server=text, errno=3401)
    return LogEntry(job, JobType.INTERACTIVE, 1700000001.5, 40, said)


def written(system: System, *texts: str, job: str = JOB) -> None:
    with system.transaction(HEADER):
        system.log([log_entry(text, job) for text in texts])


def told(entries: list[LogEntry]) -> list[str]:
    return [entry.message.data["server"] for entry in entries]


# Transactions


def test_the_journal_tells_neither_a_hash_nor_what_was_printed(system: System) -> None:
    with system.transaction(HEADER):
        system.passwords.put(Password("QSECOFR", "$argon2id$1", 1.0))
        system.spooled_text.put(SpooledText(JOB, 1, ("printed",) * 60))
    with system.transaction(HEADER):
        system.passwords.put(Password("QSECOFR", "$argon2id$2", 2.0))
        system.spooled_text.remove(JOB, 1)

    added, changed = system.journal()
    assert [each.after for each in added.changes] == [
        {"profile": "QSECOFR", "changed": 1.0, "expired": False, "tries": 0, "last": None},
        {"job": JOB, "number": 1},
    ]
    assert [each.before for each in changed.changes] == [each.after for each in added.changes]
    assert changed.changes[0].after == {**(added.changes[0].after or {}), "changed": 2.0}


def test_a_change_of_nothing_but_what_is_not_told_is_journalled_all_the_same(
    system: System,
) -> None:
    for hash in ("$argon2id$1", "$argon2id$2"):
        with system.transaction(HEADER):
            system.passwords.put(Password("QSECOFR", hash, 1.0))

    (change,) = system.journal()[-1].changes
    assert system.revision() == 2 and change.before == change.after


def test_an_exception_undoes_everything_a_transaction_did(system: System) -> None:
    written(system, "before")
    fill(system, FTP)
    with pytest.raises(ZeroDivisionError), system.transaction(HEADER):
        system.restrictions.remove(21, 21, "*TCP", "WEBUSR")
        system.values.put(SystemValue("SYSNAME", "GONE"))
        system.log([log_entry("gone")])
        system.audit(AuditEntry("AF", "T", 1.0, JOB, "OPER"))
        raise ZeroDivisionError
    assert list(system.restrictions) == [FTP]
    assert system.values.get("SYSNAME") is None
    assert told(system.job_log(JOB)) == ["before"]
    assert audit_entries(system) == []
    assert system.revision() == 1


def test_a_machine_goes_on_after_a_transaction_that_failed(system: System) -> None:
    with pytest.raises(ZeroDivisionError), system.transaction(HEADER):
        raise ZeroDivisionError
    fill(system, FTP)
    assert list(system.restrictions) == [FTP]


def test_a_transaction_reads_what_it_has_written(system: System) -> None:
    with system.transaction(HEADER):
        system.restrictions.put(FTP)
        system.log([log_entry("inside")])
        assert system.restrictions.get(21, 21, "*TCP", "WEBUSR") == FTP
        assert list(system.covering("*TCP", 21)) == [FTP]
        assert told(system.job_log(JOB)) == ["inside"]


def test_transactions_do_not_nest(system: System) -> None:
    with (
        system.transaction(HEADER),
        pytest.raises(RuntimeError, match="nest"),
        system.transaction(HEADER),
    ):
        pass


def test_nothing_is_written_outside_a_transaction(system: System) -> None:
    fill(system, FTP)
    writes: tuple[Callable[[], None], ...] = (
        lambda: system.restrictions.put(FTP),
        lambda: system.restrictions.remove(21, 21, "*TCP", "WEBUSR"),
        lambda: system.log([log_entry("stray")]),
        lambda: system.log([]),
        lambda: system.audit(AuditEntry("AF", "T", 1.0, JOB, "OPER")),
    )
    for write in writes:
        with pytest.raises(RuntimeError, match="inside a transaction only"):
            write()
    assert list(system.restrictions) == [FTP]
    assert system.log_last(9) == []
    assert audit_entries(system) == []


# Revision and journal


def test_an_empty_machine_has_revision_0_and_no_journal(system: System) -> None:
    assert system.revision() == 0
    assert system.journal() == []


def test_each_transaction_that_changes_rows_raises_the_revision_by_one(system: System) -> None:
    fill(system, FTP._replace(lower=20), FTP._replace(lower=19))
    assert system.revision() == 1
    fill(system, FTP)
    assert system.revision() == 2


def test_the_journal_tells_who_changed_what(system: System) -> None:
    fill(system, FTP)
    fields = {"lower": 21, "upper": 21, "protocol": "*TCP", "profile": "WEBUSR"}
    key = (21, 21, "*TCP", "WEBUSR")
    added = Change("restrictions", key, None, fields)
    assert system.journal() == [HEADER._replace(changes=(added,), revision=1)]


def test_the_journal_holds_plain_values(system: System) -> None:
    profile = UserProfile("APPUSER", supplemental=("SALES",))
    with system.transaction(HEADER):
        system.profiles.put(profile)
    with system.transaction(HEADER):
        system.profiles.put(profile._replace(text="New"))
    change = system.journal(after=1)[0].changes[0]
    assert change.before is not None and change.after is not None
    assert change.before["supplemental"] == ["SALES"]
    assert (change.before["text"], change.after["text"]) == ("", "New")


def test_the_journal_is_read_from_behind_a_revision(system: System) -> None:
    for name in "ABC":
        with system.transaction(HEADER._replace(cl=name)):
            system.values.put(SystemValue(name, ""))
    assert [entry.cl for entry in system.journal(after=1)] == ["B", "C"]
    assert [entry.revision for entry in system.journal()] == [1, 2, 3]


def test_several_changes_of_one_row_are_told_as_one(system: System) -> None:
    with system.transaction(HEADER):
        system.values.put(SystemValue("A", "1"))
    with system.transaction(HEADER):
        system.values.put(SystemValue("A", "2"))
        system.values.put(SystemValue("B", "1"))
        system.values.remove("A")
        system.values.put(SystemValue("A", "3"))
    one = {"name": "A", "value": "1"}
    assert system.journal(after=1)[0].changes == (
        Change("values", ("A",), one, {**one, "value": "3"}),
        Change("values", ("B",), None, {"name": "B", "value": "1"}),
    )


@pytest.mark.parametrize("again", ["put as it is", "removed and put", "put and removed", "nothing"])
def test_a_transaction_that_ends_as_it_began_leaves_no_trace(system: System, again: str) -> None:
    fill(system, FTP)
    with system.transaction(HEADER):
        if again == "put as it is":
            system.restrictions.put(FTP)
        if again == "removed and put":
            system.restrictions.remove(21, 21, "*TCP", "WEBUSR")
            system.restrictions.put(FTP)
        if again == "put and removed":
            system.values.put(SystemValue("A", "1"))
            system.values.remove("A")
    assert system.revision() == 1
    assert len(system.journal()) == 1
    assert list(system.restrictions) == [FTP]
    assert list(system.values) == []


# Logs


def test_logs_do_not_raise_the_revision(system: System) -> None:
    with system.transaction(HEADER):
        system.log([log_entry("said")])
        system.audit(AuditEntry("AF", "T", 1.0, JOB, "OPER"))
    assert system.revision() == 0
    assert system.journal() == []


def test_log_entries_are_numbered_upwards_over_all_jobs(system: System) -> None:
    written(system, "one", "two")
    written(system, "three", job="other")
    written(system, "four")
    assert [entry.sequence for entry in system.log_last(9)] == [1, 2, 3, 4]
    assert [entry.sequence for entry in system.job_log(JOB)] == [1, 2, 4]


def test_a_log_entry_comes_back_with_a_number_and_else_as_it_was(system: System) -> None:
    entry = LogEntry(JOB, JobType.SERVER, 1.25, 0, completion("PRT0001", text="A “b” \0 é"))
    with system.transaction(HEADER):
        system.log([entry])
    assert system.job_log(JOB) == [entry._replace(sequence=1)]
    assert system.job_log(JOB)[0].job_type is JobType.SERVER


def test_logs_are_read_by_job_from_the_front_and_from_the_end(system: System) -> None:
    written(system, "one", "two")
    written(system, "other", job="other")
    written(system, "three")
    assert told(system.job_log(JOB)) == ["one", "two", "three"]
    assert told(system.log_after(1, 2)) == ["two", "other"]
    assert told(system.log_after(4, 2)) == []
    assert told(system.log_last(2)) == ["other", "three"]
    assert told(system.log_last(0)) == told(system.log_after(0, 0)) == []


def test_the_audit_journal_is_kept_in_order(system: System) -> None:
    refused = AuditEntry("AF", "T", 5.5, JOB, "QTCP", {"protocol": "*TCP", "port": "21"})
    with system.transaction(HEADER):
        system.audit(refused)
        system.audit(refused._replace(time=4.0))
    expected = [refused._replace(sequence=1), refused._replace(time=4.0, sequence=2)]
    assert audit_entries(system) == expected


# Stamp


def test_the_stamp_changes_when_state_or_logs_do_and_only_then(system: System) -> None:
    stamps = [system.stamp(), system.stamp()]
    fill(system, FTP)
    stamps += [system.stamp(), system.stamp()]
    written(system, "said")
    stamps += [system.stamp(), system.stamp()]
    assert stamps[0::2] == stamps[1::2]
    assert len(set(stamps)) == 3


def test_a_transaction_that_fails_leaves_the_stamp(system: System) -> None:
    before = system.stamp()
    with pytest.raises(ZeroDivisionError), system.transaction(HEADER):
        system.restrictions.put(FTP)
        raise ZeroDivisionError
    assert system.stamp() == before
