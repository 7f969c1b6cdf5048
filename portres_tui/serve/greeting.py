"""What `portres attach` and the serving process say to each other. Imports nothing: attach is quick.

The caller's first message is GREETING, then `NAME=value` for each of what it passes on, with a NUL
behind each and one more at the end; with it go the descriptors of its input, output and errors. A byte
RESIZED tells of a new size of the window. The answer is one message when all is over: the exit code, the
number of bytes for standard output, a line end, those bytes, and what is to be told on standard error.
The caller writes both itself: nobody else has to wait for who does not read them.
"""

GREETING = "portres 1"

SOCKET = "serve.sock"
"""The name of the socket, in the machine's folder."""

RESIZED = b"w"

PROFILE = "PROFILE"
"""Under which name a wanted profile is passed on."""

COMMAND = "SSH_ORIGINAL_COMMAND"
"""The variable in which sshd hands over what is to be run without a screen."""

PASSED_ON = ("TERM", "COLORTERM", "NO_COLOR", "SSH_CONNECTION", COMMAND)
"""Variables of the caller's environment that are told."""
