"""Displays: 24x80 characters with fields and a cursor, and the conversation that makes them."""
