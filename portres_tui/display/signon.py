"""The way in: Sign On, what may come behind it, and the first password of a new machine.

Forms of a conversation that nobody is signed on to, so no command runs here. Whether somebody may
sign on is asked of a `Gate`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from portres_tui.cl.interpreter import Interpreter, Reply
from portres_tui.display.form import FormFrame, HandIn
from portres_tui.display.frame import Frame, Talk
from portres_tui.display.kinds import menu_of
from portres_tui.domain.messages import EscapeMessage, diagnostic, information
from portres_tui.domain.requester import Requester
from portres_tui.panels.forms import Form

if TYPE_CHECKING:
    from portres_tui.panels.model import Panel

Typed = Mapping[str, str]


class Nothing(Interpreter):
    """What can be run where nobody is signed on."""

    def run(self, text: str, requester: Requester, *, typed: bool = False) -> Reply:
        return Reply((diagnostic("PRT1041"),), failed=True)


class Gate(Protocol):
    """Lets in. An EscapeMessage says why not, and which fields are wrong."""

    @property
    def device(self) -> str: ...

    def fresh(self) -> bool:
        """Has the machine's security officer no password yet?"""

    def first(self, typed: Typed) -> None:
        """Give him his first one."""

    def knock(self, typed: Typed) -> bool:
        """Try to sign on. False when the password has to be changed first."""

    def renew(self, typed: Typed) -> None:
        """Change it, and sign on."""


class Door:
    """The forms in front of a machine. F3 on the first of them ends the program, as one switches off
    a display station."""

    def __init__(self, gate: Gate, panels: Mapping[str, Panel]) -> None:
        self._gate = gate
        self._panels = panels

    def frames(self) -> list[Frame]:
        """What a sign-on begins with; the last one is on top."""
        sign_on = self._form("SIGNON", self._sign_on, _end, device=self._gate.device)
        first = self._form("FIRSTPWD", self._first, _end)
        return [sign_on, first] if self._gate.fresh() else [sign_on]

    def _form(
        self,
        name: str,
        hand_in: HandIn,
        leaves: Callable[[Talk], None] | None = None,
        **arguments: object,
    ) -> FormFrame:
        panel = self._panels[name]
        assert isinstance(panel, Form)
        return FormFrame(panel, arguments, hand_in, leaves)

    def _first(self, typed: Typed, talk: Talk) -> None:
        self._gate.first(typed)
        talk.back(cancelled=False)
        talk.tell(information("PRT1035"))

    def _sign_on(self, typed: Typed, talk: Talk) -> None:
        if not typed["USER"]:
            raise EscapeMessage("PRT1030", at=("USER.0",))
        if typed["MENU"] and not menu_of(typed["MENU"], self._panels):
            raise EscapeMessage("PRT0501", at=("MENU.0",), menu=typed["MENU"])
        if not self._gate.knock(typed):
            talk.push(self._form("CHGPWD", self._renew, self._ask, user=typed["USER"]))
            talk.tell(information("PRT1034"))

    def _renew(self, typed: Typed, talk: Talk) -> None:
        self._gate.renew(typed)

    def _ask(self, talk: Talk) -> None:
        """Who does not want to change the password that has expired signs on no more."""
        talk.push(self._form("EXITSGN", self._exit))

    def _exit(self, typed: Typed, talk: Talk) -> None:
        if typed["EXIT"] not in ("Y", "N"):
            raise EscapeMessage("PRT1036", at=("EXIT.0",))
        talk.back()
        if typed["EXIT"] == "Y":
            talk.back()


def _end(talk: Talk) -> None:
    talk.answered(Reply((), signed_off=True))
