"""A session lives while its process does, and not a moment longer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from portres_tui.store.sessions import Attendance, LiveSession, live_sessions

JOB = "100013/OPER/QPADEV0013"

ATTEND = """
import sys, time
from pathlib import Path
from portres_tui.store.sessions import Attendance
presence = Attendance(Path(sys.argv[1])).attend("100014/WEBUSR/QPADEV0014", "WEBUSR")
print("there", flush=True)
time.sleep(60)
"""


def test_a_session_is_seen_until_it_leaves(tmp_path: Path) -> None:
    presence = Attendance(tmp_path).attend(JOB, "OPER")
    assert live_sessions(tmp_path) == [LiveSession(JOB, "OPER", os.getpid())]
    presence.leave()
    assert live_sessions(tmp_path) == []


def test_nobody_is_signed_on_where_nobody_ever_was(tmp_path: Path) -> None:
    assert live_sessions(tmp_path / "nowhere") == []


def test_a_session_ends_with_its_process_even_if_that_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ATTEND, str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    assert live_sessions(tmp_path) == [
        LiveSession("100014/WEBUSR/QPADEV0014", "WEBUSR", process.pid)
    ]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert live_sessions(tmp_path) == []
    assert list((tmp_path / "sessions").iterdir()) == []


def test_sessions_are_told_by_job_number(tmp_path: Path) -> None:
    attendance = Attendance(tmp_path)
    kept = [attendance.attend(f"10001{n}/OPER/QPADEV001{n}", "OPER") for n in (3, 1, 2)]
    assert [each.job[:6] for each in attendance.live()] == ["100011", "100012", "100013"]
    for presence in kept:
        presence.leave()
