"""Settings: read once from the environment, refused at start with all problems named at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """What is wrong with the environment, one problem a line."""


@dataclass(frozen=True)
class Connection:
    """How to reach the warehouse; dbt's profiles.yml reads the same variables. With a workgroup, user and password are made
    for an hour by the role of this program."""

    host: str
    port: int
    database: str
    user: str
    password: str
    workgroup: str
    sslmode: str

    def arguments(self) -> dict[str, object]:
        """For redshift_connector. Asked for at each new connection, since credentials of a workgroup end."""
        ssl = {} if self.sslmode == "disable" else {"sslmode": self.sslmode if self.sslmode == "verify-full" else "verify-ca"}
        user, password = self.credentials()
        return {
            "host": self.host,
            "port": self.port,
            "database": self.database,
            "user": user,
            "password": password,
            "ssl": self.sslmode != "disable",
            "timeout": 60,  # the driver counts each answer, not only the connecting
            **ssl,
        }

    def credentials(self) -> tuple[str, str]:
        if not self.workgroup:
            return self.user, self.password
        import boto3

        answer = boto3.client("redshift-serverless").get_credentials(
            workgroupName=self.workgroup, dbName=self.database, durationSeconds=3_600
        )
        return answer["dbUser"], answer["dbPassword"]


@dataclass(frozen=True)
class Heartbeat:
    """Where a heartbeat is posted, with which write key, and how many seconds lie between two."""

    url: str
    write_key: str
    seconds: float


@dataclass(frozen=True)
class Settings:
    """
    heartbeat: None when this runner sends none.
    poll_seconds: between two looks at ops.load_history.
    slow_interval_seconds: between two builds of the models tagged slow, which the build after each load leaves out.
    test_interval_seconds: between two runs of the data tests, made when nothing waits to be built; 0 is never.
    threads: models built at the same time.
    lock_seconds: after that long without a sign of life another machine's lock counts as left behind.
    stop_seconds: how long a run under way may go on after the order to stop.
    state_directory: holds the lock file and dbt's target and logs.
    """

    connection: Connection
    heartbeat: Heartbeat | None
    poll_seconds: float
    slow_interval_seconds: float
    test_interval_seconds: float
    threads: int
    lock_seconds: int
    stop_seconds: float
    state_directory: Path


NUMBERS: dict[str, tuple[type, float, float, float]] = {
    # name: type, default, lowest, highest
    "RUNNER_HEARTBEAT_SECONDS": (float, 60, 1, 3_600),
    "RUNNER_POLL_SECONDS": (float, 1, 0.1, 3_600),
    "RUNNER_SLOW_INTERVAL_SECONDS": (float, 900, 1, 86_400),
    "RUNNER_TEST_INTERVAL_SECONDS": (float, 600, 0, 86_400),
    "RUNNER_THREADS": (int, 4, 1, 32),
    "RUNNER_LOCK_SECONDS": (int, 120, 30, 3_600),
    "RUNNER_STOP_SECONDS": (float, 5, 0, 300),
}
TEXTS = ("RUNNER_HEARTBEAT_URL", "RUNNER_HEARTBEAT_WRITE_KEY", "RUNNER_STATE_DIR")
LOGIN = ("REDSHIFT_USER", "REDSHIFT_PASSWORD", "REDSHIFT_WORKGROUP")
MEANINGS = {
    "REDSHIFT_DATABASE": ("`clickstream`", "Database."),
    "REDSHIFT_HOST": ("required", "Host of the warehouse."),
    "REDSHIFT_PASSWORD": ("", "That user's password."),
    "REDSHIFT_PORT": ("`5439`", "Its port."),
    "REDSHIFT_SSLMODE": ("`disable` on this machine, else `require`", "disable, allow, prefer, require, verify-ca or verify-full."),
    "REDSHIFT_USER": ("", "User that makes the models. This and its password, or the workgroup, is required."),
    "REDSHIFT_WORKGROUP": (
        "",
        "Redshift Serverless workgroup that gives the role of this program temporary credentials, instead of a password.",
    ),
    "RUNNER_HEARTBEAT_SECONDS": ("", "Between two heartbeats, events whose way to gold is measured."),
    "RUNNER_HEARTBEAT_URL": ("", "The collector they are posted to. Without it there are none."),
    "RUNNER_HEARTBEAT_WRITE_KEY": ("", "The write key they are posted with; goes with the URL."),
    "RUNNER_LOCK_SECONDS": ("", "After that long without a sign of life another machine's lock counts as left behind."),
    "RUNNER_POLL_SECONDS": ("", "Between two looks at ops.load_history. Each look wakes a Redshift Serverless that sleeps."),
    "RUNNER_SLOW_INTERVAL_SECONDS": ("", "Between two builds of the models tagged `slow`; the others follow each load."),
    "RUNNER_STATE_DIR": ("`target`", "Lock file, dbt's target and logs."),
    "RUNNER_STOP_SECONDS": ("", "How long a run may go on after the order to stop."),
    "RUNNER_TEST_INTERVAL_SECONDS": ("", "Between two runs of the data tests; 0 is never."),
    "RUNNER_THREADS": ("", "Models built at the same time."),
}
SSLMODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
LOOPBACK = ("127.0.0.1", "localhost")


def table() -> str:
    """All settings as a Markdown table: what --help prints, and a page of the reference."""
    lines = ["| setting | default | what it is |", "| --- | --- | --- |"]
    for name, (default, meaning) in sorted(MEANINGS.items()):
        bounds = ""
        if name in NUMBERS:
            _, usual, lowest, highest = NUMBERS[name]
            default, bounds = f"`{usual:g}`", f" From {lowest:g} to {highest:g}."
        lines.append(f"| `{name}` | {default} | {meaning}{bounds} |")
    return "\n".join(lines) + "\n"


def read(environment: Mapping[str, str]) -> Settings:
    problems: list[str] = []
    known = {*NUMBERS, *TEXTS}
    for name in sorted(environment):
        if name.startswith("RUNNER_") and name not in known:
            problems.append(f"{name} is no setting of the runner; it has {', '.join(sorted(known))}")
    numbers = {name: _number(environment, name, problems) for name in NUMBERS}
    connection = _connection(environment, problems)
    heartbeat = _heartbeat(environment, numbers["RUNNER_HEARTBEAT_SECONDS"], problems)
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(
        connection=connection,
        heartbeat=heartbeat,
        poll_seconds=numbers["RUNNER_POLL_SECONDS"],
        slow_interval_seconds=numbers["RUNNER_SLOW_INTERVAL_SECONDS"],
        test_interval_seconds=numbers["RUNNER_TEST_INTERVAL_SECONDS"],
        threads=int(numbers["RUNNER_THREADS"]),
        lock_seconds=int(numbers["RUNNER_LOCK_SECONDS"]),
        stop_seconds=numbers["RUNNER_STOP_SECONDS"],
        state_directory=Path(environment.get("RUNNER_STATE_DIR") or PROJECT / "target").resolve(),
    )


def _number(environment: Mapping[str, str], name: str, problems: list[str]) -> float:
    kind, default, lowest, highest = NUMBERS[name]
    text = environment.get(name)
    if not text:
        return default
    try:
        value = kind(text)
    except ValueError:
        value = None
    if value is None or not lowest <= value <= highest:
        word = "a whole number" if kind is int else "a number"
        problems.append(f"{name} must be {word} from {lowest:g} to {highest:g}, was {text}")
        return default
    return value


def _heartbeat(environment: Mapping[str, str], seconds: float, problems: list[str]) -> Heartbeat | None:
    url = environment.get("RUNNER_HEARTBEAT_URL", "")
    write_key = environment.get("RUNNER_HEARTBEAT_WRITE_KEY", "")
    if bool(url) != bool(write_key):
        problems.append("RUNNER_HEARTBEAT_URL and RUNNER_HEARTBEAT_WRITE_KEY go together; set is one of them")
    if url and not url.startswith(("http://", "https://")):
        problems.append(f"RUNNER_HEARTBEAT_URL must begin with http:// or https://, was {url}")
    return Heartbeat(url, write_key, seconds) if url and write_key else None


def _connection(environment: Mapping[str, str], problems: list[str]) -> Connection:
    if not environment.get("REDSHIFT_HOST"):
        problems.append("REDSHIFT_HOST is missing: how to reach the warehouse")
    given = [name for name in LOGIN if environment.get(name)]
    if given not in (["REDSHIFT_USER", "REDSHIFT_PASSWORD"], ["REDSHIFT_WORKGROUP"]):
        problems.append(
            "either REDSHIFT_USER and REDSHIFT_PASSWORD, or REDSHIFT_WORKGROUP alone, must be set; "
            f"set is {', '.join(given) or 'none of them'}"
        )
    port = environment.get("REDSHIFT_PORT") or "5439"
    if not port.isdecimal() or not 1 <= int(port) <= 65_535:
        problems.append(f"REDSHIFT_PORT must be a whole number from 1 to 65535, was {port}")
        port = "5439"
    host = environment.get("REDSHIFT_HOST", "")
    sslmode = environment.get("REDSHIFT_SSLMODE") or ("disable" if host in LOOPBACK else "require")
    if sslmode not in SSLMODES:
        problems.append(f"REDSHIFT_SSLMODE must be one of {', '.join(SSLMODES)}, was {sslmode}")
    return Connection(
        host=host,
        port=int(port),
        database=environment.get("REDSHIFT_DATABASE") or "clickstream",
        user=environment.get("REDSHIFT_USER", ""),
        password=environment.get("REDSHIFT_PASSWORD", ""),
        workgroup=environment.get("REDSHIFT_WORKGROUP", ""),
        sslmode=sslmode,
    )
