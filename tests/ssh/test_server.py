"""The machine's own SSH server, as its clients see it."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import asyncssh
import pytest
from serving import MAIN, PASSWORD, Serving, cl
from sshclients import Session, connected, made_key, options
from terminal import Terminal


async def test_the_password_of_a_profile_signs_on_and_signoff_closes_the_connection(
    server: Serving,
) -> None:
    async with connected(server, "ann") as connection:
        session = await Session.open(connection)
        await session.until(MAIN, "===>")
        session.keys("wrkssn\r")
        await session.until("Work with Sessions", "ANN")
        session.keys("\x1bOR")
        await session.until(MAIN)
        session.keys("signoff\r")

        assert await session.end() == (0, "")
        await connection.wait_closed()
    assert b"\x1b[?1049h" in session.written


async def test_the_end_of_input_ends_the_session_and_gives_the_terminal_back(
    server: Serving,
) -> None:
    async with connected(server, "ann") as connection:
        session = await (await Session.open(connection)).until(MAIN, "===>")
        session.process.stdin.write_eof()
        session.written += await session.process.stdout.read()
        assert await session.end() == (0, "")
        assert session.written.endswith(b"\x1b[?1049l\x1b[?25h")
    async with connected(server, "ann") as connection:
        early = await Session.open(connection)
        early.process.stdin.write_eof()
        assert await early.end() == (0, "")


REFUSED = (
    ("ann", "wrong"), ("off", PASSWORD), ("nobody1", PASSWORD), ("qtcp", PASSWORD),
    ("a\x00nn", PASSWORD), ("ann\x1b[2J", PASSWORD), ("", PASSWORD), ("A" * 300, PASSWORD),
    ("*NONE", PASSWORD), ("ann", ""), ("ann", "\x00" * 50), ("old", PASSWORD),
)  # fmt: skip


async def test_anybody_else_is_refused(server: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncssh.connection, "saslprep", str)  # a client that sends anything
    for user, password in REFUSED:
        with pytest.raises(asyncssh.DisconnectError):
            async with connected(server, user, password=password):
                pass
        async with connected(server, "ann"):
            pass


class Changes(asyncssh.SSHClient):
    """Whoever is asked for another password."""

    asked: list[str]

    def __init__(self, *words: str) -> None:
        self.words = list(words)
        self.asked = []

    def password_change_requested(self, prompt: str, lang: str) -> tuple[str, str]:
        self.asked.append(prompt)
        return PASSWORD, self.words.pop(0)


async def test_an_expired_password_is_changed_first_and_what_is_wrong_with_the_new_one_is_told(
    server: Serving, machine: Path
) -> None:
    cl(machine, f"CRTUSRPRF USRPRF(LATE) PASSWORD('{PASSWORD}') PWDEXP(*YES)")
    client = Changes("a", "Sesame-22-open")
    async with connected(server, "late", client_factory=lambda: client) as connection:
        assert (await connection.run("DSPTCPSVR SERVER(*FTP)")).exit_status == 0
    assert client.asked[0] == "Password has expired. Choose another one."
    assert "assword" in client.asked[1] and client.asked[1] != client.asked[0]

    async with connected(server, "late", password="Sesame-22-open"):
        pass
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(server, "late"):
            pass


async def test_a_public_key_signs_on_as_long_as_the_profile_has_it_and_is_enabled(
    server: Serving, machine: Path, tmp_path: Path
) -> None:
    path, public = made_key(tmp_path)
    by = {"password": None, "client_keys": [str(path)]}
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(server, "ben", **by):
            pass
    cl(machine, f"CHGSSHKEY ACTION(*ADD) USRPRF(BEN) KEY('{public}')")
    async with connected(server, "ben", **by) as connection:
        assert (await connection.run("DSPTCPSVR SERVER(*FTP)")).exit_status == 0
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(server, "ann", **by):
            pass
    cl(machine, "CHGUSRPRF USRPRF(BEN) STATUS(*DISABLED)")
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(server, "ben", **by):
            pass
    cl(machine, "CHGUSRPRF USRPRF(BEN) STATUS(*ENABLED)", "CHGSSHKEY *CLEAR USRPRF(BEN)")
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(server, "ben", **by):
            pass


def test_the_command_ssh_on_a_terminal_by_password(server: Serving, tmp_path: Path) -> None:
    terminal = Terminal(
        tmp_path, command=(*options(server.port), "-tt", "ann@127.0.0.1"), term="vt220"
    )
    try:
        before = terminal.settings
        terminal.until("password:").keys(f"{PASSWORD}\r").until(MAIN, "===>")
        terminal.command("wrkssn").until("Work with Sessions", "127.0.0.1")
        terminal.resize(120, 40).until("Work with Sessions", "Job log")
        terminal.keys("\x1bOR").until(MAIN).command("signoff")
        assert terminal.end() == 0
        assert terminal.settings == before
    finally:
        terminal.close()


async def test_cl_and_two_words_are_run_and_nothing_else(server: Serving) -> None:
    async with connected(server, "ann") as ann, connected(server, "qsecofr") as officer:
        add = "ADDTCPPORT PORT(9090) PROTOCOL(*TCP) USRPRF(APPUSER)"
        first, again = await ann.run(add), await ann.run(add)
        assert (first.exit_status, again.exit_status) == (0, 1), first.stdout
        assert "Port restriction added" in str(first.stdout)
        refused = await ann.run("sftp-server")
        assert refused.exit_status == 1 and "only check, journal" in str(refused.stderr)
        assert "*AUDIT or *ALLOBJ" in str((await ann.run("check")).stdout)
        checked = await officer.run("check --json")
        assert checked.exit_status == 0 and str(checked.stdout).startswith("{")
        assert (await officer.run("check --home /")).exit_status == 1
        bare = await ann.run()
        assert bare.exit_status == 2 and "needs a terminal (ssh -t)" in str(bare.stderr)


async def test_a_command_on_a_terminal_ends_its_lines_as_a_terminal_wants_it(
    server: Serving,
) -> None:
    async with connected(server, "ann") as connection:
        done = await connection.run("DSPTCPSVR SERVER(*FTP)", term_type="xterm", encoding=None)
        assert b"\r\n" in done.stdout and b"\x1b" not in done.stdout


async def test_what_is_sent_follows_the_clients_environment(server: Serving) -> None:
    async with connected(server, "ann") as connection:
        plain = await (await Session.open(connection, env={"NO_COLOR": "1"})).until(MAIN, "===>")
        coloured = await (await Session.open(connection)).until(MAIN, "===>")
        assert b"[92" in coloured.written and b"[92" not in plain.written
        dumb = await Session.open(connection, term="dumb")
        await dumb.until("===>")
        assert b"\x1b" not in dumb.written


async def test_a_session_that_somebody_ends_says_so(server: Serving, machine: Path) -> None:
    async with connected(server, "ann") as connection, connected(server, "qsecofr") as officer:
        session = await (await Session.open(connection)).until(MAIN, "===>")
        session.keys("wrkssn\r")
        await session.until("Work with Sessions")
        job = next(
            w for line in session.text.splitlines() if " ANN " in line for w in [line.split()]
        )
        ended = await officer.run(f"ENDJOB JOB({job[2]}/ANN/{job[1]}) OPTION(*IMMED)")
        assert ended.exit_status == 0
        code, told = await session.end()
        assert code == 1 and told.startswith("portres: ") and "ended" in told


async def test_limits_are_kept_and_told(tmp_path: Path, machine: Path) -> None:
    serving = Serving(
        machine_copy(machine, tmp_path), "--ssh", "0",
        *("--sessions", "3", "--per-profile", "2", "--tries", "2", "--logins", "6"),
    ).ready()  # fmt: skip
    try:
        async with connected(serving, "ann") as ann, connected(serving, "ben") as ben:
            for _ in range(2):
                await (await Session.open(ann)).until("===>")
            third = await Session.open(ann)
            assert await third.end() == (
                1, "portres: 2 sessions of ANN are signed on, and no more may be.\r\n",
            )  # fmt: skip
            await (await Session.open(ben)).until("===>")
            fourth = await Session.open(ben)
            assert "3 sessions are signed on" in (await fourth.end())[1]
        for _ in range(2):
            with pytest.raises(asyncssh.PermissionDenied):
                async with connected(serving, "ann", password="wrong"):
                    pass
        with pytest.raises(asyncssh.DisconnectError, match="Too many failed sign-ons"):
            async with connected(serving, "ann"):
                pass
    finally:
        serving.close()


async def test_too_many_connections_of_an_address_and_too_many_that_say_nothing(
    tmp_path: Path, machine: Path
) -> None:
    serving = Serving(
        machine_copy(machine, tmp_path), "--ssh", "0", "--logins", "42", "--waiting", "40"
    ).ready()
    try:
        silent = [await asyncio.open_connection("127.0.0.1", serving.port) for _ in range(40)]
        with pytest.raises(asyncssh.DisconnectError, match="Too many are about to sign on"):
            async with connected(serving):
                pass
        for _, writer in silent:
            writer.close()
        await asyncio.sleep(0.1)
        async with connected(serving):
            pass
        with pytest.raises(
            asyncssh.DisconnectError, match="Too many connections from your address"
        ):
            async with connected(serving):
                pass
    finally:
        serving.close()


def machine_copy(machine: Path, folder: Path) -> Path:
    home = folder / "home"
    cl_backup = folder / "copy.db"
    from serving import PORTRES

    for words in (("backup", str(cl_backup), "--home", str(machine)),):
        subprocess.run([*PORTRES, *words], check=True, capture_output=True)
    home.mkdir(mode=0o700)
    (home / "machine.db").write_bytes(cl_backup.read_bytes())
    (home / "machine.db").chmod(0o600)
    return home
