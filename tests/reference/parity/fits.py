"""Runs one parity case: with scikit-learn where it has the model, else with NumPy."""
import warnings

import numpy as np
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

import starts

warnings.simplefilter("ignore", ConvergenceWarning)


class Dropped(Exception):
    """The case cannot be compared: a tie or an empty cluster."""


def lloyd_check(X, C, iterations):
    """Follows a K-means run by direct differences; no E-step may tie, no cluster may empty."""
    for _ in range(iterations + 1):
        D = np.stack([((X - c) ** 2).sum(axis=1) for c in C], axis=1)
        two = np.sort(D, axis=1)[:, :2]
        if len(C) > 1 and (two[:, 1] - two[:, 0] <= 1e-9 * two[:, 1]).any():
            raise Dropped("two distances within 1e-9")
        label = D.argmin(axis=1)
        if len(np.unique(label)) < len(C):
            raise Dropped("a cluster empties")
        C = np.array([X[label == c].mean(axis=0) for c in range(len(C))])


def same_partition(a, b):
    return len(set(zip(a, b))) == len(set(a))


def distinct(scores):
    """Runs whose scores are equal but for rounding: which one is kept is chance."""
    best = max(scores)
    if sum(abs(s - best) <= 1e-8 * abs(best) for s in scores) > 1:
        raise Dropped("two of the n_init runs are equally good")


def kmeans_runs(c, X, r):
    """Explicit starts on one stream, kept as KMeans(n_init) keeps them."""
    best = None
    for _ in range(c["n_init"]):
        C = starts.means(X, c["init"], c["k"], r, c["stream"], c["points"])
        km = KMeans(c["k"], init=C, n_init=1, tol=1e-4 if c["tol"] is None else c["tol"],
                    max_iter=c["max_iter"] or 300).fit(X)
        lloyd_check(X, C, km.n_iter_)
        if best is None or (km.inertia_ < best.inertia_
                            and not same_partition(km.labels_, best.labels_)):
            best = km
    return best


def fit_kmeans(c, X):
    r = np.random.RandomState(c["seed"])
    km = kmeans_runs(c, X, r)
    if c["stream"] == "1.2" and c["init"] in ("random", "k-means++"):
        own = KMeans(c["k"], init=c["init"], n_init=c["n_init"], random_state=c["seed"]).fit(X)
        assert (own.labels_ == km.labels_).all() and own.n_iter_ == km.n_iter_
        km = own
    return dict(iterations=km.n_iter_, objective=km.inertia_, labels=km.labels_,
                means=km.cluster_centers_, weights=[], cov=[], bic=0.0, aic=0.0)


class FromResponsibilities(GaussianMixture):
    """GaussianMixture whose start is given as a function that makes responsibilities."""

    def _initialize_parameters(self, X, random_state):
        self._initialize(X, self.start(X, random_state))


def one_hot(c, X, r):
    one = {**c, "init": "k-means++", "n_init": 1, "tol": None, "max_iter": None}
    return np.eye(c["k"])[kmeans_runs(one, X, r).labels_]


def precisions(c, X):
    s = c["init_cov"] or X.var(axis=0).mean()
    k, d = c["k"], X.shape[1]
    return {"full": np.tile(np.eye(d) / s, (k, 1, 1)), "tied": np.eye(d) / s,
            "diag": np.full((k, d), 1 / s), "spherical": np.full(k, 1 / s)}[c["covariance"]]


def fit_gmm(c, X):
    options = dict(covariance_type=c["covariance"], n_init=c["n_init"], reg_covar=c["reg_covar"],
                   tol=1e-3 if c["tol"] is None else c["tol"], max_iter=c["max_iter"] or 100,
                   random_state=c["seed"])
    r = np.random.RandomState(c["seed"])
    if c["init"] == "responsibilities":
        gm = GaussianMixture(c["k"], init_params="random", **options)
    elif c["init"] == "k-means":
        gm = FromResponsibilities(c["k"], **options)
        gm.start = lambda X, r: one_hot(c, X, r)
    else:
        gm = GaussianMixture(c["k"], weights_init=np.full(c["k"], 1 / c["k"]),
                             means_init=starts.means(X, c["init"], c["k"], r, c["stream"], c["points"]),
                             precisions_init=precisions(c, X), **options)
    labels = gm.fit_predict(X)
    if c["n_init"] > 1:
        one = [type(gm)(**{**gm.get_params(), "n_init": 1, "random_state": r}) for _ in range(c["n_init"])]
        for g in one:
            g.start = getattr(gm, "start", None)
        distinct([g.fit(X).lower_bound_ for g in one])
    if c["init"] == "k-means" and c["stream"] == "1.2":
        own = GaussianMixture(c["k"], **options)
        assert (own.fit_predict(X) == labels).all() and own.n_iter_ == gm.n_iter_
        gm = own
    if (gm.weights_ * len(X) < 1e-6).any():
        raise Dropped("a component empties")
    return dict(iterations=gm.n_iter_, objective=gm.score_samples(X).sum(), labels=labels,
                means=gm.means_, weights=gm.weights_, cov=gm.covariances_, bic=gm.bic(X), aic=gm.aic(X))


class Mixture:
    """EM in NumPy for what scikit-learn lacks: Bernoulli mixtures and fixed covariances."""

    def __init__(self, c, X):
        self.c, self.X = c, X

    def log_density(self):
        X, mu = self.X, self.means
        if self.c["model"] == "bernoulli":
            p = np.clip(mu, 1e-10, 1 - 1e-10)
            q = np.clip(1 - mu, 1e-10, 1 - 1e-10)
            return X @ np.log(p).T + (1 - X) @ np.log(q).T
        d, e = X.shape[1], self.c["epsilon"]
        D = np.stack([((X - m) ** 2).sum(axis=1) for m in mu], axis=1)
        return -0.5 * (d * np.log(2 * np.pi * e) + D / e)

    def e_step(self):
        joint = self.log_density() + np.log(self.weights)
        top = joint.max(axis=1, keepdims=True)
        norm = top + np.log(np.exp(joint - top).sum(axis=1, keepdims=True))
        self.resp = np.exp(joint - norm)
        return norm.sum()

    def m_step(self):
        count = self.resp.sum(axis=0)
        if (count < 1e-6).any():
            raise Dropped("a component empties")
        self.weights = np.full(len(count), 1 / len(count)) if self.c["equal"] else count / len(self.X)
        self.means = self.resp.T @ self.X / count[:, None]

    def start(self, r):
        c, X = self.c, self.X
        self.weights = np.full(c["k"], 1 / c["k"])
        if c["init"] == "responsibilities" or c["init"] == "k-means":
            make = starts.responsibilities if c["init"] == "responsibilities" else None
            self.resp = make(X, c["k"], r) if make else one_hot(c, X, r)
            self.m_step()
        elif c["model"] == "bernoulli" and c["init"] == "random":
            self.means = r.uniform(0.25, 0.75, size=(c["k"], X.shape[1]))
        else:
            self.means = starts.means(X, c["init"], c["k"], r, c["stream"], c["points"])

    def run(self, r):
        self.start(r)
        last, tol = -np.inf, 1e-3 if self.c["tol"] is None else self.c["tol"]
        for self.iterations in range(1, (self.c["max_iter"] or 100) + 1):
            self.lower = self.e_step()
            self.m_step()
            change, last = self.lower / len(self.X) - last, self.lower / len(self.X)
            if abs(change) < tol:
                break
        return self


def fit_numpy(c, X):
    r = np.random.RandomState(c["seed"])
    runs = [Mixture(c, X).run(r) for _ in range(c["n_init"])]
    if len(runs) > 1:
        distinct([m.lower for m in runs])
    best = max(runs, key=lambda m: m.lower)
    objective = best.e_step()
    k, d = best.means.shape
    parameters = k * d + (0 if c["equal"] else k - 1)
    cov = np.tile(np.eye(d) * c["epsilon"], (k, 1, 1)) if c["model"] == "gmm" else []
    return dict(iterations=best.iterations, objective=objective, labels=best.resp.argmax(axis=1),
                means=best.means, weights=best.weights, cov=cov,
                bic=-2 * objective + parameters * np.log(len(X)), aic=-2 * objective + 2 * parameters)


def fit(c, X):
    if c["model"] == "kmeans":
        return fit_kmeans(c, X)
    if c["model"] == "gmm" and c["epsilon"] == 0:
        return fit_gmm(c, X)
    return fit_numpy(c, X)
