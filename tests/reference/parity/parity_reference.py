#!/usr/bin/env python3
"""Prints parity_reference.h: what scikit-learn and NumPy give for the cases of cases.py.

    python3 parity_reference.py > parity_reference.h

scikit-learn disagrees with itself between BLAS kernels where distances tie, so a case is kept only
if it gives the same labels and iterations under OPENBLAS_CORETYPE Haswell, Nehalem and SkylakeX with
1 and 2 threads, if no E-step of K-means has its two smallest distances within 1e-9 relative, if no
cluster empties, and if no two runs of an n_init are equally good. What is dropped is said on standard
error. Made with scikit-learn 1.2.1.

NumPy must use OpenBLAS for this; where another BLAS is installed, put OpenBLAS's folder (the one with
its libblas.so.3) on LD_LIBRARY_PATH. The numbers printed are those of Haswell with one thread.
"""
import hashlib
import json
import os
import subprocess
import sys

os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import sklearn
from threadpoolctl import threadpool_info

import cases
import fits

KERNELS = ["Haswell", "Nehalem", "SkylakeX"]


def results():
    data = {}
    for c in cases.CASES:
        if c["data"] not in data:
            data[c["data"]] = cases.DATA[c["data"]]()
        try:
            yield c, fits.fit(c, data[c["data"]]), None
        except fits.Dropped as why:
            yield c, None, str(why)


def summary():
    """What must not depend on the processor."""
    return {cases.name(c): str(why) if why else
            [int(r["iterations"]), hashlib.sha256(bytes(r["labels"].astype("u1"))).hexdigest()]
            for c, r, why in results()}


def summaries():
    for kernel in KERNELS:
        for threads in "12":
            env = {**os.environ, "OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": threads,
                   "OMP_NUM_THREADS": threads}
            out = subprocess.run([sys.executable, __file__, "--summary"], env=env, check=True,
                                 stdout=subprocess.PIPE)
            yield f"{kernel}/{threads}", json.loads(out.stdout)


def text(value):
    return f'"{value}"'


def numbers(values):
    return ", ".join("%.17g" % v for v in values)


def print_case(c, r, first):
    tol = -1.0 if c["tol"] is None else c["tol"]
    iterations = "EM_DEFAULT_ITER" if c["max_iter"] is None else c["max_iter"]
    points = c["points"] or []
    init = {"k-means++": "KMEANSPP", "k-means": "KMEANS"}.get(c["init"], c["init"].upper())
    print(f"    {{.name = {text(cases.name(c))},")
    print(f"     .data = {text(c['data'])}, .kind = EM_{c['model'].upper()},")
    print(f"     .cov_kind = EM_COV_{c['covariance'].upper()}, .k = {c['k']}, .init = EM_INIT_{init},")
    print(f"     .points = {{{', '.join(map(str, points)) or 0}}}, .init_cov = {c['init_cov']},")
    print(f"     .seed = {c['seed']}u, .n_init = {c['n_init']},")
    print(f"     .stream = EM_STREAM_SKLEARN_{c['stream'].replace('.', '_')}, .tol = {tol},")
    print(f"     .max_iter = {iterations}, .reg_covar = {c['reg_covar']},")
    print(f"     .epsilon = {c['epsilon']}, .equal = {str(c['equal']).lower()},")
    print(f"     .tolerance = {c['tolerance']}, .iterations = {int(r['iterations'])},")
    print(f"     .objective = {r['objective']:.17g}, .bic = {r['bic']:.17g}, .aic = {r['aic']:.17g},")
    print(f"     .params = reference_params + {first}, .label =")
    labels = "".join(chr(ord("0") + v) for v in r["labels"])
    for i in range(0, len(labels), 80):
        print(f'         "{labels[i:i + 80]}"')
    print("    },")


def demand_openblas():
    kernels = [i["architecture"] for i in threadpool_info() if i["internal_api"] == "openblas"]
    if kernels != [os.environ["OPENBLAS_CORETYPE"]]:
        sys.exit(f"the BLAS in use is {kernels or 'not OpenBLAS'}: see the top of this script")


def main():
    demand_openblas()
    if "--summary" in sys.argv:
        json.dump(summary(), sys.stdout)
        return
    seen = dict(summaries())
    kept = []
    for c, r, why in results():
        label = cases.name(c)
        different = [k for k, s in seen.items() if s[label] != next(iter(seen.values()))[label]]
        if why is None and different:
            why = "differs under " + ", ".join(different)
        if why:
            print("dropped:", label, "-", why, file=sys.stderr)
        else:
            kept.append((c, r))
    print(len(kept), "cases kept of", len(cases.CASES), file=sys.stderr)
    print("/* Made by parity_reference.py with scikit-learn", sklearn.__version__, "and NumPy",
          np.__version__ + ". */")
    flat = [np.concatenate([np.ravel(r["weights"]), np.ravel(r["means"]), np.ravel(r["cov"])])
            for _, r in kept]
    print("static const double reference_params[] = {")
    for f in flat:
        print("   ", numbers(f) + ",")
    print("};")
    print("static const struct reference reference[] = {")
    first = 0
    for (c, r), f in zip(kept, flat):
        print_case(c, r, first)
        first += len(f)
    print("};")


if __name__ == "__main__":
    main()
