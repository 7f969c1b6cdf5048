"""`python -m tests.bench SUBJECT`: figures, as ratios against a baseline of the same run.

Run by hand on a machine that does nothing else. Nothing here passes or fails.
"""

from __future__ import annotations

import sys
from importlib import import_module

SUBJECTS = ("start",)


def main() -> int:
    wanted = sys.argv[1:] or list(SUBJECTS)
    unknown = [name for name in wanted if name not in SUBJECTS]
    if unknown:
        print(f"no such subject: {', '.join(unknown)}; there are: {', '.join(SUBJECTS)}")
        return 2
    for name in wanted:
        import_module(f"tests.bench.{name}").main()
    return 0


sys.exit(main())
