"""The starts of emstep in NumPy: what each draws from RandomState(seed), for both streams.

docs/same-numbers.md shows them to students; the parity cases are made from them.
"""
import numpy as np
from sklearn.metrics.pairwise import euclidean_distances


def points_random(X, k, r, stream):
    n = len(X)
    if stream == "1.3":
        return r.choice(n, k, replace=False, p=np.full(n, 1 / n))
    return r.choice(n, k, replace=False)


def points_kmeanspp(X, k, r, stream):
    """sklearn.cluster._kmeans._kmeans_plusplus; 1.3 draws the first centre by choice(N, p=1/N)."""
    X = X - X.mean(axis=0)
    n, trials = len(X), 2 + int(np.log(k))
    first = r.choice(n, p=np.full(n, 1 / n)) if stream == "1.3" else r.randint(n)
    chosen = [first]
    closest = euclidean_distances(X[[first]], X, squared=True)
    potential = closest.sum()
    for _ in range(1, k):
        ids = np.searchsorted(np.cumsum(closest), r.uniform(size=trials) * potential)
        ids = np.minimum(ids, n - 1)
        distance = np.minimum(closest, euclidean_distances(X[ids], X, squared=True))
        best = np.argmin(distance.sum(axis=1))
        potential, closest = distance[best].sum(), distance[best]
        chosen.append(ids[best])
    return np.array(chosen)


def points_farthest(X, k, r):
    chosen = [r.randint(len(X))]
    nearest = np.full(len(X), np.inf)
    for _ in range(1, k):
        nearest = np.minimum(nearest, ((X - X[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(np.argmax(nearest))
    return np.array(chosen)


def means_partition(X, k, r):
    label = r.randint(0, k, len(X))
    return np.array([X[label == c].mean(axis=0) if (label == c).any() else X[r.randint(len(X))]
                     for c in range(k)])


def means(X, init, k, r, stream, points=None):
    """The start means of every start that gives means."""
    if init == "points":
        return X[points]
    if init == "random":
        return X[points_random(X, k, r, stream)]
    if init == "k-means++":
        return X[points_kmeanspp(X, k, r, stream)]
    if init == "farthest":
        return X[points_farthest(X, k, r)]
    if init == "partition":
        return means_partition(X, k, r)
    if init == "uniform":
        return r.uniform(X.min(axis=0), X.max(axis=0), size=(k, X.shape[1]))
    raise ValueError(init)


def responsibilities(X, k, r):
    resp = r.uniform(size=(len(X), k))
    return resp / resp.sum(axis=1, keepdims=True)
