"""What macOS says of the file system of a path: whether it is on this computer, and of which type.

The kernel tells it by `statfs`, which Python does not offer. Where its answer is not as it is
expected, nothing is said.
"""

from __future__ import annotations

import ctypes
import os
from itertools import chain
from pathlib import Path
from struct import Struct

ANSWER = Struct("=56xIII4x16s1024s1024s32x")
"""`struct statfs` of <sys/mount.h> with 64-bit file numbers: of its fields the owner, the type's number,
the flags, the type's name, where it is mounted, and what."""

LOCAL = 0x1000
"""MNT_LOCAL: the file system is stored on this computer."""

_NAMES = ("statfs$INODE64", "statfs")
"""On an Intel processor the plain name gives an older answer."""


def network_type(path: Path) -> str:
    """The type of the network file system that `path`, which need not exist, is on; empty when it
    is on none."""
    place = Path(os.path.realpath(path))
    there = next(each for each in chain((place,), place.parents) if each.exists())
    answer = _asked(os.fsencode(there))
    return told(answer) if answer else ""


def told(answer: bytes) -> str:
    """The type of a file system by what `statfs` answers, when it is not on this computer; empty when
    it is, or when the answer makes no sense."""
    _, _, flags, kind, mounted, _ = ANSWER.unpack(answer)
    name = kind.partition(b"\0")[0].decode("ascii", "replace")
    root = os.fsdecode(mounted.partition(b"\0")[0])
    sensible = name.isprintable() and name and root.startswith("/")
    return name if sensible and not flags & LOCAL else ""


def _asked(path: bytes) -> bytes:
    """What `statfs` answers; empty when it fails or is not there."""
    library, buffer = ctypes.CDLL(None), ctypes.create_string_buffer(2 * ANSWER.size)
    for name in _NAMES:
        if ask := getattr(library, name, None):
            return buffer.raw[: ANSWER.size] if ask(path, buffer) == 0 else b""
    return b""
