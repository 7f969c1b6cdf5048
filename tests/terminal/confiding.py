"""portres with one more command, which takes a secret."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from fuzz.secrets import CATALOGUE

from portres_tui import commands
from portres_tui.__main__ import main

commands.CATALOGUE = CATALOGUE  # type: ignore[assignment]
sys.exit(main())
