"""A command that waits for its turn runs when it has it, not when it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from runner import Run

from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.system import JournalEntry


@pytest.fixture
def late(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Somebody holds the machine for a minute whenever it is to be changed."""
    run.session()
    begun = run.machine.transaction

    @contextmanager
    def waiting(header: JournalEntry) -> Iterator[None]:
        run.clock.forward(60)
        with begun(header):
            yield

    monkeypatch.setattr(run.machine, "transaction", waiting)
    return run


def test_a_server_that_is_started_late_is_submitted_then(late: Run) -> None:
    asked = late.clock()
    assert not late("STRTCPSVR SERVER(*FTP)").failed

    job = newest_job(late.machine, "*FTP")
    assert job is not None and job.entered == late.clock() == asked + 60


def test_the_journal_tells_when_it_was_asked_for_and_the_log_when_it_ran(late: Run) -> None:
    asked = late.clock()
    late("ADDTCPPORT PORT(21) PROTOCOL(*TCP) USRPRF(WEBUSR)")

    (entry,) = late.machine.journal_before(None, 1)
    logged = late.machine.job_log(late.session().job.id)[-1]
    assert (entry.time, logged.time) == (asked, asked + 60)
