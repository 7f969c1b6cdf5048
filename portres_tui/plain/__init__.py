"""Plain mode: the same panels on the same conversation, as lines that are only ever added.

For screen readers, for terminals that cannot do more, and for transcripts. It knows no terminal
library, no store and no command by name.
"""
