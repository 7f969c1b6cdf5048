"""Custom applications, subsystems and power down: walks to their panels."""

from __future__ import annotations

from walker import Walker

from walks.start import Walks, reserved

CFT = (
    "ADDTCPSVR SVRSPCVAL(*CFT) PGM(CFTLIB/CFTMAIN) SVRNAME(CFTMAIN) SVRTYPE('File transfer')"
    " USRPRF(CFTUSER) PORT(1761 (1762 *UDP)) TEXT('Axway Transfer CFT')"
)


def ran(walker: Walker, *commands: str) -> Walker:
    for text in commands:
        assert not walker.session.interpreter.run(text, walker.session.requester).failed, text
        walker.clock.forward(2)
    return walker


WALKS: Walks = {
    "addtcpsvr": lambda w: w.to("command").type("ADDTCPSVR").press("f4"),
    "addtcpsvr-ports": lambda w: w.to("command").type(
        "ADDTCPSVR SVRSPCVAL(*CFT) PORT(1761 (1762 *UDP))"
    ).press("f4"),
    "addtcpsvr-more-ports": lambda w: (
        w.to("command").type("ADDTCPSVR SVRSPCVAL(*CFT) PORT(1761 (1762 *UDP))")
        .press("f4").to("PORT.0+2").type("+").press("enter")
    ),
    "chgtcpsvr": lambda w: ran(w, CFT).command("WRKTCPSVR").option("CFTMAIN", "2").press("enter"),
    "chgtcpsvr-values": lambda w: (
        ran(w, CFT).to("command").type("CHGTCPSVR").press("f4", "f4", "pagedown")
    ),
    "wrktcpsvr-text": lambda w: ran(w, CFT).command("WRKTCPSVR").press("f11"),
    "wrktcpsvr-tcpip-ended": lambda w: ran(w, "ENDTCP").command("WRKTCPSVR"),
    "dsptcpsvr-custom": lambda w: ran(w, CFT, "STRTCPSVR *CFT").command("DSPTCPSVR *CFT"),
    "dsptcpsvr-deaf": lambda w: ran(
        w, "CHGSVRFLT *TELNET *NOLISTEN", "ENDTCPSVR *TELNET", "STRTCPSVR *TELNET"
    ).command("DSPTCPSVR *TELNET"),
    "wrksbs": lambda w: ran(w, "ENDSBS QHTTPSVR").command("WRKSBS"),
    "wrksbs-end": lambda w: w.command("WRKSBS").option("QSERVER", "4").press("enter"),
    "dspsbsd": lambda w: w.command("DSPSBSD QHTTPSVR"),
    "endsbs": lambda w: w.command("ENDSBS QINTER *IMMED"),
    "pwrdwnsys": lambda w: (
        reserved(w, "23 *TCP WEBUSR").command("PWRDWNSYS RESTART(*YES)")
    ),
    "pwrdwnsys-prompt": lambda w: w.to("command").type("PWRDWNSYS").press("f4"),
}  # fmt: skip
