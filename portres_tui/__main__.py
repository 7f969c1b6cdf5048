"""The entry point: no words start the app at once, anything else is for the shell commands."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Exit codes: 0 done, 1 a command failed, 2 could not start, 130 broken off before it began."""
    try:
        return _main()
    except KeyboardInterrupt:
        return 130


def _main() -> int:
    words = sys.argv[1:]
    if words[:1] == ["attach"]:
        from portres_tui.cli.attach import quick

        code = quick(words[1:])
        if code is not None:
            return code
    if words:
        from portres_tui.cli.words import parse

        return parse(words)
    gc.disable()  # nothing of what is loaded now is garbage; the app switches it on again
    from portres_tui.cli.start import start

    return start()


if __name__ == "__main__":
    sys.exit(main())
