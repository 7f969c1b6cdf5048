"""The frame of each kind of panel. A kind is loaded when one of its panels is first shown, so that
the first panel does not wait for the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from portres_tui.display.buffer import Display
from portres_tui.display.frame import Frame, Talk, Topic
from portres_tui.display.menu import MenuFrame
from portres_tui.domain.requester import Requester
from portres_tui.panels.forms import Form
from portres_tui.panels.model import CommandEntry, Information, Menu, Selection, View

if TYPE_CHECKING:
    from portres_tui.cl.interpreter import Prompting
    from portres_tui.panels.lists import WorkWith
    from portres_tui.panels.model import Panel


def frame_of(panel: Panel, arguments: Mapping[str, Any]) -> Frame:
    """The frame that shows a panel."""
    if isinstance(panel, Menu):
        return MenuFrame(panel)
    if isinstance(panel, Information):
        return information(panel, arguments)
    if isinstance(panel, Selection):
        return _selection(panel, arguments)
    if isinstance(panel, CommandEntry):
        from portres_tui.display.entry import EntryFrame

        return EntryFrame(panel)
    if isinstance(panel, Form):
        return _form(panel, arguments)
    return _list(panel, arguments)


def printed(panel: Panel, view: View) -> list[str]:
    """The text of a panel in pages, as it is printed."""
    from portres_tui.display import listing

    assert not isinstance(panel, Menu | Selection | CommandEntry | Form)
    return listing.printed(panel, view)


def printed_screen(display: Display, view: View, who: Requester) -> list[str]:
    """What is seen on a display in pages, and whose it is."""
    from portres_tui.display import listing

    return listing.printed_screen(display, view, who)


MAIN = "MAIN"


def menu_of(name: str, panels: Mapping[str, Panel]) -> Menu | None:
    """The menu of that name, if it can be gone to."""
    found = panels.get(name)
    return found if isinstance(found, Menu) and not found.by_command else None


def first_menu(name: str, panels: Mapping[str, Panel]) -> Menu:
    """The menu that a session begins with: the main menu if there is none of that name."""
    first = menu_of(name, panels) or menu_of(MAIN, panels)
    assert first
    return first


def information(panel: Information, arguments: Mapping[str, Any]) -> Frame:
    """The frame of a display panel."""
    if panel.pages:
        from portres_tui.display.paged import PagedFrame

        return PagedFrame(panel, panel.pages, dict(arguments))
    if panel.scanned:
        from portres_tui.display.scanned import ScannedFrame

        return ScannedFrame(panel, dict(arguments))
    from portres_tui.display.pages import InformationFrame

    return InformationFrame(panel, dict(arguments))


def confirm(title: str, text: str) -> Frame:
    """The panel that asks before the CL text of a function key is run."""
    from portres_tui.display.pages import InformationFrame
    from portres_tui.panels.confirm import confirming

    return InformationFrame(confirming(title, text), {})


def prompt(prompting: Prompting) -> Frame:
    """The frame of a command's prompt."""
    from portres_tui.display.prompt import PromptFrame

    return PromptFrame(prompting.command, prompting.given, prompting.problems)


def command_window() -> Frame:
    """The frame of a command line in a window."""
    from portres_tui.display.commandwindow import CommandWindowFrame

    return CommandWindowFrame()


INTERRUPTS = {"attn": "ASSIST", "sysreq": "SYSREQ"}
"""The keys that work on top of everything, and the menus that they lead to."""


def interrupt(key: str, frames: Sequence[Frame], panels: Mapping[str, Panel], talk: Talk) -> None:
    """Attn and System Request: what is on the display stays as it is, and comes back so."""
    from portres_tui.display.interrupt import interrupt

    interrupt(key, panels[INTERRUPTS[key]], frames, talk)


def help_window(topic: Topic, section: str) -> Frame:
    """The frame of a help text."""
    from portres_tui.display.help import HelpFrame

    return HelpFrame(topic, section if section in topic.sections else "")


def _selection(panel: Selection, arguments: Mapping[str, Any]) -> Frame:
    from portres_tui.display.selection import SelectionFrame

    return SelectionFrame(panel, dict(arguments))


def _form(panel: Form, arguments: Mapping[str, Any]) -> Frame:
    from portres_tui.display.form import FormFrame

    return FormFrame(panel, arguments)


def _list(panel: WorkWith, arguments: Mapping[str, Any]) -> Frame:
    from portres_tui.display.worklist import WorkListFrame

    return WorkListFrame(panel, dict(arguments))
