"""A machine that a serving process serves, with the real sshd before it: all on loopback, all ended
with the block.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

from portres_tui.domain.system import BY_SYSTEM, JournalEntry
from portres_tui.domain.users import Password, UserProfile
from portres_tui.opening import open_machine
from portres_tui.passwords import Argon2

SSHD = "/usr/sbin/sshd"

PROFILES = 100
"""Profiles of a class, from LRN001 on."""

AUTHORITIES = ("*IOSYSCFG", "*JOBCTL")
"""Of a learner: starts servers, and sees the job logs of others."""

PASSWORD = "Welcome-26"

ENV = {"TERM": "xterm-256color", "COLORTERM": "", "LANG": "C.UTF-8"}

_STARTS = 30.0
_ENDS = 5.0

_SSHD = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
PrintMotd no
PrintLastLog no
SetEnv PORTRES_HOME={home} SHLVL=2
"""
"""SHLVL keeps bash from reading the account's own ~/.bashrc, as it does for sshd: what that costs is
no part of a connection, and would make every ratio against it smaller."""


class Served(NamedTuple):
    """What is there: the folder of the machine and the one beside it, the process that serves, its
    SSH port, and the port of sshd. Key `plain` gets what it asks for from sshd, key `forced` gets
    `portres attach`; both are QSECOFR's."""

    folder: Path
    home: Path
    pid: int
    port: int
    sshd: int

    def ssh(self, port: int, key: str, *words: str) -> list[str]:
        """A client's command line: nothing of this account's own settings counts."""
        options = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
            "PasswordAuthentication": "no",
        }
        settings = [word for each in options.items() for word in ("-o", "=".join(each))]
        user = "QSECOFR" if port == self.port else getuser()
        where = ["-i", str(self.folder / key), "-p", str(port), f"{user}@127.0.0.1"]
        return ["ssh", "-F", "none", *settings, *where, *words]

    def private(self) -> int:
        """Bytes that belong to the serving process alone."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        lines = [line for line in rollup.splitlines() if line.startswith("Private")]
        return sum(int(line.split()[1]) for line in lines) * 1024

    def cpu(self) -> float:
        """Seconds that the serving process has computed so far."""
        words = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def switches(self) -> int:
        """How often one of its threads has gone to sleep so far."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/status")
        lines = [line for each in tasks for line in each.read_text().splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_"))


@contextmanager
def served(*, limited: bool = False) -> Iterator[Served]:
    """A new machine with a class of learners, served, behind sshd and by its own server; if
    `limited`, as a process serves that is told no limits."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for key in ("host", "plain", "forced"):
            keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)]
            subprocess.run(keygen, check=True)
        home = folder / "machine"
        _make(home, (folder / "plain.pub").read_text())
        program = str(Path(sys.executable).parent / "portres")
        port, sshd = _free_port(), _free_port()
        serve = [program, "serve", "--home", str(home), "--ssh", str(port)]
        with (
            _process([*serve, *([] if limited else _UNLIMITED)], home, port) as pid,
            _sshd(folder, home, sshd, f"{program} attach"),
        ):
            yield Served(folder, home, pid, port, sshd)


_UNLIMITED = [
    word for each in ("sessions", "per-profile", "tries", "logins") for word in (f"--{each}", "0")
]


def _make(home: Path, key: str) -> None:
    made = Argon2().hash(PASSWORD)
    now = time.time()
    with closing(open_machine(home)) as system:
        officer = system.profiles.get("QSECOFR")
        assert officer
        with system.transaction(JournalEntry(now, *BY_SYSTEM, "")):
            system.profiles.put(officer._replace(ssh_keys=(" ".join(key.split()[:2]),)))
            for number in range(1, PROFILES + 1):
                learner = UserProfile(learner_of(number), special_authorities=AUTHORITIES)
                system.profiles.put(learner)
                system.passwords.put(Password(learner.name, made, now))


def learner_of(number: int) -> str:
    """The profile of a learner, from 1."""
    return f"LRN{number:03}"


@contextmanager
def _sshd(folder: Path, home: Path, port: int, forced: str) -> Iterator[int]:
    plain, attach = ((folder / f"{key}.pub").read_text() for key in ("plain", "forced"))
    (folder / "authorized").write_text(f'{plain}command="{forced}" {attach}')
    config = folder / "sshd_config"
    config.write_text(_SSHD.format(port=port, folder=folder, home=home))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd separates its privileges there
    with _process([SSHD, "-D", "-e", "-f", str(config)], home, port) as pid:
        yield pid


@contextmanager
def _process(command: Sequence[str], home: Path, port: int) -> Iterator[int]:
    """A process, from when it listens at a port on. What it says goes to a file."""
    environ = {**os.environ, **ENV, "PORTRES_HOME": str(home)}
    with (home.parent / f"{Path(command[0]).name}.said").open("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environ)
        try:
            end = time.monotonic() + _STARTS
            while not _listens(port):
                if process.poll() is not None or time.monotonic() > end:
                    said.seek(0)
                    raise RuntimeError(f"{command[0]} does not listen: {said.read()}")
                time.sleep(0.05)
            yield process.pid
        finally:
            for _ in range(2):  # the second time, users get no minute
                process.send_signal(signal.SIGTERM)
                time.sleep(0.2)
            try:
                process.wait(_ENDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
