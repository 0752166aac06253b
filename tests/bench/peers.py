"""The peers of scripts/bench: scikit-learn, OpenCV and NumPy in this process, Armadillo and mclust as
programs of their own. A peer is a function of a Case; it returns a function without arguments that
measures once, in milliseconds an iteration (None: lost in the noise of the set-up), or raises Absent
with the reason.

All start from the same parameters as emstep: every row but one in N/K, equal weights, the data's mean
variance. An iteration is (T(n2) - T(n1)) / (n2 - n1), so set-up is not charged to a peer.
"""
import gzip
import os
import shutil
import subprocess
import tempfile
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


class Absent(Exception):
    pass


class Case:
    """One row: data (n x d), k, the iterations of the two runs (steps, and of peers that stop by
    themselves where a fit no longer moves: steps_moving), kind of covariance or None."""

    def __init__(self, x, k, steps, steps_moving=None, kind=None):
        self.x, self.k, self.kind = x, k, kind
        self.steps, self.steps_moving = steps, steps_moving or steps
        self.path = None

    def start(self, dtype=float):
        return self.x[np.arange(self.k) * (len(self.x) // self.k)].astype(dtype)

    def file(self):
        """The data for a program of its own; removed by close()."""
        if not self.path:
            handle, self.path = tempfile.mkstemp(prefix="emstep-bench-")
            os.close(handle)
            self.x.astype(float).tofile(self.path)
        return self.path

    def close(self):
        if self.path:
            os.unlink(self.path)
            self.path = None


# Data

def make_blobs(**given):
    from sklearn.datasets import make_blobs as make
    return make(random_state=42, **given)[0]


def million():
    return make_blobs(n_samples=1000000, centers=8, cluster_std=1)


def ten_million():
    return make_blobs(n_samples=10000000, centers=8, cluster_std=1)


def blobs():
    return make_blobs(n_samples=1000, cluster_std=7, centers=[(20, 20), (-20, 0), (20, -20)])


def aniso():
    x = make_blobs(n_samples=[150, 100, 200], cluster_std=[1, 0.6, 1.5],
                   centers=[(-1, -1), (6, 4), (12, 12)])
    return x @ np.array([[0.60834549, -0.63667341], [-0.40887718, 0.85253229]])


def digits():
    from sklearn.datasets import load_digits
    return load_digits().data.astype(float)


def noisy():
    folder = os.environ["EMSTEP_DATASETS"]
    name = [f for f in os.listdir(folder) if "images" in f and f.endswith(".gz")][0]
    with gzip.open(os.path.join(folder, name)) as f:
        images = np.frombuffer(f.read(), np.uint8, offset=16).reshape(-1, 784) / 255.0
    x = np.tile(images, (7, 1))
    x += np.random.RandomState(42).uniform(0, 1 / 255, x.shape)
    return x


# Peers in this process

def per_iteration(fit, steps):
    """Milliseconds; of a run of less than a second the quickest of two, of less than 20 ms of 40."""
    def timed(n):
        best, done = float("inf"), n
        for again in range(40):
            start = time.perf_counter()
            done = fit(n) or n
            last = time.perf_counter() - start
            best = min(best, last)
            if last > (0.02 if again else 1):
                break
        return best, done
    (t1, done1), (t2, done2) = timed(steps[0]), timed(steps[1])
    if t2 <= t1 or done2 <= done1:
        return None
    return (t2 - t1) / (done2 - done1) * 1e3


def here(make):
    """A peer from make(case) -> fit(n), which returns the iterations done, or None for n."""
    def peer(case):
        try:
            fit = make(case)
        except ImportError as missing:
            raise Absent(f"no {missing.name}")
        return lambda: per_iteration(fit, case.steps)
    return peer


def one_thread(peer):
    def limited(case):
        measure = peer(case)
        try:
            from threadpoolctl import threadpool_limits
        except ImportError:
            raise Absent("no threadpoolctl")
        def run():
            with threadpool_limits(1):
                return measure()
        return run
    return limited


def sk_kmeans(dtype):
    def make(case):
        from sklearn.cluster import KMeans
        x, start = case.x.astype(dtype), case.start(dtype)
        return lambda n: KMeans(case.k, init=start, n_init=1, max_iter=n, tol=0,
                                algorithm="lloyd").fit(x).n_iter_
    return here(make)


def cv_kmeans(threads=0):
    def make(case):
        import cv2
        x, start = case.x.astype(np.float32), case.start()
        label = np.concatenate([((part[:, None] - start) ** 2).sum(2).argmin(1) for part in
                                np.array_split(case.x, max(1, len(x) // 5000))]).astype(np.int32)
        def fit(n):  # stops by itself only after the iterations asked for here
            cv2.setNumThreads(threads or os.cpu_count())
            cv2.kmeans(x, case.k, label.copy(), (cv2.TERM_CRITERIA_MAX_ITER, n, 0), 1,
                       cv2.KMEANS_USE_INITIAL_LABELS)
        return fit
    return here(make)


def sk_gmm(dtype):
    def make(case):
        from sklearn.mixture import GaussianMixture
        k, d, p = case.k, case.x.shape[1], 1 / case.x.var(0).mean()
        precision = {"full": np.tile(np.eye(d) * p, (k, 1, 1)), "tied": np.eye(d) * p,
                     "diag": np.full((k, d), p), "spherical": np.full(k, p)}[case.kind]
        x, start = case.x.astype(dtype), case.start(dtype)
        class Plain(GaussianMixture):  # the start is given: no k-means first
            def _initialize_parameters(self, x, random_state):
                self._initialize(x, np.full((len(x), k), 1 / k, dtype))
        return lambda n: Plain(k, covariance_type=case.kind, tol=0, max_iter=n, means_init=start,
                               weights_init=np.full(k, 1 / k, dtype),
                               precisions_init=precision.astype(dtype)).fit(x).n_iter_
    return here(make)


def np_bernoulli(case):
    x = (case.x > case.x.max() / 2).astype(np.float32)
    start = 0.25 + 0.5 * x[np.arange(case.k) * (len(x) // case.k)]
    def fit(n):
        mu, pi = start.copy(), np.full(case.k, 1 / case.k, np.float32)
        for _ in range(n):
            m = np.clip(mu, 1e-7, 1 - 1e-7)
            t = x @ (np.log(m) - np.log(1 - m)).T + np.log(1 - m).sum(1) + np.log(pi)
            t -= t.max(1, keepdims=True)
            g = np.exp(t)
            g /= g.sum(1, keepdims=True)
            count = g.sum(0)
            mu, pi = g.T @ x / count[:, None], count / len(x)
    return lambda: per_iteration(fit, case.steps)


def cv_elbow(case):
    try:
        import cv2
    except ImportError:
        raise Absent("no cv2")
    x = case.x.astype(np.float32)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 300, 1e-4)
    def fit(n):
        cv2.setNumThreads(os.cpu_count())
        for _ in range(n):
            for c in range(1, case.k + 1):
                cv2.kmeans(x, c, None, stop, 10, cv2.KMEANS_PP_CENTERS)
    return lambda: per_iteration(fit, case.steps)


def sk_elbow(case):
    from sklearn.cluster import KMeans
    def fit(n):
        for _ in range(n):
            for c in range(1, case.k + 1):
                KMeans(c, n_init=10, random_state=0).fit(case.x)
    return lambda: per_iteration(fit, case.steps)


# Peers as programs

def program(command, case, model, last, **environment):
    n, d = case.x.shape
    argv = command + [case.file(), str(n), str(d), str(case.k), model] + last
    argv += [str(steps) for steps in case.steps_moving]
    def measure():
        done = subprocess.run(argv, capture_output=True, text=True, env={**os.environ, **environment})
        if done.returncode:
            words = [line for line in done.stderr.splitlines() if line.strip()] or ["failed"]
            raise Absent(next((w.split(" : ")[-1] for w in words if "Error" in w), words[-1]))
        return max(float(done.stdout), 0) or None
    return measure


def build_armadillo(folder):
    """Compiles the peer where g++ and Armadillo are installed; its path, or Absent."""
    source, path = os.path.join(HERE, "peer_armadillo.cpp"), os.path.join(folder, "peer_armadillo")
    if not shutil.which("g++"):
        raise Absent("no g++")
    if not os.path.exists(path) or os.path.getmtime(path) < os.path.getmtime(source):
        done = subprocess.run(["g++", "-std=c++17", "-O3", "-march=native", "-fopenmp", source, "-o", path,
                               "-larmadillo"], capture_output=True, text=True)
        if done.returncode:
            gone = "armadillo: No such file" in done.stderr or "-larmadillo" in done.stderr
            raise Absent("no Armadillo" if gone else "it does not compile")
    return path


def armadillo(folder, dtype, threads):
    def peer(case):
        model = case.kind or "kmeans"
        return program([build_armadillo(folder)], case, model, [dtype], OMP_NUM_THREADS=str(threads))
    return peer


def mclust(case):
    model = {"full": "VVV", "tied": "EEE", "diag": "VVI", "spherical": "VII"}[case.kind]
    known = "quit(status = !requireNamespace('mclust', quietly = TRUE))"
    if not shutil.which("Rscript"):
        raise Absent("no R")
    if subprocess.run(["Rscript", "-e", known], capture_output=True).returncode:
        raise Absent("no mclust")
    return program(["Rscript", os.path.join(HERE, "peer_mclust.R")], case, model, [])
