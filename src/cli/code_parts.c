#include "cli/code_parts.h"

static const char kmeans_sklearn[] =
    "from sklearn.cluster import KMeans\n"
    "\n"
    "model = KMeans(n_clusters=K, init=means, n_init=1, max_iter=max_iter, tol=tol).fit(X)\n"
    "objective, iterations, labels = model.inertia_, model.n_iter_, model.labels_\n"
    "means, weights, covariances = model.cluster_centers_, None, None\n";

static const char kmeans_numpy[] =
    "\n"
    "def e_step():\n"
    "    distances = np.stack([((X - mean) ** 2).sum(axis=1) for mean in means], axis=1)\n"
    "    return distances.argmin(axis=1), distances.min(axis=1)\n"
    "\n"
    "\n"
    "def m_step():\n"
    "    new, owner = means.copy(), labels.copy()\n"
    "    empty = [c for c in range(K) if not (labels == c).any()] if relocate else []\n"
    "    if empty and nearest.max() > 0:\n"
    "        for c, row in zip(empty, np.argsort(-nearest, kind=\"stable\")):\n"
    "            owner[row] = c\n"
    "    for c in range(K):\n"
    "        if (owner == c).any():\n"
    "            new[c] = X[owner == c].mean(axis=0)\n"
    "    return new\n"
    "\n"
    "\n"
    "iterations, before = 0, None\n"
    "while iterations < max_iter:\n"
    "    iterations += 1\n"
    "    labels, nearest = e_step()\n"
    "    new = m_step()\n"
    "    shift = ((new - means) ** 2).sum()\n"
    "    means = new\n"
    "    unchanged = before is not None and (labels == before).all()\n"
    "    if not exactly and (unchanged or shift <= tol * X.var(axis=0).mean()):\n"
    "        break\n"
    "    before = labels\n"
    "labels, nearest = e_step()\n"
    "objective, weights, covariances = nearest.sum(), None, None\n";

static const char gmm_sklearn[] =
    "from sklearn.mixture import GaussianMixture\n"
    "\n"
    "precisions = (1 / covariances if covariance_type in (\"diag\", \"spherical\")\n"
    "              else np.linalg.inv(covariances))\n"
    "model = GaussianMixture(n_components=K, covariance_type=covariance_type, tol=tol,\n"
    "                        max_iter=max_iter, reg_covar=reg_covar, init_params=\"random\",\n"
    "                        weights_init=weights, means_init=means, precisions_init=precisions,\n"
    "                        random_state=0).fit(X)\n"
    "objective, iterations, labels = model.score(X) * len(X), model.n_iter_, model.predict(X)\n"
    "means, weights, covariances = model.means_, model.weights_, model.covariances_\n";

/* No iteration at all, which scikit-learn refuses: the closing E-step with the start. */
static const char gmm_numpy_start[] =
    "\n"
    "def log_density(c):\n"
    "    d = X.shape[1]\n"
    "    cov = covariances if covariance_type == \"tied\" else covariances[c]\n"
    "    cov = cov * np.eye(d) if covariance_type in (\"diag\", \"spherical\") else cov\n"
    "    lower = np.linalg.cholesky(cov)\n"
    "    y = np.linalg.solve(lower, (X - means[c]).T)\n"
    "    return -0.5 * (d * np.log(2 * np.pi) + (y ** 2).sum(axis=0)) - "
    "np.log(np.diag(lower)).sum()\n"
    "\n"
    "\n"
    "joint = np.stack([np.log(weights[c]) + log_density(c) for c in range(K)], axis=1)\n"
    "top = joint.max(axis=1)\n"
    "objective = (top + np.log(np.exp(joint - top[:, None]).sum(axis=1))).sum()\n"
    "iterations, labels = 0, joint.argmax(axis=1)\n";

#define MIXTURE_LOOP                                                                               \
    "def e_step():\n"                                                                              \
    "    with np.errstate(divide=\"ignore\"):\n"                                                   \
    "        joint = np.log(weights) + log_density()\n"                                            \
    "    top = joint.max(axis=1, keepdims=True)\n"                                                 \
    "    total = top + np.log(np.exp(joint - top).sum(axis=1, keepdims=True))\n"                   \
    "    return np.exp(joint - total), total.sum()\n"                                              \
    "\n"                                                                                           \
    "\n"                                                                                           \
    "iterations, before = 0, -np.inf\n"                                                            \
    "while iterations < max_iter:\n"                                                               \
    "    iterations += 1\n"                                                                        \
    "    gamma, value = e_step()\n"                                                                \
    "    sizes = gamma.sum(axis=0)\n"                                                              \
    "    for c in np.flatnonzero(sizes >= 1e-10):\n"                                               \
    "        means[c] = gamma[:, c] @ X / sizes[c]\n"                                              \
    "    weights = np.full(K, 1 / K) if equal_weights else sizes / len(X)\n"                       \
    "    if abs(value / len(X) - before) < tol:\n"                                                 \
    "        break\n"                                                                              \
    "    before = value / len(X)\n"                                                                \
    "gamma, objective = e_step()\n"                                                                \
    "labels = gamma.argmax(axis=1)\n"

static const char gmm_fixed[] =
    "\n"
    "def log_density():\n"
    "    squared = np.stack([((X - mean) ** 2).sum(axis=1) for mean in means], axis=1)\n"
    "    return -0.5 * (X.shape[1] * np.log(2 * np.pi * epsilon) + squared / epsilon)\n"
    "\n"
    "\n" MIXTURE_LOOP;

static const char bernoulli[] = "equal_weights = False\n"
                                "\n"
                                "\n"
                                "def log_density():\n"
                                "    p = np.clip(means, 1e-10, 1 - 1e-10)\n"
                                "    return X @ np.log(p).T + (1 - X) @ np.log1p(-p).T\n"
                                "\n"
                                "\n" MIXTURE_LOOP "covariances = None\n";

const char code_ending[] =
    "\n"
    "print(json.dumps({\n"
    "    \"objective\": float(objective),\n"
    "    \"iterations\": int(iterations),\n"
    "    \"means\": means.tolist(),\n"
    "    \"weights\": None if weights is None else weights.tolist(),\n"
    "    \"covariances\": None if covariances is None else covariances.tolist(),\n"
    "    \"counts\": np.bincount(labels, minlength=K).tolist(),\n"
    "    \"labels\": labels.tolist(),\n"
    "}))\n";

static bool kmeans_needs_numpy(const code_run *c)
{
    return c->exactly || c->max_iter == 0 || c->run->spec.empty == EM_EMPTY_KEEP;
}

const char *code_body(const code_run *c)
{
    const em_spec *spec = &c->run->spec;

    if (spec->kind == EM_BERNOULLI) {
        return bernoulli;
    }
    if (spec->kind == EM_KMEANS) {
        return kmeans_needs_numpy(c) ? kmeans_numpy : kmeans_sklearn;
    }
    if (spec->fixed_epsilon > 0.0) {
        return gmm_fixed;
    }
    return c->max_iter == 0 ? gmm_numpy_start : gmm_sklearn;
}
