"""Runs `poolwalk eval` on one file in a child that may neither take long nor take much."""
import os
import resource
import subprocess
import tempfile
import time
from collections import namedtuple

Ran = namedtuple("Ran", "status errors seconds mebibytes values")


def identity(program, file, *options, megabytes=None, patience=60):
    """The file's values as they were opened: 1 x 1 pooling changes none. `values` is the .npy that was written."""
    with tempfile.TemporaryDirectory(prefix="poolwalk-picture-") as folder:
        output = os.path.join(folder, "out.npy")
        command = [program, "eval", "--op", "max_pool", "--kernel", "1", "--input", file, "--output", output, *options]

        def limit():
            if megabytes:
                resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))

        with open(os.path.join(folder, "errors"), "w+", encoding="utf-8", errors="replace") as errors:
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, preexec_fn=limit,
                                     env=dict(os.environ, LC_ALL="C.UTF-8"))
            end = time.monotonic() + patience
            while True:
                pid, status, usage = os.wait4(child.pid, os.WNOHANG)
                if pid:
                    break
                if time.monotonic() > end:
                    child.kill()
                    os.wait4(child.pid, 0)
                    raise AssertionError(f"{file}: still at it after {patience} s")
                time.sleep(.002)
            child.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            said = errors.read().strip()
        values = None
        if os.path.exists(output):
            with open(output, "rb") as file:
                values = file.read()
    return Ran(child.returncode, said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, values)


def refused(ran):
    """A sentence and the status 2, not a crash."""
    return ran.status == 2 and ran.errors.startswith("poolwalk: ") and ran.values is None
