"""CL: the only door to change. Commands are defined with it, and it knows none of them by name."""
