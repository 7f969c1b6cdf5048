"""The entry point: no words start the app at once, anything else is for the shell commands."""

from __future__ import annotations

import sys


def main() -> int:
    """Exit codes: 0 done, 1 a command failed, 2 could not start."""
    from portres_tui.cli.start import start
    from portres_tui.cli.words import parse

    words = sys.argv[1:]
    if not words:
        return start()
    return parse(words)


if __name__ == "__main__":
    sys.exit(main())
