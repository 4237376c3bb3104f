"""A page in headless Chromium, which cannot reach any network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Loads the page at a phone's width, since a window of Chromium's cannot be that narrow, and tells how wide it came out.
PHONE = """<!doctype html><title>waiting</title><iframe id="phone" style="width: 390px; height: 800px; border: 0" src="{address}"></iframe>
<script>
const frame = document.getElementById("phone");
const look = () => {{
  const root = frame.contentDocument.documentElement;
  if (root.dataset.drawn === undefined) setTimeout(look, 50);
  else document.title = `wide: ${{root.scrollWidth}}`;
}};
frame.onload = look;
</script>"""


@dataclass(frozen=True)
class Rendered:
    """What the browser made of the page, and what it said on its console."""

    document: str
    console: list[str]


def chromium() -> str | None:
    """Its path; CHROMIUM names another than those on the PATH. None where there is none."""
    return os.environ.get("CHROMIUM") or next((found for found in map(shutil.which, NAMES) if found), None)


def render(program: str, page: Path, *flags: str) -> Rendered:
    with tempfile.TemporaryDirectory() as profile:
        result = subprocess.run(
            [
                *(program, "--headless=new", "--disable-gpu", "--no-sandbox", "--no-first-run", f"--user-data-dir={profile}"),
                *("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--enable-logging=stderr"),
                *("--allow-file-access-from-files", "--window-size=1280,900", "--virtual-time-budget=20000", *flags),
                *("--dump-dom", page.as_uri()),
            ],
            capture_output=True,
            text=True,
            timeout=240,
            check=True,
        )
    return Rendered(result.stdout, [line for line in result.stderr.splitlines() if "CONSOLE" in line])


def width_on_a_phone(program: str, page: Path) -> int:
    """How many pixels wide the page is where there are 390."""
    wrapper = page.with_name(f"phone-{page.name}")
    wrapper.write_text(PHONE.format(address=page.as_uri()), "utf-8")
    found = re.search(r"<title>wide: (\d+)</title>", render(program, wrapper).document)
    if found is None:
        raise AssertionError("the page was not drawn at a phone's width")
    return int(found.group(1))
