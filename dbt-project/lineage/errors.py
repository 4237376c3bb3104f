"""What stops a command, told to whoever started it."""


class LineageError(Exception):
    """Which SQL could not be read, and why."""
