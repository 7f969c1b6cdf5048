"""What stands in declarations fits where it is drawn."""

from __future__ import annotations

import pytest
from runner import Run

from portres_tui.commands import CATALOGUE
from portres_tui.display.buffer import COLUMNS
from portres_tui.display.paint import KEY_ROWS, flowed
from portres_tui.domain.system import JournalEntry
from portres_tui.domain.users import UserProfile
from portres_tui.panels import PANELS
from portres_tui.panels.lists import WorkWith
from portres_tui.panels.menus import FIRST_MESSAGE
from portres_tui.panels.model import Information, Menu, View

LISTS = {name: panel for name in PANELS if isinstance(panel := PANELS[name], WorkWith)}
MENUS = {name: panel for name in PANELS if isinstance(panel := PANELS[name], Menu)}

LABEL = 31
"""Columns of a prompt's label at the left edge; an indented one has two less."""

MESSAGE = 76
"""Columns of the message line before the sign that more messages wait."""

COMMAND_ROW = 19
"""Where a menu's command line begins."""


def lines(items: list[str], column: int) -> int:
    """The lines that these take, three blanks apart from each other, in 78 columns."""
    places = list(flowed(items, column, COLUMNS - 1))
    assert all(at + len(text) - 1 < COLUMNS for text, (_, at) in zip(items, places, strict=True))
    return places[-1][0] + 1


@pytest.mark.parametrize("name", PANELS)
def test_function_keys_fit_their_rows(name: str) -> None:
    panel = PANELS[name]
    for keys in filter(None, (panel.keys, getattr(panel, "more_keys", ()))):
        switched = [key._replace(label=key.other or key.label) for key in keys]
        for each in (keys, switched):
            assert lines([key.text for key in each], 2) <= len(KEY_ROWS) == 2
        assert len(keys) == len({key.key for key in keys})


@pytest.mark.parametrize("name", LISTS)
def test_the_options_of_a_list_fit_two_rows(name: str) -> None:
    assert lines([f"{each.number}={each.label}" for each in LISTS[name].options], 4) <= 2


VIEWS = {
    **{name: panel.columns for name, panel in LISTS.items()},
    **{f"{name} (F11)": panel.other for name, panel in LISTS.items() if panel.other},
}
"""The columns of each list, and those of its other view."""


@pytest.mark.parametrize("name", VIEWS)
def test_columns_stand_side_by_side_on_the_display(name: str) -> None:
    end = len(" Opt ")
    for column in VIEWS[name]:
        assert column.at > end, column.name
        assert len(column.headings[1]) <= column.width
        end = column.at + column.width
    assert end - 1 <= COLUMNS


@pytest.mark.parametrize("name", VIEWS)
def test_a_heading_over_several_columns_ends_before_the_next_one(name: str) -> None:
    upper = [(each.at, each.headings[0]) for each in VIEWS[name] if each.headings[0]]
    starts = [at for at, _ in upper]
    for (at, text), following in zip(upper, [*starts, COLUMNS + 2][1:], strict=False):
        assert at + len(text) < following


@pytest.mark.parametrize("name", LISTS)
def test_the_titles_of_a_list_and_of_its_confirm_panels_fit(name: str) -> None:
    titles = [LISTS[name].title, *(each.confirm for each in LISTS[name].options)]

    assert all(len(title) <= COLUMNS - 2 for title in titles)


@pytest.mark.parametrize("name", MENUS)
def test_a_menu_fits_above_its_command_line(name: str) -> None:
    menu = MENUS[name]
    rows = len(menu.choices) + len(menu.groups) - 1

    assert 5 + rows <= COMMAND_ROW
    assert all(6 + len(f"00. {each.text}") <= COLUMNS for each in menu.choices)
    assert (COLUMNS - len(menu.title)) // 2 > 2 + len(name), "the name stands before the title"


def test_the_first_message_fits() -> None:
    assert len(FIRST_MESSAGE) <= MESSAGE


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_title_of_a_prompt_fits(name: str) -> None:
    assert len(f"{CATALOGUE[name].prompt} ({name})") <= COLUMNS - 2


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_labels_of_a_prompt_fit(name: str) -> None:
    for parm in CATALOGUE[name].parms:
        assert len(parm.prompt) < LABEL
        for element in parm.elements:
            assert len(element.prompt) <= (LABEL if len(parm.elements) == 1 else LABEL - 2)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_label_begins_with_a_capital_and_is_no_sentence(name: str) -> None:
    parms = CATALOGUE[name].parms
    labels = [parm.prompt for parm in parms]
    labels += [element.prompt for parm in parms for element in parm.elements]

    assert all(label[0].isupper() and label.rstrip("')")[-1].isalnum() for label in labels)


def test_display_panels_have_titles_that_fit(run: Run) -> None:
    view = View(run.machine, run.clock(), run.session().messages, {})
    found = [panel for name in PANELS if isinstance(panel := PANELS[name], Information)]

    assert found and all(len(panel.title(view)) <= COLUMNS - 2 for panel in found)


LONGEST = [
    "ADDTCPPORT (60000 65535) *TCP LONGESTPRF",
    "ADDTCPPORT (60000 65535) *TCP LONGESTPRF",
    "RMVTCPPORT (60000 65535) *TCP LONGESTPRF",
    "RMVTCPPORT (60000 65535) *TCP LONGESTPRF",
    "ADDTCPPORT (65535 60000) *TCP LONGESTPRF",
    "ADDTCPPORT 1 *TCP LONGESTPRF",
    "RMVTCPPORT *ALL *TCP LONGESTPRF",
    "RMVTCPPORT *ALL *TCP LONGESTPRF",
    "RMVTCPPORT (*ALL 65535) *TCP LONGESTPRF",
    "ADDTCPPORT 1 *TCP LONGESTPRG",
    "STRTCPSVR",
    "STRTCPSVR *TELNET",
    "ENDTCPSVR",
    "ENDTCPSVR *TELNET",
    "STRTCPSVR *LONGESTSVR",
    "DSPTCPSVR *HTTP",
    "DSPJOBLOG 123456/LONGESTPRF/LONGESTJOB",
    "STRTCPSVR (*FTP *AUTOSTART)",
    "ADDTCPPORT 1 2 3 4 PROTOCOL(*TCP) PROTOCOLPROTOCOL(*TCP)",
    "GO LONGESTMNU",
    "NOSUCHCMND",
    "ADDTCPPORT PORT(1 2 3)",
    "ADDTCPPORT 1 *TCP 'LONGERTHANA",
    "ADDTCPPORT 1!",
]


def test_what_commands_say_fits_the_message_line_even_with_the_longest_data(run: Run) -> None:
    with run.machine.transaction(JournalEntry(0, "", "", "")):
        run.machine.profiles.put(UserProfile("LONGESTPRF"))
    said = [sent for text in LONGEST for sent in run(text).messages]
    worded = {run.session().messages.first_level(sent) for sent in said}

    assert len({sent.id for sent in said}) > 20
    assert {text for text in worded if len(text) > MESSAGE} == set()
