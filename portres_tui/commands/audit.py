"""Commands on the audit journal, QAUDJRN."""

from __future__ import annotations

from portres_tui.cl.definition import Elem, Parm, Show, command, parm
from portres_tui.cl.interpreter import Request
from portres_tui.cl.types import Day, Integer, Name, TimeOfDay
from portres_tui.commands.authorities import AUDIT
from portres_tui.commands.periods import AVAILABLE, TODAY, begins, ends
from portres_tui.domain.audit import TYPES
from portres_tui.domain.logs import Audited
from portres_tui.domain.messages import EscapeMessage

ENTTYP = parm(
    "ENTTYP", "Journal entry types", Name(2, values=tuple(TYPES)), "*ALL",
    special=("*ALL",), most=30, single=("*ALL",),
)  # fmt: skip
USRPRF = parm("USRPRF", "User profile", Name(10), "*ALL", special=("*ALL",))


def _moment(keyword: str, prompt: str, default: str) -> Parm:
    date = Elem("Date", Day(), default, special=(default, TODAY))
    return Parm(keyword, prompt, (date, Elem("Time", TimeOfDay(), AVAILABLE, special=(AVAILABLE,))))


FROMTIME = _moment("FROMTIME", "Starting date and time", "*FIRST")
TOTIME = _moment("TOTIME", "Ending date and time", "*LAST")
SEQNBR = parm("SEQNBR", "Sequence number", Integer(1, 999_999_999))

Moment = tuple[str, str]


@command(
    "DSPAUDJRNE",
    "Display Audit Journal Entries",
    ENTTYP,
    USRPRF,
    FROMTIME,
    TOTIME,
    authority=AUDIT,
)
def display(
    request: Request, enttyp: tuple[str, ...], usrprf: str, fromtime: Moment, totime: Moment
) -> Show:
    """The entries of some types, or of all."""
    wanted = Audited(
        types=tuple(type for type in enttyp if type != "*ALL"),
        profile="" if usrprf == "*ALL" else usrprf,
        since=begins(request, *fromtime, "FROMTIME.0"),
        until=ends(request, *totime, "TOTIME.0"),
    )
    if wanted.until < wanted.since:
        raise EscapeMessage("PRT1552", at=("TOTIME.0", "FROMTIME.0"))
    return Show("DSPAUDJRNE", {"wanted": wanted})


@command("DSPAUDENT", "Display Audit Journal Entry", SEQNBR, authority=AUDIT, ours=True)
def display_one(request: Request, seqnbr: int) -> Show:
    """One entry with all that it tells."""
    found = request.system.audit_page(Audited(), seqnbr - 1, 1)
    if not found or found[0].sequence != seqnbr:
        raise EscapeMessage("PRT1601", at=("SEQNBR.0",), number=seqnbr)
    return Show("DSPAUDENT", {"number": seqnbr})


COMMANDS = (display, display_one)
