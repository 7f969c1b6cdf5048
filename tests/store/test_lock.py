"""One writer at a time, and nobody waits for ever."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from portres_tui.store.errors import Holder, MachineBusy, MachineUnreadable
from portres_tui.store.lock import WriteLock


def test_whoever_waits_too_long_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock", wait=0.01)
    with lock.held(), pytest.raises(MachineBusy) as busy, lock.held():
        pass
    assert busy.value.holder == Holder(os.getpid())
    assert busy.value.path == tmp_path / "lock"


def test_whoever_waits_is_told_for_which_job_and_profile_and_may_go_on_or_give_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portres_tui.store.lock.TOLD_AFTER", 0.0)
    lock = WriteLock(tmp_path / "lock", wait=0.01)
    asked: list[Holder] = []

    def patience(holder: Holder, waited: float) -> bool:
        asked.append(holder)
        return len(asked) < 3

    lock.patience = patience
    told = pytest.raises(MachineBusy, match="100013/OPER/QPADEV0013")
    with lock.held("100013/OPER/QPADEV0013", "OPER"), told, lock.held():
        pass
    assert asked == [Holder(os.getpid(), "100013/OPER/QPADEV0013", "OPER")] * 3


def test_a_wait_that_was_given_up_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock", wait=0.01)
    with lock.held(), pytest.raises(MachineBusy), lock.held():
        pass
    for thread in threading.enumerate():
        if thread.name == "lock":
            thread.join()
    with lock.held():
        pass


def test_threads_hold_the_lock_one_after_the_other(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock", wait=10)
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(20):
            with lock.held():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 80


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_that_outlives_its_parents_turn_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock", wait=0.01)
    reader, writer = os.pipe()
    with lock.held():
        child = os.fork()
        if not child:
            os.close(writer)
            os.read(reader, 1)
            os._exit(0)
    with lock.held():
        pass
    os.close(writer)
    os.close(reader)
    os.waitpid(child, 0)


def test_the_lock_file_is_the_owners_alone(tmp_path: Path) -> None:
    with WriteLock(tmp_path / "lock", wait=1).held():
        assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_a_lock_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with (
        pytest.raises(MachineUnreadable, match="Is a directory"),
        WriteLock(tmp_path / "lock", wait=1).held(),
    ):
        pass


def test_a_lock_that_is_kept_open_is_not_that_of_a_file_which_is_gone(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock", wait=0.01, keep=True)
    with lock.held():
        pass
    (tmp_path / "lock").unlink()
    other = WriteLock(tmp_path / "lock", wait=0.01)
    with other.held(), pytest.raises(MachineBusy), lock.held():
        pass
    lock.close()


def test_a_lock_that_is_kept_open_is_let_go_of_when_it_is_closed(tmp_path: Path) -> None:
    before = set(Path("/dev/fd").iterdir())
    lock = WriteLock(tmp_path / "lock", wait=0.01, keep=True)
    for _ in range(3):
        with lock.held():
            pass
    assert len(set(Path("/dev/fd").iterdir()) - before) == 1
    lock.close()
    assert set(Path("/dev/fd").iterdir()) <= before
