"""Where the machine is kept: in memory, or in TinyDB tables that many processes share."""
