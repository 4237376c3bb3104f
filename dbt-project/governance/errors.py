"""What stops a command, told to whoever started it."""


class GovernanceError(Exception):
    """What is wrong with the annotations, the roles or the warehouse, one problem a line."""
