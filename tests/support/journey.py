"""The walks of the README, on a real terminal of any type, with the bytes that its keys send."""

from __future__ import annotations

from keycodes import ESC_FORMS, KEYBOARDS, OTHER_FORMS, Keyboard
from terminal import Terminal

WALKED = ("xterm", "PuTTY", "Linux console", "VT100", "VT220", "tmux")
"""Keyboards that the walk is walked on."""


class Hands:
    """Somebody at a keyboard of some kind, before the screen of the product."""

    def __init__(self, terminal: Terminal, name: str) -> None:
        self.terminal = terminal
        self._board = KEYBOARDS[name]

    def press(self, *keys: str) -> Hands:
        for key in keys:
            self.terminal.keys(sent(self._board, key))
        return self

    def type(self, text: str) -> Hands:
        self.terminal.keys(text)
        return self

    def command(self, text: str) -> Hands:
        self.terminal.command(text)
        return self

    def sees(self, *texts: str) -> Hands:
        self.terminal.until(*texts)
        return self


def sent(board: Keyboard, key: str) -> str:
    """What the keyboard sends for a key; with Esc where it has no such key."""
    if key in board.others:
        return board.others[key][0]
    if key in OTHER_FORMS:
        return OTHER_FORMS[key]
    number = int(key.removeprefix("f"))
    code = board.function_keys[number - 1]
    return f"\x1b{code}" if code else ESC_FORMS[key]


def walk(hands: Hands) -> None:
    """Reserve port 21 for an end user, watch FTP fail, put it right, and the other way round."""
    hands.command("cfgtcp").sees("Configure TCP/IP").command("4")
    hands.sees("Work with TCP/IP Port Restrictions", "(No port restrictions)")
    hands.type("1").type("21").press("tab", "tab").type("*tcpwebusr").press("enter")
    hands.sees("Add TCP/IP Port Restriction (ADDTCPPORT)", "WEBUSR").press("enter")
    hands.sees("Port restriction added but may affect TCP/IP processing.")
    hands.press("f3").sees("Configure TCP/IP", "===>").command("strtcpsvr server(*ftp)")
    hands.sees("FTP server submitted").type("\x1bj").sees("Job log", "TCP7701", "CPF1164")
    hands.press("up", "f1").sees("Additional Message Information", "errno value of 3401")
    hands.press("f12").sees("Configure TCP/IP", "===>").command("wrktcpsvr")
    hands.sees("Work with TCP/IP Servers", "FTP                *ENDED")
    hands.press("tab", "tab", "tab", "tab", "tab").type("10").press("enter")
    hands.sees("Display Job Log", "unable to establish connection").press("enter")
    hands.sees("Work with TCP/IP Servers", "===>").press("f3").sees("Configure TCP/IP", "===>")
    hands.command("wrktcpport").sees("21", "WEBUSR").press("tab", "tab", "tab", "tab", "tab")
    hands.type("4").press("enter").sees("Confirm", "WEBUSR").press("enter")
    hands.sees("(No port restrictions)").press("f12").sees("Configure TCP/IP", "===>")
    hands.command("strtcpsvr server(*ftp)").sees("FTP server submitted").command("wrktcpsvr")
    hands.sees("FTP                *ACTIVE   21").press("f12").sees("Configure TCP/IP", "===>")
    hands.command("addtcpport 21 *tcp webusr").sees("Port restriction added")
    hands.command("wrktcpsvr").sees("FTP                *ACTIVE   21")
    hands.press("pagedown").sees("TELNET").press("pageup").sees("BOOTP").press("f3")
    hands.sees("Configure TCP/IP", "===>").command("signoff")


def diagnose(hands: Hands) -> None:
    """FTP does not start: from the operator's messages to the entry, and the cure."""
    hands.command("dspmsg qsysopr").sees("Display Messages", "FTP server did not start: see job")
    hands.press("f1").sees("Additional Message Information", "PRT1102").press("f10")
    hands.sees("Display Job Log", "FTP server unable to establish connection.")
    hands.press("up", "up", "f1").sees("TCP7701", "bind, which failed with an errno value of")
    hands.press("f12").sees("Display Job Log").press("f3").sees("IBM i Main Menu", "===>")
    hands.command("dspmsgd cpe3401")
    hands.sees("Display Formatted Message Text", "Permission denied.").press("f3")
    hands.sees("IBM i Main Menu", "===>").command("netstat *cnn")
    hands.sees("Work with IPv4 Connection Status", "telnet", "smtp")
    assert "ftp-con" not in hands.terminal.text
    hands.press("f3").sees("IBM i Main Menu", "===>").command("wrktcpport")
    hands.sees("21", "WEBUSR").press("tab", "tab", "tab", "tab", "tab").type("4").press("enter")
    hands.sees("Confirm", "WEBUSR").press("enter").sees("(No port restrictions)").press("f3")
    hands.sees("IBM i Main Menu", "===>").command("strtcpsvr server(*ftp)")
    hands.sees("FTP server submitted").command("wrktcpsvr").sees("FTP                *ACTIVE   21")
    hands.press("f3").sees("IBM i Main Menu", "===>").command("netstat *cnn")
    hands.sees("ftp-con >", "Listen").press("f3").sees("IBM i Main Menu", "===>")


def power_down(hands: Hands) -> None:
    """The harder lesson: an entry that nobody notices, until the next IPL."""
    hands.command("addtcpport 23 *tcp webusr").sees("Port restriction added")
    hands.command("netstat *cnn").sees("telnet", "Listen").press("f3").sees("===>")
    hands.command("pwrdwnsys restart(*yes)").sees("Confirm Power Down of System").press("enter")
