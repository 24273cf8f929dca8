"""What Debian must provide before anything of ours can run; `python3 server/launch/system.py run test`.

Runs before the virtual environment exists, so it uses the standard library alone and its syntax is old on purpose.
What is missing is installed when the caller is root; otherwise the exact line is printed and the exit code is 1.
"""

import ctypes
import glob
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST_PYTHON = (3, 11)


def has_library(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


# Debian package → is what we need of it here? Any distribution's own build of the library will do.
NEEDS = {
    "python": {"python3-venv": lambda: importlib.util.find_spec("ensurepip") is not None},
    "run": {
        "libpango-1.0-0": lambda: has_library("libpango-1.0.so.0"),
        "libpangoft2-1.0-0": lambda: has_library("libpangoft2-1.0.so.0"),
        "libharfbuzz-subset0": lambda: has_library("libharfbuzz-subset.so.0"),
    },
    "test": {
        "chromium": lambda: shutil.which("chromium") is not None,
        "fonts-noto-cjk": lambda: bool(glob.glob("/usr/share/fonts/*/noto/NotoSansCJK*")),
        "poppler-utils": lambda: shutil.which("pdftoppm") is not None,
    },
}


def missing(groups):
    return [package for group in groups for package, present in NEEDS[group].items() if not present()]


def install(packages):
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for line in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *line], env=environment, stdout=sys.stderr, check=False)
        if done.returncode:
            return False
    return True


def advice(packages):
    return "Missing on this system. Install with: apt-get update && apt-get install -y " + " ".join(packages)


def main(groups):
    if sys.version_info < OLDEST_PYTHON:
        return f"Lobbybook needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}."
    packages = missing(groups)
    if not packages:
        return None
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return advice(packages)
    sys.stderr.write("Installing from Debian: {}\n".format(" ".join(packages)))
    if not install(packages) or missing(groups):
        return advice(packages)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
