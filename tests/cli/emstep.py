"""Runs the program under test: $EMSTEP."""
import json
import os
import subprocess

PROGRAM = os.environ["EMSTEP"]
HEADLESS = {k: v for k, v in os.environ.items()
            if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}


def run(*args, stdin=b"", env=None, timeout=120, **more):
    """Exit code, standard output, standard error of one command."""
    done = subprocess.run([PROGRAM, *args], input=stdin, capture_output=True, timeout=timeout,
                          env={**HEADLESS, **(env or {})}, **more)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def line(text):
    """The command line of a test: blanks separate, quotes are not needed."""
    return run(*text.split())


def no_constant(name):
    raise ValueError(name + " is no JSON")


def result(text):
    """The JSON object a command prints; it must end well."""
    code, out, err = line(text + " --json")
    assert code == 0, (text, code, err)
    return json.loads(out, parse_constant=no_constant)
