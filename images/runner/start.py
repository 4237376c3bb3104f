"""Starts dbt's runner in a container.

The runner stops at the end of its standard input, which a parent process holds open elsewhere. A container's is /dev/null, which is
at its end at once: so it gets a pipe that nobody ever writes to, whose other end lives as long as this process.
"""

import os
import runpy

reading, _writing = os.pipe()
os.dup2(reading, 0)
runpy.run_module("runner", run_name="__main__", alter_sys=True)
