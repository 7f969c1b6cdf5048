"""A display station: Sign On and the sessions that follow each other on it, or one session alone.

What a terminal talks to. It answers as a conversation does; whose it is changes when somebody signs
on or off, when his job is ended by somebody else, and when he has not pressed a key for too long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from portres_tui.display.buffer import Display
from portres_tui.domain.jobs import JobType, LogEntry, may_see
from portres_tui.domain.messages import Message, MessageFile, diagnostic, information
from portres_tui.domain.system import MachineError, System, value
from portres_tui.domain.values import current, number
from portres_tui.hall import Hall
from portres_tui.session import Session, UnknownProfile, begin

if TYPE_CHECKING:  # nothing of this is needed before the first panel is painted
    from portres_tui.admission import Admission
    from portres_tui.display.keyboard import Aid
    from portres_tui.domain.signon import Admitted
    from portres_tui.domain.users import PasswordHasher
    from portres_tui.panels.model import Keys, Look
    from portres_tui.store.sessions import Attendance

SIGN_OFF = "*SIGNOFF"
"""The initial menu of a profile that is signed off at once."""

_MINUTE = 60.0
"""Seconds."""


class Workstation:
    """Sessions at one device. Without an `admission` there is one session, which somebody has begun,
    and the workstation ends with it.

    `session` is None while nobody is signed on, `turn` counts who is. Once it has `ended`,
    `farewell` says why if it was not by signing off.
    """

    def __init__(
        self,
        session: Session,
        admission: Admission | None = None,
        attendance: Attendance | None = None,
    ) -> None:
        self.system = session.system
        self.session: Session | None = None if admission else session
        self.ended = False
        self.farewell = ""
        self.turn = 0
        self._hall = session
        self._admission = admission
        self._attendance = attendance
        self._pressed = self.clock()
        self._most_idle: float | None = None
        self._talk = session.conversation
        self._last: Display

    def clock(self) -> float:
        """Seconds since the epoch."""
        return self._hall.clock()

    @property
    def messages(self) -> MessageFile:
        return (self.session or self._hall).messages

    def may_see(self, entry: LogEntry) -> bool:
        """May whoever is signed on see this line of a job log?"""
        session = self.session
        return session is not None and may_see(
            entry, session.job.id, session.requester.user.authorities
        )

    def is_own(self, entry: LogEntry) -> bool:
        """Is it of the job of whoever is signed on, or of a server? Other people's jobs are not."""
        own = self.session.job.id if self.session else ""
        return entry.job_type is JobType.SERVER or entry.job == own

    @property
    def watches_keys(self) -> bool:
        """Does what is shown tell what each key is?"""
        return self._talk.watches_keys

    def see_keys(self, keys: Keys) -> None:
        """What the last keys were."""
        self._talk.keys = keys

    @property
    def told(self) -> int:
        """How often whoever is signed on has been told of all that has failed."""
        return self.session.told if self.session else 0

    @property
    def message_waiting(self) -> bool:
        """Has whoever is signed on a message that he has not seen?"""
        return self.session is not None and self.session.message_waiting

    # What the terminal asks

    def start(self) -> Display:
        """The first display."""
        if self.session:
            return self._begun(self._talk.start())
        return self._sign_on_again(None)

    def press(self, aid: Aid) -> Display:
        """The display after this key. Whatever happens, there is one."""
        if self.lapsed():
            return self.lapse()
        self._pressed = self.clock()
        return self._after(self._talk.press(aid))

    def explain(self, entry: LogEntry, aid: Aid) -> Display:
        """Show a message with its second-level text."""
        self._pressed = self.clock()
        return self._talk.explain(entry, aid)

    def repaint(self, look: Look | None = None) -> Display | None:
        """The display with what is live on it; None if nothing is. See Conversation.repaint."""
        self._read_idle()
        breaks = self.breaks()
        for sending in breaks:
            self._talk.interrupt(sending)
        return self._talk.repaint(look, told=bool(breaks))

    def breaks(self) -> Sequence[Message]:
        """Break messages for who sits here; see Session.breaks."""
        return self.session.breaks() if self.session else ()

    def rest(self) -> float | None:
        """Seconds until nobody has pressed a key for as long as is allowed; None if he need not."""
        if self.session is None or self._most_idle is None:
            return None
        return self._pressed + self._most_idle - self.clock()

    def idle(self) -> bool:
        """Has nobody pressed a key for longer than is allowed? Costs nothing."""
        rest = self.rest()
        return rest is not None and rest < 0

    def tidy(self, entries: int) -> bool:
        """Let go of what is too old; see Session.tidy."""
        return (self.session or self._hall).tidy(entries)

    def lapsed(self) -> bool:
        """Is the session over without its user having ended it?"""
        return self.session is not None and (self.idle() or not self.session.lives())

    def lapse(self) -> Display:
        """End a session that has lapsed, and say so."""
        session = self._session
        if session.lives():
            minutes = round((self._most_idle or 0.0) / _MINUTE)
            return self._leave(information("PRT1038", job=session.job.id, minutes=minutes))
        return self._leave(information("PRT1037", job=session.job.id))

    def leave(self) -> None:
        """End the session that there may be."""
        if self.session:
            self.session.leave()

    def close(self) -> None:
        """End the session that there may be, and let go of the machine."""
        try:
            self.leave()
        finally:
            self.system.close()

    # Who is signed on

    def admit(self, session: Session) -> None:
        """Somebody comes to a workstation whose first display was ready before: it is his now."""
        session.conversation = self._talk
        self._talk.host = self.session = self._hall = session
        self._pressed = self.clock()
        self._read_idle()

    def announce(self, sending: Message) -> Display:
        """The display with a message that nobody asked for."""
        self._talk.interrupt(sending)
        return self._talk.display()

    @property
    def _session(self) -> Session:
        """The session that there is now."""
        assert self.session is not None
        return self.session

    def _after(self, display: Display) -> Display:
        """What has a key led to?"""
        gate = self._admission
        if self.session:
            self._last = display
            self._read_idle()
            return self._leave(self._gone()) if self._talk.ended else display
        assert gate is not None
        if gate.admitted:
            admitted, gate.admitted = gate.admitted, None
            return self._enter(admitted, gate.device)
        if gate.disconnected:
            self._end(information("PRT1039", device=gate.device))
        self.ended = self.ended or self._talk.ended
        return display

    def _gone(self) -> Message | None:
        """What Sign On says of a session that its user has ended: his command may have ended all."""
        session = self._session
        if self._admission is None or session.lives():
            return None
        return information("PRT1037", job=session.job.id)

    def _enter(self, admitted: Admitted, device: str) -> Display:
        """Begin the session of who has signed on."""
        try:
            session = begin(
                self.system, self._hall.home, admitted.profile,
                clock=self._hall.clock, zone=self._hall.zone, attendance=self._attendance,
                device=device, menu=admitted.menu,
            )  # fmt: skip
        except MachineError as error:
            return self._sign_on_again(information("PRT0901", reason=error))
        except UnknownProfile:  # deleted since its password was tried
            return self._sign_on_again(diagnostic("CPF1120", user=admitted.profile))
        self.session, self._talk = session, session.conversation
        self.turn += 1
        return self._begun(self._talk.start(), admitted)

    def _begun(self, display: Display, admitted: Admitted | None = None) -> Display:
        """The first display of a session; before it Sign-on Information."""
        self._last = display
        self._pressed = self.clock()
        self._read_idle()
        profile = self._session.requester.user.profile
        if profile.menu == SIGN_OFF:
            return self._leave(information("PRT1040", profile=profile.name))
        if admitted is None or current(self.system, "QDSPSGNINF") == "0":
            return display
        from portres_tui.cl.definition import Show

        told = {name: getattr(admitted, name) for name in ("previous", "invalid", "expires")}
        self._talk.show(Show("SIGNINFO", told))
        return self._talk.display()

    def _leave(self, why: Message | None) -> Display:
        """The session ends: back to Sign On, if that is where it came from. Else nothing more is
        shown."""
        session = self._session
        session.leave(why if why and why.id == "PRT1038" else None)
        if self._admission is None:
            self._end(why)
            return self._last
        return self._sign_on_again(why)

    def _sign_on_again(self, why: Message | None) -> Display:
        from portres_tui.display.conversation import Conversation
        from portres_tui.display.signon import Door

        assert self._admission is not None
        self.session = None
        self.turn += 1
        self._talk = Conversation(self._hall)
        for frame in Door(self._admission, self._hall.panels).frames():
            self._talk.push(frame)
        if why:
            self._talk.tell(why)
        return self._talk.display()

    def _end(self, why: Message | None) -> None:
        self.ended = True
        self.farewell = self._hall.messages.first_level(why) if why else ""

    def _read_idle(self) -> None:
        """QINACTITV, as long as QINACTMSGQ says that a job that is idle ends."""
        minutes = number(self.system, "QINACTITV")
        ends = current(self.system, "QINACTMSGQ") in ("*ENDJOB", "*DSCJOB")
        self._most_idle = minutes * _MINUTE if ends and minutes is not None else None


def at_sign_on(
    system: System,
    home: Path,
    passwords: PasswordHasher,
    clock: Callable[[], float],
    zone: tzinfo | None = None,
    attendance: Attendance | None = None,
    terminal: int | None = None,
) -> Workstation:
    """The machine's own console, at Sign On. Its display is named after the number of the terminal,
    so that no two of a class are alike; without one, after the job that would begin next."""
    from portres_tui.admission import Admission

    number = value(system, "NEXTJOB", "000001") if terminal is None else f"{terminal:04}"
    device = f"QPADEV{number[-4:]}"
    admission = Admission(system, device, passwords, clock)
    return Workstation(Hall(system, home, clock, zone), admission, attendance)
