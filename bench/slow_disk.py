"""A disk that takes its time: every sync of the programs started meanwhile takes longer.

A virtual machine often answers a sync out of the memory of its host. A disk that keeps its promise
when the power fails takes a millisecond or several, and what waits for it well shows only there.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SOURCE = """\
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

static int slowly(const char *name, int file) {
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = sync(file);
    usleep(EXTRA_US);
    return result;
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
"""


@contextmanager
def slow_disk(folder: Path, extra_ms: float) -> Iterator[bool]:
    """Whether there is one for the programs started within: it takes Linux and a C compiler."""
    library = folder / "slow_disk.so"
    if not _compile(library, extra_ms):
        yield False
        return
    os.environ["LD_PRELOAD"] = str(library)
    try:
        yield True
    finally:
        del os.environ["LD_PRELOAD"]


def _compile(library: Path, extra_ms: float) -> bool:
    compiler = shutil.which("cc")
    if compiler is None:
        return False
    options = ["-x", "c", "-", "-shared", "-fPIC", f"-DEXTRA_US={round(extra_ms * 1000)}"]
    command = [compiler, *options, "-o", str(library), "-ldl"]
    done = subprocess.run(command, input=_SOURCE, text=True, capture_output=True, check=False)
    return done.returncode == 0
