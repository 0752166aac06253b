"""The parity cases and their data sets."""
import pathlib

import numpy as np
from sklearn.datasets import make_blobs, make_circles, make_moons

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "datasets"


def _csv(name, columns):
    return np.loadtxt(FOLDER / name, delimiter=",", skiprows=1, usecols=range(columns))


def _uneven():
    X, y = make_blobs(1500, random_state=170)
    return np.vstack([X[y == c][:m] for c, m in [(0, 500), (1, 100), (2, 10)]])


DATA = {
    "aniso": lambda: make_blobs([150, 100, 200], centers=[[-1, -1], [6, 4], [12, 12]],
                                cluster_std=[1, 0.6, 1.5], random_state=42)[0]
    @ np.array([[0.60834549, -0.63667341], [-0.40887718, 0.85253229]]),
    "blobs": lambda: make_blobs(1000, centers=[(20, 20), (-20, 0), (20, -20)], cluster_std=7,
                                random_state=42)[0],
    "varied": lambda: make_blobs(1500, cluster_std=[1.0, 2.5, 0.5], random_state=170)[0],
    "uneven": _uneven,
    "moons": lambda: make_moons(500, noise=0.05, random_state=30)[0],
    "circles": lambda: make_circles(500, factor=0.5, noise=0.05, random_state=30)[0],
    "blobs:n=700,k=6,d=3,std=1.5,seed=11":
        lambda: make_blobs(700, centers=6, n_features=3, cluster_std=1.5, random_state=11)[0],
    "faithful": lambda: _csv("faithful.csv", 2),
    "iris": lambda: _csv("iris.csv", 4),
    "digits": lambda: _csv("digits.csv", 64),
    "digits>8": lambda: (_csv("digits.csv", 64) > 8).astype(float),
}

DEFAULTS = dict(covariance="full", init="points", points=None, init_cov=0.0, seed=42, n_init=1,
                stream="1.2", tol=None, max_iter=None, reg_covar=1e-6, epsilon=0.0, equal=False,
                tolerance=1e-8)


def case(data, model, k, **options):
    return {**DEFAULTS, "data": data, "model": model, "k": k, **options}


def _kmeans():
    out = []
    for stream in ("1.2", "1.3"):
        for data, k, seed in [("aniso", 3, 0), ("blobs", 3, 42), ("varied", 3, 7), ("uneven", 3, 1),
                              ("moons", 2, 3), ("circles", 4, 5), ("faithful", 2, 42), ("iris", 3, 9),
                              ("blobs:n=700,k=6,d=3,std=1.5,seed=11", 6, 2**32 - 1)]:
            for init in ("random", "k-means++"):
                out.append(case(data, "kmeans", k, init=init, seed=seed, stream=stream))
        out.append(case("digits", "kmeans", 10, init="k-means++", seed=777, n_init=4, stream=stream))
        out.append(case("aniso", "kmeans", 5, init="random", seed=4, n_init=6, stream=stream))
        out.append(case("varied", "kmeans", 6, init="k-means++", seed=9, n_init=5, stream=stream))
    for init in ("partition", "farthest", "uniform"):
        for data, k, seed in [("aniso", 3, 0), ("blobs", 5, 42), ("faithful", 3, 8), ("iris", 4, 2)]:
            out.append(case(data, "kmeans", k, init=init, seed=seed))
    out.append(case("aniso", "kmeans", 3, points=[10, 100, 300]))
    out.append(case("varied", "kmeans", 8, points=list(range(0, 1600, 200)), tol=0.0))
    out.append(case("aniso", "kmeans", 3, points=[0, 1, 2], max_iter=3))
    return out


def _gmm():
    out = []
    for covariance in ("full", "tied", "diag", "spherical"):
        c = dict(covariance=covariance)
        for data, k, seed in [("aniso", 3, 42), ("varied", 3, 1), ("faithful", 2, 42), ("iris", 3, 0)]:
            out.append(case(data, "gmm", k, init="k-means", seed=seed, **c))
        out.append(case("uneven", "gmm", 3, init="k-means", seed=5, stream="1.3", **c))
        out.append(case("moons", "gmm", 3, init="responsibilities", seed=3, tolerance=1e-6, **c))
        for init in ("random", "k-means++", "partition", "farthest", "uniform"):
            out.append(case("aniso", "gmm", 3, init=init, seed=11, init_cov=2.0, tolerance=1e-6, **c))
        out.append(case("blobs", "gmm", 3, init="random", seed=6, stream="1.3", tolerance=1e-6, **c))
        out.append(case("aniso", "gmm", 3, points=[10, 100, 300], init_cov=5.0, reg_covar=0.0, **c))
        out.append(case("faithful", "gmm", 3, points=[0, 50, 100], tol=1e-9, max_iter=3000,
                        tolerance=1e-6, **c))
    out.append(case("circles", "gmm", 4, init="k-means", seed=1, n_init=3, tolerance=1e-6))
    out.append(case("iris", "gmm", 3, init="responsibilities", seed=2, n_init=4, covariance="diag",
                    tolerance=1e-6))
    out.append(case("digits", "gmm", 10, init="k-means", seed=0, covariance="diag", reg_covar=0.01))
    out.append(case("digits", "gmm", 10, init="k-means", seed=1, covariance="spherical"))
    for epsilon, equal in [(1.0, False), (0.05, False), (1.0, True)]:
        out.append(case("aniso", "gmm", 3, init="k-means++", seed=4, epsilon=epsilon, equal=equal))
    return out


def _bernoulli():
    data = "digits>8"
    out = [case(data, "bernoulli", 10, init=init, seed=42, tolerance=1e-6)
           for init in ("random", "k-means++", "partition", "farthest", "responsibilities")]
    out.append(case(data, "bernoulli", 4, init="k-means", seed=7))
    out.append(case(data, "bernoulli", 3, init="random", seed=1, n_init=3, tolerance=1e-6))
    out.append(case(data, "bernoulli", 3, init="uniform", seed=1, tolerance=1e-6))
    out.append(case(data, "bernoulli", 2, points=[0, 1]))
    out.append(case(data, "bernoulli", 5, init="k-means", seed=3, stream="1.3"))
    return out


def name(c):
    words = [c["data"], c["model"]] + ([c["covariance"]] if c["model"] == "gmm" else [])
    words += [f"k={c['k']}", c["init"], f"seed={c['seed']}", c["stream"]]
    for key in ("n_init", "epsilon", "tol", "max_iter"):
        if c[key] != DEFAULTS[key]:
            words.append(f"{key}={c[key]}")
    return " ".join(words)


CASES = _kmeans() + _gmm() + _bernoulli()
