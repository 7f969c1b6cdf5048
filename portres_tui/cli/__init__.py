"""What `portres` can do from a shell without a screen."""
