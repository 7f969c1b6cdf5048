"""Message queues: walks to their panels."""

from __future__ import annotations

from walker import Walker

from portres_tui.session import begin
from walks.start import Walks, failed_ftp

ASKED = "SNDMSG MSG('May I end FTP?') TOUSR(QSECOFR) MSGTYPE(*INQ)"
TOLD = "SNDMSG MSG('Port 21 is free again, says Paolo''s log') TOUSR(QSECOFR)"


def sent(walker: Walker, *commands: str) -> Walker:
    """OPER has sent messages."""
    operator = begin(walker.session.system, walker.session.home, "OPER", clock=walker.clock)
    for text in commands:
        walker.clock.forward(60)
        assert not operator.interpreter.run(text, operator.requester).failed
    return walker


WALKS: Walks = {
    "sndmsg": lambda w: w.command("SNDMSG"),
    "sndmsg-sent": lambda w: w.command("SNDMSG 'Port 21 is free again' *SYSOPR"),
    "dspmsg-empty": lambda w: w.command("DSPMSG"),
    "dspmsg": lambda w: sent(w, TOLD, ASKED).command("DSPMSG"),
    "dspmsg-qsysopr": lambda w: failed_ftp(w).command("DSPMSG QSYSOPR"),
    "dspmsg-replied": lambda w: (
        sent(w, ASKED).command("DSPMSG").to("reply.1").type("Yes, at noon").press("enter")
    ),
    "dspmsg-remove-all": lambda w: sent(w, TOLD, ASKED).command("DSPMSG").press("f13"),
    "dspmsgrpy": lambda w: (
        sent(w, ASKED).command("WRKMSG").option("May I", "5").press("enter")
    ),
    "wrkmsg-empty": lambda w: w.command("WRKMSG"),
    "wrkmsg": lambda w: sent(w, TOLD, ASKED).command("WRKMSG"),
    "wrkmsg-qsysopr": lambda w: failed_ftp(w).command("WRKMSG MSGQ(QSYSOPR)"),
    "wrkmsg-remove": lambda w: (
        sent(w, TOLD, ASKED).command("WRKMSG").option("Port 21", "4").press("enter")
    ),
    "message-user": lambda w: sent(w, TOLD).command("DSPMSG").click("Port 21").press("f1"),
    "message-user-details": lambda w: (
        sent(w, TOLD).command("DSPMSG").click("Port 21").press("f1", "f9")
    ),
}  # fmt: skip
