"""The lines of a prompt: fields that are longer than a row."""

from __future__ import annotations

import pytest
from walker import Walker

from portres_tui.cl.definition import Parm, parm
from portres_tui.cl.types import Name, Text
from portres_tui.display.promptlines import CAPACITY, lines_of


def parms(*lengths: int) -> list[Parm]:
    return [parm(f"P{n}", "Text", Text(length)) for n, length in enumerate(lengths)]


@pytest.mark.parametrize(
    ("length", "keywords", "rows"),
    [
        (44, False, 1),
        (45, False, 2),
        (124, False, 2),
        (125, False, 3),
        (31, True, 1),
        (32, True, 2),
    ],
)
def test_a_long_field_has_the_rows_that_it_runs_on(length: int, keywords: bool, rows: int) -> None:
    lines = lines_of(parms(length), {}, keywords=keywords)

    assert [line.elem is not None for line in lines] == [True, *[False] * (rows - 1)]
    assert all(line.parm.keyword == "P0" for line in lines)


def test_a_long_field_stands_on_one_page() -> None:
    lines = lines_of([*parms(*[10] * (CAPACITY - 1)), parm("LONG", "Long", Text(200))], {})

    (at,) = [n for n, line in enumerate(lines) if line.parm.keyword == "LONG" and line.elem]
    assert at == CAPACITY
    assert len(lines) == CAPACITY + 3


def test_a_short_field_stays_where_it_is() -> None:
    assert len(lines_of([parm("P", "Name", Name(10))] * CAPACITY, {})) == CAPACITY


def test_text_is_typed_over_the_edge_and_arrives_whole() -> None:
    walker = Walker()
    text = "Orders of the shop, from half past seven to seven"
    walker.command("?ADDSRVTBLE 'shop' 8205 'tcp'").to("TEXT.0").press("erase_eof").type(text)

    walker.press("enter")

    (entry,) = walker.session.system.services.find(name="shop")
    assert entry.text == text


def test_a_name_that_f4_lists_is_taken_as_it_is_written() -> None:
    walker = Walker()
    walker.to("command").type("RMVSRVTBLE").press("f4").to("SERVICE.0").press("f4")
    assert walker.shows("as-admin-http")

    walker.click("as-central-s")

    assert walker.fields()["SERVICE.0"] == "as-central-s"
    walker.to("SERVICE.0").press("f4").press("erase_eof").type("ftp-data").press("enter")
    assert walker.fields()["SERVICE.0"] == "ftp-data"
