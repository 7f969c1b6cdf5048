"""The rules of the simulated machine. Standard library only; no clock, file or random inside."""
