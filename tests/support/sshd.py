"""A real sshd on the loopback address, with a key, a configuration and users of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from sshclients import made_key
from terminal import PATIENCE

PROGRAM = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")

CONFIGURATION = """\
HostKey {folder}/host_key
PidFile {folder}/pid
AuthorizedKeysFile {folder}/authorized_keys
ListenAddress 127.0.0.1:{port}
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
PermitUserRC no
PrintMotd no
PrintLastLog no
LogLevel VERBOSE
{more}
"""


class Sshd:
    """`keys` are lines of options, one for each key: what stands before it in authorized_keys."""

    def __init__(self, folder: Path, more: str = "", keys: tuple[str, ...] = ("",)) -> None:
        assert PROGRAM
        folder.mkdir(parents=True, exist_ok=True)
        self.user = pwd.getpwuid(os.getuid()).pw_name
        self.keys: list[Path] = []
        lines = []
        for number, options in enumerate(keys):
            (folder / str(number)).mkdir()
            path, public = made_key(folder / str(number))
            self.keys.append(path)
            lines.append(f"{options} {public}\n".lstrip())
        (folder / "authorized_keys").write_text("".join(lines))
        made_key(folder)[0].rename(folder / "host_key")
        self.port = _free_port()
        text = CONFIGURATION.format(folder=folder, port=self.port, more=more)
        (folder / "sshd_config").write_text(text)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.log = (folder / "log").open("w")
        words = [PROGRAM, "-D", "-e", "-f", str(folder / "sshd_config")]
        self.process = subprocess.Popen(words, stderr=self.log, stdin=subprocess.DEVNULL)
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                assert time.monotonic() < end and self.process.poll() is None, self.told
                time.sleep(0.02)
            else:
                return

    @property
    def told(self) -> str:
        return Path(self.log.name).read_text()

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.log.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def attach(home: Path, *words: str) -> str:
    """The command line of `portres attach`, for a configuration."""
    return " ".join((sys.executable, "-m", "portres_tui", "attach", "--home", str(home), *words))
