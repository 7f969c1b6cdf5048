"""The real program in a real terminal, with the real store."""

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from journey import Hands, diagnose, power_down, walk
from keycodes import KEYBOARDS
from terminal import Terminal

from portres_tui.store.lock import WriteLock
from portres_tui.store.tiny import TinySystem

Open = Callable[..., Terminal]

FAULTY = Path(__file__).with_name("faulty.py")
MAIN = "IBM i Main Menu"


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def begin(**options: Any) -> Terminal:
        opened.append(Terminal(tmp_path / "home", **options))
        return opened[-1].until("===>")

    yield begin
    for each in opened:
        each.close()


def shown(written: bytes) -> bytes:
    """What of this is to be seen on a screen."""
    return re.sub(rb"\x1b\[[<>=?]?[0-9;]*[a-zA-Z]", b"", written).strip()


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


def test_ctrl_l_puts_right_whatever_somebody_else_wrote_on_the_screen(open_terminal: Open) -> None:
    terminal = open_terminal(columns=100, rows=40).keys("half typed").until("half typed").settle()
    before = terminal.picture
    everywhere = b"".join(b"\x1b[%dH%s" % (row, b"#" * 100) for row in range(1, 41))
    terminal.spoil(b"\x1b[31m" + everywhere + b"\x1b[3;3H\x1b[?25l")
    assert terminal.picture != before

    terminal.keys("\x0c").until_it_is(before)


def test_an_error_of_ours_ends_with_one_line_and_shows_no_local_variable(
    open_terminal: Open, tmp_path: Path
) -> None:
    secret, told = "Kolibri", tmp_path / "stderr"
    terminal = open_terminal(program=(str(FAULTY), "explode", secret), errors=told)

    terminal.keys("explode")

    assert terminal.end() == 1
    left = terminal.written.rpartition(b"\x1b[?1049l")
    assert left[1], "the screen that was there before is not shown again"
    assert b"\x1b[?25h" in terminal.written[-400:]
    assert not shown(left[2])
    line = "portres: the session ended by an internal error; its log tells more.\n"
    assert told.read_text() == line
    log = (tmp_path / "home" / "portres.log").read_text()
    assert f"LookupError: {len(secret)} characters" in log
    assert secret.encode() not in terminal.written
    assert secret not in log


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


def test_quit_and_suspend_keys_do_not_end_the_session(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.keys("\x11\x1a\x1c").command("cfgtcp").until("Configure TCP/IP")


def test_attn_and_system_request_come_on_top_of_what_is_typed(open_terminal: Open) -> None:
    terminal = open_terminal().keys("cfgt\x01").until("Operational Assistant Menu", "ASSIST")
    terminal.keys("\x1b=").until("IBM i Main Menu", "===> cfgt")
    terminal.keys("\x03").settle().keys("\r").until("System Request", "80. Disconnect job")
    terminal.keys("\x1b=").until("IBM i Main Menu", "===> cfgt")
    terminal.keys("\x1bs90\r")
    assert terminal.end() == 0


def test_whoever_waits_for_a_machine_is_told_whom_for_and_may_give_up(
    open_terminal: Open, tmp_path: Path
) -> None:
    terminal = open_terminal()
    lock = WriteLock(tmp_path / "home" / "machine.lock", 10)
    with lock.held("100099/OPER/QPADEV0099", "OPER"):
        terminal.command("addtcpport 8080 *tcp appuser")
        terminal.until("Held by job 100099/OPER/QPADEV0099")
        terminal.keys("\x12").until("The machine cannot be used now. Nothing was changed.")
    terminal.keys("\r").until("Port restriction added")


@pytest.mark.parametrize("keyboard", ["PuTTY", "Linux console", "VT100"])  # the bench walks on all
def test_the_walk_of_the_readme_goes_on_every_kind_of_terminal(
    open_terminal: Open, keyboard: str
) -> None:
    term = KEYBOARDS[keyboard].term
    terminal = open_terminal(term=term)
    walk(Hands(terminal, keyboard))
    assert terminal.end() == 0
    if term in ("vt100", "vt220", "linux"):  # which have no other screen to go back to
        assert b"[?1049" not in terminal.written
        assert not terminal.text.strip(), "something is left on the screen"


def test_the_diagnosis_of_the_readme_leads_from_a_message_to_the_cure_and_on_to_an_ipl(
    open_terminal: Open,
) -> None:
    terminal = open_terminal()
    terminal.command("addtcpport 21 *tcp webusr").until("Port restriction added")
    terminal.command("strtcpsvr server(*ftp)").until("FTP server submitted", "MW")
    hands = Hands(terminal.settle(), "xterm")
    diagnose(hands)
    power_down(hands)
    assert terminal.end() == 0

    again = open_terminal().command("wrktcpsvr").until("Work with TCP/IP Servers")
    again.keys("\x1b[6~").until("TELNET             *ENDED")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_a_cursor_gets_the_plain_mode(tmp_path: Path, term: str) -> None:
    terminal = Terminal(tmp_path / "home", columns=200, term=term)
    terminal.until("Plain mode.").until("===>").keys("signoff\r")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.written


def test_a_line_that_is_lost_ends_the_session_and_its_job(
    open_terminal: Open, tmp_path: Path
) -> None:
    terminal = open_terminal()
    terminal.hang_up()
    assert terminal.end() == 128 + signal.SIGHUP
    system = TinySystem(tmp_path / "home")
    assert [job.ended is not None for job in system.jobs if job.name.startswith("QPADEV")] == [True]
    system.close()


def test_a_line_that_is_lost_ends_a_session_that_hears_no_signal_of_it(
    open_terminal: Open, tmp_path: Path
) -> None:
    deaf = "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
    deaf += "from portres_tui.tui import local; local._LEAVING = (); "
    deaf += "from portres_tui.__main__ import main; sys.exit(main())"
    terminal = open_terminal(program=("-c", deaf))
    terminal.hang_up()
    assert terminal.end() == 128 + signal.SIGHUP


def test_a_stopped_session_leaves_the_terminal_to_the_shell_and_is_there_again(
    open_terminal: Open,
) -> None:
    terminal = open_terminal().keys("half typed").until("half typed").settle()
    before = terminal.picture
    terminal.signal(signal.SIGTSTP).settle()
    assert b"\x1b[?1049l" in terminal.written[-60:]
    terminal.spoil(b"\x1b[2J\x1b[H$ fg\r\n")
    terminal.signal(signal.SIGCONT).until_it_is(before)


@pytest.mark.parametrize("stopped", [True, False])
def test_a_terminal_is_given_back_as_it_was_before_all_that_happened_meanwhile(
    tmp_path: Path, stopped: bool
) -> None:
    terminal = Terminal(tmp_path)
    before = terminal.settings
    terminal.until("===>").settle()
    if stopped:
        terminal.signal(signal.SIGSTOP)
    terminal.signal(signal.SIGCONT).settle().command("signoff")
    try:
        assert terminal.end() == 0
        assert terminal.settings == before
    finally:
        terminal.close()


def test_a_terminal_that_is_resized_back_and_forth_shows_everything_again(
    open_terminal: Open,
) -> None:
    terminal = open_terminal(columns=100, rows=40).keys("half typed").until("half typed").settle()
    before = terminal.picture
    terminal.resize(90, 30).spoil(b"\x1b[2J").resize(100, 40).until_it_is(before)
    terminal.keys("!").until("half typed!")


def test_the_terminal_knows_its_size_better_than_the_environment(
    open_terminal: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "10")
    assert "is needed" not in open_terminal().text


def test_several_lines_that_are_pasted_press_no_enter(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.keys("dsptcpsvr server(*ftp)\rdsptcpsvr server(*pop)\r").until(
        "===> dsptcpsvr server(*ftp)"
    )
    terminal.settle()
    assert "IBM i Main Menu" in terminal.text


def test_a_key_switches_the_mouse_and_another_the_marks_of_a_paste(open_terminal: Open) -> None:
    terminal = open_terminal().settle()
    for keys, switched in {
        "\x1bw": b"\x1b[?1000l\x1b[?1006l",
        "\x1bW": b"\x1b[?1000h\x1b[?1006h",
        "\x1bv": b"\x1b[?2004h",
        "\x1bV": b"\x1b[?2004l",
    }.items():
        before = len(terminal.written)
        terminal.keys(keys).settle()
        assert switched in terminal.written[before:]
