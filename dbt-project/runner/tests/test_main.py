"""The program as a process: how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import IO

from runner.settings import PROJECT

# nobody listens on port 1: the runner waits for its warehouse
WAREHOUSE = {
    "REDSHIFT_HOST": "127.0.0.1",
    "REDSHIFT_PORT": "1",
    "REDSHIFT_USER": "dev",
    "REDSHIFT_PASSWORD": "secret",
    "RUNNER_POLL_SECONDS": "0.1",
}


class MainTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.state = Path(temporary.name)

    def start(self, stdin: int | IO[str] = subprocess.PIPE, **environment: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUNNER_", "REDSHIFT_"))}
        process = subprocess.Popen(
            [sys.executable, "-m", "runner"],
            cwd=PROJECT,
            env=kept | WAREHOUSE | {"RUNNER_STATE_DIR": str(self.state)} | environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process: subprocess.Popen[str]) -> None:
        if process.poll() is None:
            process.kill()
            process.communicate()

    def waiting(self) -> subprocess.Popen[str]:
        process = self.start()
        if process.stderr is None:
            self.fail("its stderr is not a pipe")
        self.assertIn("waiting for the warehouse", process.stderr.readline())
        return process

    def test_goes_on_where_stdin_is_empty_from_the_start_as_in_a_container(self) -> None:
        with open(os.devnull, encoding="utf-8") as nothing:
            process = self.start(stdin=nothing)
        if process.stderr is None:
            self.fail("its stderr is not a pipe")
        self.assertIn("waiting for the warehouse", process.stderr.readline())
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(0, process.wait(10))

    def test_ends_well_at_sigterm(self) -> None:
        process = self.waiting()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        self.assertEqual(0, process.returncode)

    def test_ends_well_when_its_stdin_ends(self) -> None:
        process = self.waiting()
        output, _ = process.communicate(timeout=20)
        self.assertEqual(0, process.returncode)
        self.assertEqual("", output)

    def test_a_second_runner_in_the_same_state_directory_is_refused(self) -> None:
        self.waiting()
        _, errors = self.start().communicate(timeout=20)
        self.assertIn(f"another runner works in {self.state}", errors)

    def test_a_wrong_setting_gives_exit_code_2(self) -> None:
        process = self.start(RUNNER_POLL_SECONDS="soon")
        _, errors = process.communicate(timeout=20)
        self.assertEqual(2, process.returncode)
        self.assertEqual("runner: RUNNER_POLL_SECONDS must be a number from 0.1 to 3600, was soon\n", errors)


if __name__ == "__main__":
    unittest.main()
