"""A session begins with a job and ends with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

import pytest
from walker import Clock, Walker

from portres_tui.domain.dates import Calendar
from portres_tui.domain.jobs import IMMEDIATE, JobType
from portres_tui.domain.machine import end_job
from portres_tui.domain.messages import MessageFile
from portres_tui.domain.system import JournalEntry, System
from portres_tui.opening import furnish
from portres_tui.session import Session, UnknownProfile, begin
from portres_tui.store.errors import MachineNotWritten
from portres_tui.store.memory import MemorySystem
from portres_tui.store.sessions import Attendance
from portres_tui.store.tiny import TinySystem
from portres_tui.texts import messages


@pytest.fixture
def system(clock: Clock) -> System:
    made = MemorySystem()
    furnish(made, clock())
    return made


def started(system: System, clock: Clock, home: Path, *, seen: bool = True) -> Session:
    return begin(system, home, clock=clock, attendance=Attendance(home) if seen else None)


def test_a_session_is_a_job_that_ends_with_it(system: System, clock: Clock, tmp_path: Path) -> None:
    session = started(system, clock, tmp_path)
    assert system.jobs.get(session.job.number) == session.job
    assert [each.job for each in Attendance(tmp_path).live()] == [session.job.id]
    session.close()
    ended = system.jobs.get(session.job.number)
    assert ended is not None and ended.ended == clock()
    assert Attendance(tmp_path).live() == []


def test_a_job_whose_session_is_gone_without_a_word_is_ended_by_the_next_one(
    system: System, clock: Clock, tmp_path: Path
) -> None:
    dead = started(system, clock, tmp_path, seen=False)
    living = started(system, clock, tmp_path)
    sessions = (job for job in system.jobs if job.type is JobType.INTERACTIVE)
    found = {job.id: job.ended for job in sessions}
    assert found == {dead.job.id: clock(), living.job.id: None}
    assert system.job_log(dead.job.id)[-1].message.id == "CPF1164"


def test_a_job_whose_session_is_gone_without_a_word_is_ended_by_whoever_has_time(
    system: System, clock: Clock, tmp_path: Path
) -> None:
    dead, living = started(system, clock, tmp_path), started(system, clock, tmp_path)
    revision = system.revision()
    living.tidy(100)
    assert system.revision() == revision
    assert dead._presence
    dead._presence.leave()
    clock.forward(10)
    living.tidy(100)
    found = {each.number: system.jobs.get(each.number) for each in (dead.job, living.job)}
    assert [job and job.ended for job in found.values()] == [clock(), None]
    assert system.job_log(dead.job.id)[-1].message.id == "CPF1164"


def test_a_job_that_somebody_has_ended_does_not_end_again_with_its_session(
    system: System, clock: Clock, tmp_path: Path
) -> None:
    session = started(system, clock, tmp_path)
    with system.transaction(JournalEntry(clock(), "", "", "")):
        end_job(system, session.job, clock(), IMMEDIATE)
    assert not session.lives()
    clock.forward(5)
    session.close()
    ended = system.jobs.get(session.job.number)
    assert ended is not None and (ended.ended, ended.end_code) == (clock() - 5, IMMEDIATE)
    assert "CPF1164" not in [line.message.id for line in system.job_log(session.job.id)]


def test_nobody_signs_on_with_a_profile_that_is_not_there_or_protected(
    system: System, tmp_path: Path
) -> None:
    for profile in ("NOBODY", "LOCKBOX"):
        with pytest.raises(UnknownProfile):
            begin(system, tmp_path, profile)


def test_a_profile_that_is_deleted_while_its_session_waits_to_begin_begins_none(
    system: System, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = system.transaction

    @contextmanager
    def waiting(header: JournalEntry) -> Iterator[None]:
        with begun(header):
            system.profiles.remove("OPER")
        with begun(header):
            yield

    monkeypatch.setattr(system, "transaction", waiting)
    with pytest.raises(UnknownProfile):
        begin(system, tmp_path, "OPER", clock=clock)
    assert system.jobs.find(user="OPER") == []


def test_nobody_is_there_for_a_job_that_could_not_be_written(
    system: System, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = system.transaction

    @contextmanager
    def full(header: JournalEntry) -> Iterator[None]:
        with begun(header):
            yield
            raise MachineNotWritten(tmp_path, "disk is full")

    monkeypatch.setattr(system, "transaction", full)
    with pytest.raises(MachineNotWritten):
        started(system, clock, tmp_path)
    assert Attendance(tmp_path).live() == []
    assert list((tmp_path / "sessions").iterdir()) == []


def test_the_severity_of_a_jobs_first_and_last_line_is_that_of_the_message_file(
    system: System, clock: Clock, tmp_path: Path
) -> None:
    file: MessageFile = messages(Calendar("*MDY", UTC))
    session = started(system, clock, tmp_path)
    for entry in system.job_log(session.job.id):
        assert entry.severity == file.severity(entry.message)


def test_a_machine_that_cannot_be_written_can_be_looked_at_and_says_so(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    TinySystem.open(tmp_path, lambda made: furnish(made, clock())).close()
    monkeypatch.setattr("portres_tui.store.files.writable", lambda path: False)
    walker = Walker(TinySystem.open(tmp_path, lambda _: None), clock, home=tmp_path)
    walker.command("WRKTCPSVR")
    assert walker.rows[1].startswith(" Read only")
    walker.command("ADDTCPPORT 8080 *TCP WEBUSR")
    assert walker.message == "The machine cannot be used now. Nothing was changed."
    walker.press("f3").command("SIGNOFF")
    assert walker.conversation.ended
    walker.session.close()
