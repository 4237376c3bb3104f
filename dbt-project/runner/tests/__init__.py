"""python -m unittest discover -t . -s runner/tests, with the project's directory as cwd."""
