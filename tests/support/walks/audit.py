"""The audit journal: walks to its panels."""

from __future__ import annotations

from walker import Walker

from portres_tui.session import begin
from walks.start import Walks, failed_ftp


def audited(walker: Walker) -> Walker:
    """A restriction was added, a bind refused, and WEBUSR has tried to remove the restriction."""
    failed_ftp(walker)
    user = begin(walker.session.system, walker.session.home, "WEBUSR", clock=walker.clock)
    user.interpreter.run("RMVTCPPORT 21 PROTOCOL(*TCP) USRPRF(WEBUSR)", user.requester)
    return walker


WALKS: Walks = {
    "dspaudjrne-empty": lambda w: w.command("DSPAUDJRNE"),
    "dspaudjrne": lambda w: audited(w).command("DSPAUDJRNE"),
    "dspaudjrne-meanings": lambda w: audited(w).command("DSPAUDJRNE").press("f11"),
    "dspaudjrne-af": lambda w: audited(w).command("DSPAUDJRNE ENTTYP(AF)"),
    "dspaudent-af": lambda w: (
        audited(w).command("DSPAUDJRNE").option("AF", "5").press("enter")
    ),
    "dspaudent-change": lambda w: (
        audited(w).command("DSPAUDJRNE").option("TC", "5").press("enter")
    ),
    "dspaudjrne-prompt": lambda w: w.to("command").type("DSPAUDJRNE").press("f4"),
}  # fmt: skip
