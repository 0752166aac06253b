#!/usr/bin/env python3
"""Prints init_reference.h: start means as NumPy and scikit-learn draw them (scikit-learn 1.2.1).

    python3 init_reference.py > init_reference.h
"""
import pathlib
import sys

import numpy as np
from sklearn.datasets import make_blobs

sys.path.insert(0, str(pathlib.Path(__file__).parent / "parity"))
import cases
import fits
import starts

SETS = {
    "aniso": cases.DATA["aniso"],
    "blobs:n=60,k=4,d=3,std=1,seed=3":
        lambda: make_blobs(60, centers=4, n_features=3, random_state=3)[0],
    "blobs:n=6,k=2,d=2,std=1,seed=0": lambda: make_blobs(6, centers=2, random_state=0)[0],
    "hand": lambda: np.array([[1.0], [2.0], [3.0]]),
}
DRAWS = [("aniso", 3, 0), ("aniso", 20, 5), ("blobs:n=60,k=4,d=3,std=1,seed=3", 4, 42),
         ("blobs:n=6,k=2,d=2,std=1,seed=0", 5, 2), ("blobs:n=6,k=2,d=2,std=1,seed=0", 6, 9),
         ("hand", 2, 42), ("hand", 3, 1), ("hand", 1, 1)]
INITS = ["random", "k-means++", "partition", "farthest", "uniform"]


def mixture_start(X, k, seed, stream, init):
    """One M-step of a full Gaussian mixture from responsibilities, without scikit-learn's eps."""
    r = np.random.RandomState(seed)
    c = cases.case("", "gmm", k, init=init, stream=stream, seed=seed)
    resp = starts.responsibilities(X, k, r) if init == "responsibilities" else fits.one_hot(c, X, r)
    count = resp.sum(axis=0)
    means = resp.T @ X / count[:, None]
    cov = [(resp[:, c] * (X - means[c]).T) @ (X - means[c]) / count[c] + 1e-6 * np.eye(X.shape[1])
           for c in range(k)]
    return np.concatenate([count / len(X), means.ravel(), np.ravel(cov)])


def line(kind, data, k, seed, stream, init, values):
    init = {"k-means++": "KMEANSPP", "k-means": "KMEANS"}.get(init, init.upper())
    print(f'    {{{kind}, "{data}", {k}, {seed}u, EM_STREAM_SKLEARN_{stream.replace(".", "_")}, '
          f"EM_INIT_{init}, (const double[]){{{', '.join(float(v).hex() for v in values)}}}}},")


def main():
    print("/* Made by init_reference.py with NumPy", np.__version__ + ". */")
    print("static const struct reference reference[] = {")
    for data, k, seed in DRAWS:
        X = SETS[data]()
        for stream in ("1.2", "1.3"):
            for init in INITS:
                r = np.random.RandomState(seed)
                line("EM_KMEANS", data, k, seed, stream, init,
                     starts.means(X, init, k, r, stream).ravel())
    for data, k, seed in DRAWS[:1] + DRAWS[2:3]:
        for stream in ("1.2", "1.3"):
            for init in ("k-means", "responsibilities"):
                line("EM_GMM", data, k, seed, stream, init,
                     mixture_start(SETS[data](), k, seed, stream, init))
    print("};")


if __name__ == "__main__":
    main()
