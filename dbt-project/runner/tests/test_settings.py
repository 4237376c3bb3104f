from __future__ import annotations

import unittest

from runner import settings
from runner.settings import SettingsError

WAREHOUSE = {"REDSHIFT_HOST": "127.0.0.1", "REDSHIFT_USER": "dev", "REDSHIFT_PASSWORD": "secret"}


class SettingsTest(unittest.TestCase):
    def test_has_defaults_for_all_but_the_warehouse(self) -> None:
        found = settings.read(WAREHOUSE)
        self.assertEqual(1, found.poll_seconds)
        self.assertEqual(600, found.test_interval_seconds)
        self.assertEqual(4, found.threads)
        self.assertEqual(5439, found.connection.port)
        self.assertEqual("clickstream", found.connection.database)
        self.assertEqual("target", found.state_directory.name)

    def test_reads_every_setting(self) -> None:
        found = settings.read(
            WAREHOUSE
            | {
                "RUNNER_POLL_SECONDS": "0.5",
                "RUNNER_TEST_INTERVAL_SECONDS": "0",
                "RUNNER_THREADS": "2",
                "RUNNER_LOCK_SECONDS": "60",
                "RUNNER_STOP_SECONDS": "1.5",
                "RUNNER_STATE_DIR": "/var/runner",
                "REDSHIFT_PORT": "15439",
                "REDSHIFT_DATABASE": "shop",
            }
        )
        self.assertEqual((0.5, 0, 2, 60, 1.5), (
            found.poll_seconds,
            found.test_interval_seconds,
            found.threads,
            found.lock_seconds,
            found.stop_seconds,
        ))  # fmt: skip
        self.assertEqual("/var/runner", str(found.state_directory))
        self.assertEqual((15439, "shop"), (found.connection.port, found.connection.database))

    def test_a_heartbeat_needs_a_collector_and_a_write_key(self) -> None:
        self.assertIsNone(settings.read(WAREHOUSE).heartbeat)
        url = {"RUNNER_HEARTBEAT_URL": "http://127.0.0.1:8080"}
        found = settings.read(WAREHOUSE | url | {"RUNNER_HEARTBEAT_WRITE_KEY": "k1"}).heartbeat
        self.assertEqual(settings.Heartbeat("http://127.0.0.1:8080", "k1", 60), found)
        self.assertRaisesRegex(SettingsError, "go together", settings.read, WAREHOUSE | url)
        wrong = {"RUNNER_HEARTBEAT_URL": "collector:8080", "RUNNER_HEARTBEAT_WRITE_KEY": "k1"}
        self.assertRaisesRegex(SettingsError, "must begin with http", settings.read, WAREHOUSE | wrong)

    def test_names_all_problems_at_once(self) -> None:
        with self.assertRaises(SettingsError) as raised:
            settings.read(
                {
                    "REDSHIFT_HOST": "127.0.0.1",
                    "REDSHIFT_PORT": "none",
                    "RUNNER_POLL_SECONDS": "0",
                    "RUNNER_THREADS": "2.5",
                    "RUNNER_POLL_SECOND": "1",
                }
            )
        message = str(raised.exception)
        self.assertIn("RUNNER_POLL_SECONDS must be a number from 0.1 to 3600, was 0", message)
        self.assertIn("RUNNER_THREADS must be a whole number from 1 to 32, was 2.5", message)
        self.assertIn("RUNNER_POLL_SECOND is no setting of the runner", message)
        self.assertIn("either REDSHIFT_USER and REDSHIFT_PASSWORD, or REDSHIFT_WORKGROUP alone, must be set; set is none of them", message)
        self.assertIn("REDSHIFT_PORT must be a whole number from 1 to 65535, was none", message)

    def test_wants_tls_unless_the_warehouse_is_on_this_machine(self) -> None:
        self.assertFalse(settings.read(WAREHOUSE).connection.arguments()["ssl"])
        far = settings.read(WAREHOUSE | {"REDSHIFT_HOST": "warehouse.example"}).connection.arguments()
        self.assertTrue(far["ssl"])
        self.assertEqual("verify-ca", far["sslmode"])

    def test_refuses_an_unknown_sslmode(self) -> None:
        with self.assertRaisesRegex(SettingsError, "REDSHIFT_SSLMODE must be one of disable, .*, was maybe"):
            settings.read(WAREHOUSE | {"REDSHIFT_SSLMODE": "maybe"})

    def test_a_workgroup_stands_for_user_and_password(self) -> None:
        found = settings.read({"REDSHIFT_HOST": "wg.example.com", "REDSHIFT_WORKGROUP": "clickstream"})
        self.assertEqual("clickstream", found.connection.workgroup)
        with self.assertRaises(SettingsError) as raised:
            settings.read(WAREHOUSE | {"REDSHIFT_WORKGROUP": "clickstream"})
        self.assertIn("set is REDSHIFT_USER, REDSHIFT_PASSWORD, REDSHIFT_WORKGROUP", str(raised.exception))

    def test_help_tells_of_every_setting(self) -> None:
        table = settings.table()
        for name in (*settings.NUMBERS, *settings.TEXTS, *settings.LOGIN, "REDSHIFT_HOST"):
            self.assertIn(f"| `{name}` |", table)
        self.assertIn("| `RUNNER_THREADS` | `4` | Models built at the same time. From 1 to 32. |", table)


if __name__ == "__main__":
    unittest.main()
