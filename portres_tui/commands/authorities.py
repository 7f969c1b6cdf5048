"""Who may run what: the special authorities that commands ask for. No commands stand here."""

from __future__ import annotations

from portres_tui.cl.definition import all_of, any_of

CONFIGURE = any_of("*IOSYSCFG")
"""Port restrictions, the service table, and custom applications (those assumed)."""

CONFIGURE_ALL = all_of("*IOSYSCFG", "*ALLOBJ")
"""Changing servers that others have added, or IBM."""

OPERATE = any_of("*JOBCTL", "*IOSYSCFG")
"""Servers, TCP/IP as a whole, connections, sessions, and the end of jobs of others (assumed)."""

CONTROL = any_of("*JOBCTL")
"""Subsystems, power, what jobs of others look like and what their logs say (the last assumed)."""

SPOOL = any_of("*SPLCTL", "*JOBCTL")
"""Spooled files of others (assumed)."""

REPLY = any_of("*JOBCTL", "*ALLOBJ")
"""Answering and removing messages on the queues of others (assumed)."""

ALL_OBJECTS = any_of("*ALLOBJ")
"""Looking at the queues of others, and faults for lessons (assumed)."""

AUDIT = any_of("*AUDIT", "*ALLOBJ")
"""Looking at the audit journal, and from outside at the journal of changes (assumed)."""

ADMINISTER = any_of("*SECADM")
"""Making, changing and deleting profiles."""

PROFILES = any_of("*SECADM", "*ALLOBJ")
"""Looking at all profiles (assumed)."""

SYSTEM_VALUES = any_of("*ALLOBJ", "*SECADM")
"""Changing system values (assumed)."""
