"""`python3 tools/venv.py DIR`: a virtual environment at DIR with kehoach (editable) and its development tools in it.

Its Python is the first of 3.11 to 3.13 found; its packages have the versions of constraints.txt. One that is there is
brought up to date; else it is made by uv, by the standard venv or by virtualenv: the first that works. Where none does,
the exit code is 1 and the last line names the remedy. Uses nothing but the standard library, nor newer than Python 3.7,
so that an old Python gets a message.
"""

import os
import shutil
import subprocess
import sys

SUPPORTED = ("3.13", "3.12", "3.11")
PACKAGES = ["-e", ".[dev]", "-c", "constraints.txt"]
NO_PYTHON = "kehoach needs Python 3.11, 3.12 or 3.13 and found none of them: install one, then run make again"
REMEDY = "On Debian or Ubuntu: apt install python3-venv (elsewhere: pip install virtualenv); then run make again"


def main(where):
    """Make the environment; the return value is for sys.exit: None, or what went wrong."""
    python = find_python()
    if python is None:
        return NO_PYTHON
    print(f"Setting up {where} (once; about a minute) ...", flush=True)
    failures = []
    for way in as_it_is, with_uv, with_venv, with_virtualenv:
        failure = first_failure(way(python, where))
        if failure is None:
            return None
        failures.append(f"  {way.__name__}: {failure}")
    return "\n".join(["No environment could be made:"] + failures + [REMEDY])


def find_python():
    """The path of a supported interpreter: the one that runs this, else the newest on the PATH, else None."""
    for name in [sys.executable] + ["python" + version for version in SUPPORTED]:
        ask = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"
        answer = shutil.which(name) and subprocess.run([name, "-c", ask], capture_output=True, text=True).stdout
        if answer and answer.split()[0] in SUPPORTED:
            return answer.split(None, 1)[1].strip()
    return None


def as_it_is(python, where):
    yield pip(where)


def with_uv(python, where):
    yield ["uv", "venv", "--quiet", "--clear", "--python", python, where]
    yield ["uv", "pip", "install", "--quiet", "--python", inside(where), *PACKAGES]


def with_venv(python, where):
    yield [python, "-m", "venv", "--clear", where]
    yield pip(where)


def with_virtualenv(python, where):
    yield ["virtualenv", "--quiet", "--clear", "--python", python, where]
    yield pip(where)


def pip(where):
    return [inside(where), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]


def inside(where):
    return os.path.join(where, "bin", "python")


def first_failure(commands):
    """Run `commands` until one fails: what it said last, or None where all went well."""
    for command in commands:
        if shutil.which(command[0]) is None:
            return f"{command[0]} is not installed"
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            said = [line for line in done.stdout.splitlines() if line.strip()] or [f"exit code {done.returncode}"]
            return " ".join(said[-3:])
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
