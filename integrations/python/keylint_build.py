# SPDX-License-Identifier: Apache-2.0
"""PEP 517 build backend: a wheel that holds the static keylint binary.

The binary is the file that KEYLINT_BINARY names, else it is built here with
CMake. It lands in the environment's bin folder as it is: no Python starts
when keylint does. Nothing outside the standard library is needed.
"""

import base64
import hashlib
import os
import platform
import re
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A static binary asks nothing of the C library: glibc and musl systems alike.
PLATFORMS = "manylinux_2_17_{0}.manylinux2014_{0}.musllinux_1_1_{0}"
# Wheels must not change with the hour they are built in.
TIMESTAMP = (2020, 1, 1, 0, 0, 0)


def version():
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"project\(keylint VERSION ([0-9.]+)", text).group(1)


def metadata():
    lines = [
        "Metadata-Version: 2.1",
        "Name: keylint",
        f"Version: {version()}",
        "Summary: Finds keys that leak, cannot work, or stand in the wrong environment",
        "License: Apache-2.0",
        "Requires-Python: >=3.8",
        "Classifier: Environment :: Console",
        "Classifier: License :: OSI Approved :: Apache Software License",
        "Classifier: Operating System :: POSIX :: Linux",
        "Classifier: Topic :: Security",
        "Classifier: Topic :: Software Development :: Quality Assurance",
        "Description-Content-Type: text/markdown",
    ]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return "\n".join(lines) + "\n\n" + readme


def tag():
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    return "py3-none-" + PLATFORMS.format(machine)


def wheel_file():
    lines = ["Wheel-Version: 1.0", "Generator: keylint_build", "Root-Is-Purelib: false"]
    python, abi, platforms = tag().split("-")
    lines += [f"Tag: {python}-{abi}-{name}" for name in platforms.split(".")]
    return "\n".join(lines) + "\n"


def build_binary():
    """Path of a keylint to pack: $KEYLINT_BINARY, or one built here."""
    given = os.environ.get("KEYLINT_BINARY")
    if given:
        if not os.access(given, os.X_OK):
            raise SystemExit(f"keylint: KEYLINT_BINARY is '{given}', which is no program")
        return Path(given)
    if not shutil.which("cmake"):
        raise SystemExit(
            "keylint: no cmake here, and no KEYLINT_BINARY.\n"
            "Install the package that carries the binary (pip install keylint), or run\n"
            "./run --version once, which installs what the build needs."
        )
    build = ROOT / "build-wheel"
    generator = ["-G", "Ninja"] if shutil.which("ninja") else []
    subprocess.run(
        ["cmake", "-S", str(ROOT), "-B", str(build), *generator, "-DCMAKE_BUILD_TYPE=Release",
         "-DKEYLINT_CLANG=OFF", "-DKEYLINT_TESTS=OFF"], check=True)
    jobs = str(os.cpu_count() or 1)
    subprocess.run(["cmake", "--build", str(build), "--target", "keylint", "--parallel", jobs], check=True)
    return build / "keylint"


def stripped(binary, work):
    """The program without its symbols, where strip exists."""
    copy = Path(work) / "keylint.stripped"
    shutil.copy(binary, copy)
    if shutil.which("strip"):
        subprocess.run(["strip", str(copy)], check=False)
    content = copy.read_bytes()
    copy.unlink()
    return content


class Wheel:
    def __init__(self, path):
        self.file = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.record = []

    def add(self, name, content, mode=0o644):
        if isinstance(content, str):
            content = content.encode("utf-8")
        info = zipfile.ZipInfo(name, TIMESTAMP)
        info.external_attr = (0o100000 | mode) << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        self.file.writestr(info, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(content)}")

    def close(self, info):
        self.record.append(f"{info}/RECORD,,")
        entry = zipfile.ZipInfo(f"{info}/RECORD", TIMESTAMP)
        entry.external_attr = 0o100644 << 16
        self.file.writestr(entry, "\n".join(self.record) + "\n")
        self.file.close()


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = f"keylint-{version()}"
    info = f"{name}.dist-info"
    file_name = f"{name}-{tag()}.whl"
    wheel = Wheel(Path(wheel_directory) / file_name)
    wheel.add(f"{name}.data/scripts/keylint", stripped(build_binary(), wheel_directory), 0o755)
    wheel.add(f"{info}/METADATA", metadata())
    wheel.add(f"{info}/WHEEL", wheel_file())
    wheel.add(f"{info}/LICENSE", (ROOT / "LICENSE").read_bytes())
    wheel.close(info)
    return file_name


def build_sdist(sdist_directory, config_settings=None):
    name = f"keylint-{version()}"
    parts = ["CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "pyproject.toml", "run",
             "lint", "rules", "integrations"]
    with tarfile.open(Path(sdist_directory) / f"{name}.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for part in parts:
            if (ROOT / part).exists():
                archive.add(ROOT / part, f"{name}/{part}", filter=without_caches)
        note = Path(sdist_directory) / "PKG-INFO"
        note.write_text(metadata(), encoding="utf-8")
        archive.add(note, f"{name}/PKG-INFO")
        note.unlink()
    return f"{name}.tar.gz"


def without_caches(entry):
    return None if "__pycache__" in entry.name or "node_modules" in entry.name else entry
