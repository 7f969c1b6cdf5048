"""Who of the computer's accounts may use a machine: its owner, or the folder's group too.

SQLite gives the files that it lays beside a database the permissions of the database, and a folder with
the set-group-ID bit gives them its group. So it is enough to set a machine's files once.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from enum import Enum
from pathlib import Path

from portres_tui.store.errors import Refused
from portres_tui.store.making import FILE, write_lock
from portres_tui.store.outside import unwritten


class Sharing(Enum):
    """Permissions of the folder, and of the files in it."""

    NOBODY = 0o0700, 0o600
    ATTACH = 0o2710, 0o600
    READ = 0o2750, 0o640
    GROUP = 0o2770, 0o660


_OWN = (
    f"{FILE}*",
    "machine.lock",
    "portres.log",
    "accounts",
    "sessions",
    "sessions/*",
    "print",
    "print/*",
)
"""What belongs to a machine, in its folder."""


def share(home: Path, sharing: Sharing) -> int:
    """Let the group of the folder `home` use the machine in it, or nobody but the owner. The number
    of the group.

    Refused when this account is not in the group; MachineNotWritten when something belongs to
    another account.
    """
    group = home.stat().st_gid
    with write_lock(home).held():  # which makes the file of the lock, if it is missing
        for pattern in _OWN:
            for path in home.glob(pattern):
                with suppress(FileNotFoundError):
                    _set(path, group, sharing)
        _set(home, group, sharing)
    return group


def _set(path: Path, group: int, sharing: Sharing) -> None:
    folder_mode, file_mode = sharing.value
    mode = folder_mode if path.is_dir() else file_mode
    with unwritten(path):
        os.chown(path, -1, group, follow_symlinks=False)
        path.chmod(mode)
    if path.stat().st_mode & stat.S_ISGID != mode & stat.S_ISGID:
        raise Refused(f"This account is not in the group of {path}; `chgrp` gives it another.")
