"""Public keys of SSH as profiles keep them: type and base64, separated by a blank, without a comment.

A key is looked at only as far as to tell that it is one; whether somebody holds it is the SSH server's
to find out. Knows no store.
"""

from __future__ import annotations

import base64
import binascii

TYPES = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)

LONGEST = 1000
"""Characters of a key, a comment included."""

MOST = 20
"""Keys of a profile."""


def plain(text: str) -> str:
    """A key as it is kept; ValueError for what is none."""
    kind, encoded, *_ = [*text.split(), "", ""][:3]
    if kind not in TYPES:
        raise ValueError(kind)
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ValueError(kind) from error
    if data[4 : 4 + int.from_bytes(data[:4])] != kind.encode() or len(data) < 4 + len(kind) + 8:
        raise ValueError(kind)
    return f"{kind} {encoded}"


def shown(key: str) -> str:
    """What tells a key from others on a panel: its type and the end of it."""
    kind, _, encoded = key.partition(" ")
    return f"{kind} ...{encoded[-16:]}"
