"""Somebody with an account of his own at a machine: `account.py UID GROUP,GROUP FOLDER`.

Does what a line on standard input names, and answers with a line of JSON. Run by root, it becomes
the account first; by anybody else, it stays who it is. What it may need is imported before that,
because the account may not be able to read it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from portres_tui.domain.system import JournalEntry, MachineError, SystemValue
from portres_tui.store import snapshots
from portres_tui.store.sharing import Sharing, share
from portres_tui.store.tiny import TinySystem

assert snapshots

HEADER = JournalEntry(1.0, "100001/OPER/QPADEV0001", "OPER", "X")


class Account:
    """What it can do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.system: TinySystem | None = None

    def open(self) -> dict[str, Any]:
        self.system = TinySystem.open(self.folder, self._fill)
        opened = self.system.db.rows.opened
        return {"read_only": opened.read_only, "taken": opened.taken}

    def read(self) -> int:
        assert self.system
        row = self.system.values.get("COUNT")
        return int(row.value) if row else 0

    def add(self) -> int:
        assert self.system
        with self.system.transaction(HEADER):
            number = self.read() + 1
            self.system.values.put(SystemValue("COUNT", str(number)))
        return number

    def share(self) -> None:
        share(self.folder, Sharing.GROUP)

    def show(self) -> None:
        share(self.folder, Sharing.READ)

    def keep(self) -> None:
        share(self.folder, Sharing.NOBODY)

    def close(self) -> None:
        assert self.system
        self.system.close()

    def _fill(self, system: Any) -> None:
        with system.transaction(HEADER):
            system.values.put(SystemValue("COUNT", "0"))


def become(user: int, groups: list[int]) -> None:
    if os.geteuid() == 0:
        os.setgroups(groups)
        os.setgid(groups[0])
        os.setuid(user)


def answer(deed: Callable[[], Any]) -> Any:
    try:
        return deed()
    except MachineError as error:
        return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    account = Account(Path(sys.argv[3]))
    become(int(sys.argv[1]), [int(each) for each in sys.argv[2].split(",")])
    for line in sys.stdin:
        print(json.dumps(answer(getattr(account, line.strip()))), flush=True)
