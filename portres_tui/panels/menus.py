"""The menus. What of them is attested and what is assumed, their help texts say.

Attested by others: MAIN by captures of IBM i; USER by a public test of screens of PUB400; SYSREQ by
MC Press, "Reprogramming the SysReq Key", with the commands that its options run; of ASSIST some
numbers, by the index of the book "An Introduction to AS/400 System Operations".
"""

from __future__ import annotations

from portres_tui.panels.model import CANCEL, EXIT, Action, Choice, Menu, Selection

FIRST_MESSAGE = "A simulator for learning, not an IBM product. Try CFGTCP, WRKTCPSVR. F1=Help"
"""Stands on the message line when a session begins, whichever menu it begins with."""

_SIGN_OFF = (Choice(90, "Sign off", "SIGNOFF"),)

MAIN = Menu(
    "MAIN",
    "IBM i Main Menu",
    (
        (
            Choice(1, "User tasks", "GO MENU(USER)"),
            Choice(2, "Office tasks"),
            Choice(3, "General system tasks", "GO MENU(MANAGE)"),
            Choice(4, "Files, libraries, and folders"),
            Choice(5, "Programming"),
            Choice(6, "Communications", "GO MENU(NETWORK)"),
            Choice(7, "Define or change the system", "WRKSYSVAL"),
            Choice(8, "Problem handling"),
            Choice(9, "Display a menu", "?GO"),
            Choice(10, "Information Assistant options"),
            Choice(11, "IBM i Access tasks"),
        ),
        _SIGN_OFF,
    ),
)

USER = Menu(
    "USER",
    "User Tasks",
    (
        (
            Choice(1, "Display or change your job", "WRKJOB"),
            Choice(2, "Display messages", "DSPMSG"),
            Choice(3, "Send a message", "?SNDMSG"),
            Choice(4, "Submit a job"),
            Choice(5, "Work with your spooled output files", "WRKSPLF"),
            Choice(6, "Work with your batch jobs", "WRKUSRJOB"),
            Choice(7, "Display or change your library list"),
            Choice(8, "Change your password", "CHGPWD"),
            Choice(9, "Change your user profile"),
        ),
        (Choice(60, "More user task options"),),
        _SIGN_OFF,
    ),
)

NETWORK = Menu(
    "NETWORK",
    "Network Management",
    (
        (
            Choice(1, "Display network attributes"),
            Choice(2, "Change network attributes"),
        ),
        (Choice(10, "TCP/IP administration", "GO MENU(TCPADM)"),),
        _SIGN_OFF,
    ),
)

TCPADM = Menu(
    "TCPADM",
    "TCP/IP Administration",
    (
        (
            Choice(1, "Configure TCP/IP", "CFGTCP"),
            Choice(2, "Configure TCP/IP applications"),
            Choice(3, "Start TCP/IP", "?STRTCP"),
            Choice(4, "End TCP/IP", "?ENDTCP"),
            Choice(5, "Start TCP/IP servers", "?STRTCPSVR"),
            Choice(6, "End TCP/IP servers", "?ENDTCPSVR"),
            Choice(7, "Work with TCP/IP network status", "NETSTAT"),
            Choice(8, "Verify TCP/IP connection"),
            Choice(9, "Start TCP/IP FTP session"),
            Choice(10, "Start TCP/IP TELNET session"),
            Choice(11, "Send TCP/IP spooled file"),
        ),
        (Choice(20, "Work with TCP/IP jobs in QSYSWRK subsystem", "WRKACTJOB SBS(QSYSWRK)"),),
    ),
)

CFGTCP = Menu(
    "CFGTCP",
    "Configure TCP/IP",
    (
        (
            Choice(1, "Work with TCP/IP interfaces"),
            Choice(2, "Work with TCP/IP routes"),
            Choice(3, "Change TCP/IP attributes"),
            Choice(4, "Work with TCP/IP port restrictions", "WRKTCPPORT"),
            Choice(5, "Work with TCP/IP remote system information"),
        ),
        (
            Choice(10, "Work with TCP/IP host table entries"),
            Choice(11, "Merge TCP/IP host table"),
            Choice(12, "Change TCP/IP domain information"),
        ),
        (
            Choice(20, "Configure TCP/IP applications"),
            Choice(21, "Configure related tables", "WRKSRVTBLE"),
            Choice(22, "Configure point-to-point TCP/IP"),
        ),
    ),
)

MANAGE = Menu(
    "MANAGE",
    "Manage the System",
    (
        (
            Choice(1, "Work with active jobs", "WRKACTJOB"),
            Choice(2, "Work with subsystems", "WRKSBS"),
            Choice(3, "Work with TCP/IP servers", "WRKTCPSVR"),
            Choice(4, "Work with user profiles", "WRKUSRPRF"),
            Choice(5, "Work with system values", "WRKSYSVAL"),
        ),
        (
            Choice(10, "Display system operator messages", "DSPMSG MSGQ(QSYSOPR)"),
            Choice(11, "Display the history log", "DSPLOG"),
            Choice(12, "Display the audit journal", "DSPAUDJRNE"),
        ),
        (Choice(20, "Power down and start again", "?PWRDWNSYS"),),
        _SIGN_OFF,
    ),
)

ASSIST = Menu(
    "ASSIST",
    "Operational Assistant Menu",
    (
        (
            Choice(1, "Work with printer output", "WRKSPLF"),
            Choice(2, "Work with jobs", "WRKUSRJOB"),
            Choice(3, "Work with messages", "WRKMSG"),
            Choice(4, "Send messages", "?SNDMSG"),
            Choice(5, "Change your password", "CHGPWD"),
        ),
        (
            Choice(10, "Manage your system, users, and devices", "GO MENU(MANAGE)"),
            Choice(11, "Customize your system, users, and devices"),
        ),
        (Choice(75, "Information and problem handling"),),
        (Choice(80, "Temporary sign-off"),),
    ),
)

SYSREQ = Selection(
    "SYSREQ",
    "System Request",
    (
        (
            Choice(1, "Display sign on for alternative job"),
            Choice(2, "End previous request", action=Action.EXIT),
            Choice(3, "Display current job", "DSPJOB"),
            Choice(4, "Display messages", "DSPMSG"),
            Choice(5, "Send a message", "?SNDMSG"),
            Choice(6, "Display system operator messages", "DSPMSG MSGQ(QSYSOPR)"),
            Choice(7, "Display work station user"),
        ),
        (Choice(80, "Disconnect job"),),
        _SIGN_OFF,
    ),
    lambda view: (),
    (EXIT._replace(starts_row=True), CANCEL),
)

PANELS = (MAIN, USER, NETWORK, TCPADM, CFGTCP, MANAGE, ASSIST, SYSREQ)
