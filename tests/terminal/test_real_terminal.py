"""The real program in a real terminal, with the real store."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal import Terminal

from portres_tui.store.tiny import TinySystem

Open = Callable[..., Terminal]


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def begin(**options: object) -> Terminal:
        opened.append(Terminal(tmp_path / "home", **options))
        return opened[-1].until("===>")

    yield begin
    for each in opened:
        each.close()


def test_a_restriction_stops_ftp_and_another_session_sees_it_without_a_key(
    open_terminal: Open,
) -> None:
    watcher = open_terminal(columns=120, rows=40)
    admin = open_terminal()
    admin.command("wrktcpport").until("Work with TCP/IP Port Restrictions", "*ONLY")
    admin.keys("121\t\t*tcpwebusr\r").until("Add TCP/IP Port Restriction (ADDTCPPORT)")
    admin.keys("\r").until("Port restriction added but may affect TCP/IP processing.")
    admin.keys("\x1bOR").until("IBM i Main Menu")
    admin.command("strtcpsvr server(*ftp)").until("FTP server submitted")

    watcher.until("TCP7701 40 FTP server unable to establish connection.")

    admin.keys("\x1bj").until("Job log", "TCP7701", "CPF1164")
    admin.keys("\x1b[A\x1bOP").until("Additional Message Information", "errno value of 3401")


def test_signoff_ends_with_0_and_leaves_the_terminal_as_it_was(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.command("signoff")
    assert terminal.end() == 0
    for switched_off in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1006l"):
        assert switched_off in terminal.written[-400:]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_session_with_the_terminal_sane_and_the_job_ended(
    open_terminal: Open, tmp_path: Path, number: int
) -> None:
    terminal = open_terminal()
    terminal.signal(number)
    assert terminal.end() == 128 + number
    assert b"\x1b[?1049l" in terminal.written[-400:]
    system = TinySystem(tmp_path / "home")
    assert [job.ended is not None for job in system.jobs if job.name.startswith("QPADEV")] == [True]
    system.close()


def test_what_was_acknowledged_is_there_after_the_process_was_killed(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.command("addtcpport 8080 *tcp appuser").until("Port restriction added")
    terminal.signal(signal.SIGKILL).end()
    open_terminal().command("wrktcpport").until("8080", "APPUSER")


def test_a_terminal_that_is_too_small_says_what_is_needed_and_goes_on_when_enlarged(
    open_terminal: Open,
) -> None:
    terminal = open_terminal()
    terminal.keys("half typed").until("half typed")
    terminal.resize(70, 20).until("70x20", "80x24")
    terminal.resize(80, 24).until("IBM i Main Menu", "half typed")


def test_the_cursor_is_the_terminals_own_and_stands_in_the_field(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.keys("abc").until("===> abc").settle()
    assert not terminal.screen.cursor.hidden
    assert (terminal.screen.cursor.y, terminal.screen.cursor.x) == (19, 9)


def test_nothing_is_written_while_nobody_types(open_terminal: Open) -> None:
    terminal = open_terminal().settle()
    before = len(terminal.written)
    terminal.read(2.0)
    assert len(terminal.written) == before


def test_interrupt_quit_and_suspend_keys_do_not_end_the_session(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.keys("\x03\x11\x1a\x1c").command("cfgtcp").until("Configure TCP/IP")


@pytest.mark.parametrize("term", ["vt220", "linux", "putty", "tmux-256color", "dumb"])
def test_the_first_menus_work_on_other_terminals(open_terminal: Open, term: str) -> None:
    terminal = open_terminal(term=term)
    terminal.command("cfgtcp").until("Configure TCP/IP", "F12=Cancel")
    terminal.keys("\x1b=").until("IBM i Main Menu")
