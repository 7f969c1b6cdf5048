"""Every panel as 24 lines of text, then its fields, attributes and cursor.

`PORTRES_UPDATE=1 pytest tests/display/test_panels.py` writes the files anew; read the difference.
"""

import os
from pathlib import Path

import pytest
from walker import Walker
from walks import WALKS

FOLDER = Path(__file__).parent.parent / "displays"


@pytest.mark.parametrize("name", WALKS)
def test_the_panel_looks_as_its_golden_file_says(name: str) -> None:
    walker = Walker()
    WALKS[name](walker)
    file = FOLDER / f"{name}.txt"
    if os.environ.get("PORTRES_UPDATE"):
        file.write_text(walker.golden())
    assert walker.golden() == file.read_text()


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == WALKS.keys()
