"""The serving process, and those who come to it: at its socket, by sshd, by its own SSH server."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from terminal import PATIENCE, Terminal

from portres_tui.store.sessions import live_sessions
from portres_tui.store.tiny import TinySystem

MAIN = "IBM i Main Menu"

PORTRES = (sys.executable, "-m", "portres_tui")


COUNTABLE = (sys.executable, str(Path(__file__).with_name("countable.py")))


def until(happened: Callable[[], object], what: str) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"{what} does not come"
        time.sleep(0.02)


class Serving:
    """`portres serve` on the machine in a folder, with more `words`; `by` is the beginning of a command line that
    makes somebody else run it."""

    def __init__(self, home: Path, *words: str, by: tuple[str, ...] = ()) -> None:
        self.home = home
        self.told = ""
        self.process = subprocess.Popen(
            [*by, *COUNTABLE, "serve", "--home", str(home), *words], stderr=subprocess.PIPE
        )
        assert self.process.stderr
        self._errors = self.process.stderr.fileno()
        os.set_blocking(self._errors, False)

    def ready(self) -> Serving:
        self.says("serving")
        found = re.search(r"SSH on .*:(\d+)", self.told)
        self._port = int(found[1]) if found else 0
        return self

    def says(self, text: str) -> Serving:
        """Wait until this is on its standard error."""

        def said() -> bool:
            with suppress(BlockingIOError):
                self.told += os.read(self._errors, 65536).decode()
            return text in self.told

        until(said, f"{text!r} of serve, which said {self.told!r},")
        return self

    @property
    def port(self) -> int:
        """Of its SSH server."""
        return self._port

    def attach(
        self, *words: str, environ: Mapping[str, str] | None = None, **how: object
    ) -> Terminal:
        """`portres attach` on a terminal."""
        command = (*PORTRES, "attach", "--home", str(self.home), *words)
        return Terminal(self.home, command=command, environ=environ or {}, **how)  # type: ignore[arg-type]

    def signal(self, number: int = signal.SIGTERM) -> Serving:
        self.process.send_signal(number)
        return self

    def end(self) -> int:
        """Wait until it has ended; the exit code."""
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        assert self.process.stderr
        self.process.stderr.close()

    def counted(self) -> tuple[int, int]:
        """Tasks and apps in it."""
        self.told = ""
        found = re.search(
            r"(\d+) (\d+) counted\n", self.signal(signal.SIGUSR1).says(" counted\n").told
        )
        assert found, self.told
        return int(found[1]), int(found[2])

    @property
    def descriptors(self) -> int:
        """How many it has open, but for the machine's file: each thread opens that once for itself, at
        its first work."""
        opened = []
        for each in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # it is closed just now
                opened.append(each.readlink().name)
        return sum(not name.startswith("machine.") for name in opened)

    @property
    def memory(self) -> int:
        """Private bytes that it holds."""
        text = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return sum(int(each) for each in re.findall(r"Private_\w+: +(\d+) kB", text)) * 1024

    def sessions(self) -> int:
        """Who is signed on."""
        return len(live_sessions(self.home))


def open_jobs(home: Path) -> list[str]:
    """Interactive jobs that have not ended."""
    system = TinySystem(home)
    try:
        return [job.id for job in system.jobs if job.name.startswith("QPADEV") and not job.ended]
    finally:
        system.close()


def cl(home: Path, *commands: str) -> None:
    """Run CL on a machine, as QSECOFR."""
    words = [word for each in commands for word in ("-c", each)]
    done = subprocess.run(
        [*PORTRES, "run", *words, "--home", str(home)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


PASSWORD = "Sesame-21-open"
"""Of everybody."""


def furnished(home: Path) -> Path:
    """A machine with ANN and BEN, who sign on with PASSWORD; OLD, whose password has expired; OFF, who
    is disabled; and a password for QSECOFR."""
    cl(
        home,
        f"CRTUSRPRF USRPRF(ANN) PASSWORD('{PASSWORD}') SPCAUT(*IOSYSCFG *JOBCTL)",
        f"CRTUSRPRF USRPRF(BEN) PASSWORD('{PASSWORD}')",
        f"CRTUSRPRF USRPRF(OLD) PASSWORD('{PASSWORD}') PWDEXP(*YES)",
        f"CRTUSRPRF USRPRF(OFF) PASSWORD('{PASSWORD}') STATUS(*DISABLED)",
        f"CHGUSRPRF USRPRF(QSECOFR) PASSWORD('{PASSWORD}')",
    )
    return home
