"""Runs what emstep code prints and compares it with fit. Needs NumPy and scikit-learn."""
import json
import os
import subprocess
import sys
import unittest

from emstep import line, result

PYTHON = os.environ.get("EMSTEP_PYTHON", "/usr/bin/python3")
RUNS = """
aniso
aniso --model kmeans -k 3 --init points:10,100,300
aniso --covariance tied --seed 3
aniso --covariance diag -k 4 --init random
iris --covariance spherical --init k-means++
blobs --model kmeans --empty keep --seed 1 --init random
blobs --model kmeans -k 6 --init random --tol 0
aniso --fixed-epsilon 0.5
aniso --fixed-epsilon 0.5 --weights equal --init random
digits --limit 500 --model bernoulli
mnist --keep-labels 2,3,4 --limit 600 --model bernoulli --init random
aniso --steps 8
aniso --steps 1
aniso --steps 0 --covariance tied --init random
aniso --model kmeans --steps 30 --init random
aniso --model kmeans --max-iter 0
aniso --max-iter 3
digits --limit 600 --model kmeans -k 10 --n-init 3 --seed 777
faithful --standardize -k 2 --reg-covar 0
hand --reg-covar 0 -k 3 --init random --init-cov 0.01
"""


def has_sklearn():
    try:
        return subprocess.run([PYTHON, "-c", "import sklearn"], capture_output=True,
                              timeout=120).returncode == 0
    except OSError:
        return False


def flat(value):
    return [x for v in value for x in flat(v)] if isinstance(value, list) else [value]


# Runs scripts (a JSON list on standard input), each in a namespace of its own; prints their outputs.
DRIVER = """
import contextlib, io, json, sys
outputs = []
for script in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as text:
        exec(compile(script, "script", "exec"), {"__name__": "__main__"})
    outputs.append(json.loads(text.getvalue()))
print(json.dumps(outputs))
"""


class Code(unittest.TestCase):
    def close(self, found, wanted, tolerance):
        self.assertEqual(found is None, wanted is None)
        if wanted is not None:
            found, wanted = flat([found]), flat([wanted])
            self.assertEqual(len(found), len(wanted))
            scale = max(max(map(abs, wanted)), 1e-8)
            for a, b in zip(found, wanted):
                self.assertLessEqual(abs(a - b), tolerance * scale)

    def test_the_scripts_give_the_same_numbers(self):
        texts = RUNS.strip().split("\n")
        scripts = [line("code " + text) for text in texts]
        self.assertEqual({code for code, _, _ in scripts}, {0})
        done = subprocess.run([PYTHON, "-W", "ignore", "-c", DRIVER],
                              input=json.dumps([out for _, out, _ in scripts]).encode(),
                              capture_output=True, timeout=500)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        for text, found in zip(texts, json.loads(done.stdout)):
            with self.subTest(text):
                wanted = result("fit " + text + " --labels")
                for key in ("iterations", "labels", "counts"):
                    self.assertEqual(found[key], wanted[key])
                self.close(found["objective"], wanted["objective"]["value"], 1e-7)
                for key in ("means", "weights", "covariances"):
                    self.close(found[key], wanted[key], 1e-8)


if __name__ == "__main__":
    if not has_sklearn():
        print("no scikit-learn for", PYTHON)
        sys.exit(77)
    unittest.main()
