"""What may be run from outside without a screen: CL as the caller's profile, and a few shell commands
that only look, without the options that name a file or another profile.

Reads text and decides; runs nothing.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import NamedTuple

ALLOWED: Mapping[str, frozenset[str]] = {
    "check": frozenset({"--json"}),
    "journal": frozenset(
        {"--json", "--since", "--until", "--profile", "--command", "--object", "--last"}
    ),
}
"""Shell commands by name, each with the options that may be given."""

MAXIMUM = 32_702
"""Characters that a command may have, as in CL."""


class NotAllowed(Exception):
    """Why not, and what is possible; one sentence or two."""


class Remote(NamedTuple):
    """CL text, or the words of a shell command."""

    cl: str = ""
    words: tuple[str, ...] = ()


def read(text: str) -> Remote:
    """What a caller's text asks for. NotAllowed if that is nothing of the kind.

    CL begins in upper case; a first word in lower case is a shell command.
    """
    if len(text) > MAXIMUM:
        raise NotAllowed(f"The command has {len(text)} characters; {MAXIMUM} are allowed.")
    first = text.split(maxsplit=1)[:1]
    if not first or not first[0].islower():
        return Remote(cl=text)
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise NotAllowed(f"{error}.".capitalize()) from error
    name, *rest = words
    if name not in ALLOWED:
        raise NotAllowed(
            f"{name[:40]!a} is not allowed here, only {', '.join(ALLOWED)}. CL commands begin in"
            " upper case: DSPTCPSVR SERVER(*FTP)."
        )
    for word in rest:
        option = word.partition("=")[0]
        if option.startswith("-") and option not in ALLOWED[name]:
            raise NotAllowed(
                f"{name}: option {option[:40]!a} is not allowed here, only"
                f" {', '.join(sorted(ALLOWED[name]))}."
            )
    return Remote(words=(name, *rest))
