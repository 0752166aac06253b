"""clang_test.py BUILD: every file of that build once more through clang, which warns of things that gcc
does not. Syntax and warnings only, with the build's options. Exit 77 (skipped) where clang is missing."""
import concurrent.futures
import json
import os
import shlex
import shutil
import subprocess
import sys

EXTRA = ["-fsyntax-only", "-Werror", "-Wno-unknown-warning-option", "-Qunused-arguments",
         "-fno-color-diagnostics"]


def arguments(entry):
    words, kept = iter(shlex.split(entry["command"])[1:]), []
    for word in words:
        if word in ("-o", "-MQ", "-MF"):
            next(words)
        elif word not in ("-c", "-MD", "-Werror"):
            kept.append(word)
    return kept


def check(entry):
    done = subprocess.run(["clang", *arguments(entry), *EXTRA], cwd=entry["directory"],
                          capture_output=True, text=True)
    return done.returncode, done.stderr


def main():
    if not shutil.which("clang"):
        print("clang is not installed")
        return 77
    with open(os.path.join(sys.argv[1], "compile_commands.json")) as f:
        entries = [e for e in json.load(f) if e["file"].endswith(".c")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(check, entries))
    for code, words in results:
        sys.stdout.write(words)
    print(f"{len(results)} files, {sum(code != 0 for code, _ in results)} with findings")
    return int(not results or any(code for code, _ in results))


sys.exit(main())
