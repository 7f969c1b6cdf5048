"""The network and its connections: walks to their panels."""

from __future__ import annotations

from walker import Walker

from walks.start import Walks


def listed(walker: Walker) -> Walker:
    walker.command("STRTCPSVR SERVER(*FTP *NETSVR)").clock.forward(1281)
    return walker.command("NETSTAT OPTION(*CNN)")


def subset(walker: Walker, **fields: str) -> Walker:
    listed(walker).press("f15")
    for name, text in fields.items():
        walker.to(name).press("erase_eof").type(text)
    return walker.press("enter")


WALKS: Walks = {
    "netstat": lambda w: w.command("NETSTAT"),
    "netstat-not-built": lambda w: w.command("NETSTAT").command("2"),
    "netstat-prompt": lambda w: w.to("command").type("WRKTCPSTS").press("f4"),
    "ipv4ifc": lambda w: w.command("NETSTAT").command("1"),
    "tcpstatus": lambda w: w.command("NETSTAT").command("10"),
    "ipv4cnn": listed,
    "ipv4cnn-more-keys": lambda w: listed(w).press("f24"),
    "ipv4cnn-bytes": lambda w: listed(w).press("f11"),
    "ipv4cnn-numbers": lambda w: listed(w).press("f14", "f24"),
    "ipv4cnn-sorted": lambda w: listed(w).click("Idle Time").press("f13"),
    "ipv4cnn-not-sorted": lambda w: listed(w).click("5=Display").press("f13"),
    "ipv4cnn-subset": lambda w: listed(w).press("f15"),
    "ipv4cnn-subset-wrong": lambda w: subset(w, local="99999", address="10.1"),
    "ipv4cnn-established": lambda w: subset(w, state="established", local="23"),
    "ipv4cnn-none": lambda w: subset(w, user="NOBODY"),
    "ipv4cnn-debug": lambda w: listed(w).option("telnet ", "3").press("enter"),
    "ipv4cnn-end": lambda w: (
        listed(w).option("Listen", "4").option("Established", "4").press("enter")
    ),
    "ipv4cnn-ended": lambda w: listed(w).option("Listen", "4").press("enter", "enter"),
    "ipv4cnn-ipv6": lambda w: listed(w).press("f20"),
    "ipv4cnn-command-line": lambda w: (
        listed(w).press("f9").type("CNNTCPCLT PORT('telnet') COUNT(3)").press("enter")
    ),
    "ipv4cnn-help": lambda w: listed(w).click("Idle Time").press("f1"),
    "dsptcpcnn": lambda w: listed(w).option("Established", "5").press("enter"),
    "dspcnnjob": lambda w: listed(w).option("Listen", "8").press("enter"),
    "endtcpcnn": lambda w: w.to("command").type("ENDTCPCNN").press("f4"),
    "cnntcpclt-refused": lambda w: w.command("CNNTCPCLT 8001"),
}  # fmt: skip
