"""One process that many sessions share: who comes in, on which terminal, and how long."""
