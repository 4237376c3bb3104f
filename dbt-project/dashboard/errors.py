"""What stops the page, told to whoever asked for it."""


class DashboardError(Exception):
    """What is not there, and what to run."""
