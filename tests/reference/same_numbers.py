"""Runs each pair of docs/same-numbers.md, shell line and notebook line, and compares them.

    same_numbers.py EMSTEP DOCUMENT        exit 77 if scikit-learn is missing (the test is skipped)
"""
import json
import re
import shlex
import subprocess
import sys

try:
    import numpy as np
    import sklearn
except ImportError:
    print("NumPy or scikit-learn is missing")
    sys.exit(77)


def own_stream():
    major, minor = map(int, sklearn.__version__.split(".")[:2])
    return "sklearn-1.3" if (major, minor) >= (1, 3) else "sklearn-1.2"


def blocks(text):
    """(kind, body) of each fenced block in order."""
    return re.findall(r"^```(sh|python setup|python)\n(.*?)^```$", text, re.M | re.S)


def emstep(program, line):
    words = shlex.split(line.replace("STREAM", own_stream()))
    assert words[0] == "emstep", line
    out = subprocess.run([program] + words[1:] + ["--json"], stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


def differences(result, model, X):
    """What differs between the program's answer and a fitted model."""
    if hasattr(model, "inertia_"):
        pairs = {"means": model.cluster_centers_, "objective": model.inertia_}
    else:
        pairs = {"means": model.means_, "weights": model.weights_,
                 "objective": model.score(X) * len(X)}
        if hasattr(model, "covariances_"):
            pairs["covariances"] = model.covariances_
    for name, want in pairs.items():
        got = result["objective"]["value"] if name == "objective" else result[name]
        if np.shape(got) != np.shape(want) or not np.allclose(got, want, rtol=1e-7, atol=1e-7):
            yield f"{name}: {got}\n     not {want}"
    if result["iterations"] != model.n_iter_:
        yield f"iterations: {result['iterations']}, not {model.n_iter_}"


def main():
    program, document = sys.argv[1:]
    names, line, pairs, bad = {}, None, 0, 0
    for kind, body in blocks(open(document, encoding="utf-8").read()):
        if kind == "sh":
            line = body.strip()
            continue
        exec(body, names)
        if kind == "python":
            pairs += 1
            for text in differences(emstep(program, line), names["model"], names["X"]):
                bad += 1
                print(f"{line}\n     {text}")
    print(f"{pairs} pairs, {bad} differences, scikit-learn {sklearn.__version__}")
    sys.exit(bad > 0 or pairs < 15)


if __name__ == "__main__":
    main()
