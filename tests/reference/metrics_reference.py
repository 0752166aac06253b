#!/usr/bin/python3
"""Writes metrics_reference.h: scores of scikit-learn on small labellings.

    python3 metrics_reference.py > metrics_reference.h      (scikit-learn 1.2)
"""
import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn import metrics as m


def labellings():
    rng = np.random.RandomState(7)
    yield "equal", [0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 2, 2]
    yield "renamed", [0, 0, 1, 1, 2, 2], [2, 2, 0, 0, 1, 1]
    yield "one_cluster", [0, 0, 1, 1, 2, 2], [0] * 6
    yield "one_class", [0] * 6, [0, 0, 1, 1, 2, 2]
    yield "both_single", [0] * 5, [0] * 5
    yield "one_point_each", [0, 0, 0, 1, 1, 1], [0, 1, 2, 3, 4, 5]
    yield "independent", [0, 0, 1, 1], [0, 1, 0, 1]
    yield "worse_than_chance", [0, 0, 0, 1, 1, 1], [0, 1, 2, 0, 1, 2]
    yield "more_clusters", rng.randint(0, 3, 40).tolist(), rng.randint(0, 6, 40).tolist()
    yield "fewer_clusters", rng.randint(0, 6, 40).tolist(), rng.randint(0, 2, 40).tolist()
    truth = rng.randint(0, 4, 90)
    found = np.where(rng.random_sample(90) < 0.7, (truth + 1) % 4, rng.randint(0, 4, 90))
    yield "mostly_right", truth.tolist(), found.tolist()


def accuracy(truth, found):
    table = m.cluster.contingency_matrix(truth, found)
    rows, cols = linear_sum_assignment(-table)
    return table[rows, cols].sum() / len(truth)


def purity(truth, found):
    return m.cluster.contingency_matrix(truth, found).max(axis=0).sum() / len(truth)


def numbers(values):
    return ", ".join(repr(float(v)) for v in values)


def wrapped(values, width=96):
    lines, line = [], "   "
    for v in values:
        if len(line) + len(v) + 2 > width:
            lines.append(line)
            line = "   "
        line += " " + v + ","
    return "\n".join(lines + [line])


def main():
    print("/* Written by metrics_reference.py from scikit-learn. Do not edit. */")
    print("/* clang-format off */")
    rows = []
    for name, truth, found in labellings():
        print(f"static const int32_t truth_{name}[] = {{\n{wrapped(map(str, truth))}\n}};")
        print(f"static const int32_t found_{name}[] = {{\n{wrapped(map(str, found))}\n}};")
        h, c, v = m.homogeneity_completeness_v_measure(truth, found)
        scores = [m.rand_score(truth, found), m.adjusted_rand_score(truth, found),
                  m.normalized_mutual_info_score(truth, found), h, c, v,
                  purity(truth, found), accuracy(truth, found)]
        rows.append(f'    {{"{name}", truth_{name}, {max(truth) + 1}, found_{name}, '
                    f"{max(found) + 1}, {len(truth)},\n     {{{numbers(scores)}}}}},")
    print("static const struct {\n    const char *name;\n    const int32_t *truth;\n"
          "    size_t classes;\n    const int32_t *found;\n    size_t k, n;\n"
          "    em_scores scores;\n} score_cases[] = {")
    print("\n".join(rows))
    print("};")

    rng = np.random.RandomState(11)
    x = np.round(rng.normal(size=(61, 3)) + np.repeat([[0, 0, 0], [3, 0, 1], [0, 4, -2]],
                                                      [20, 20, 21], axis=0), 3)
    labels = rng.randint(0, 2, 61)
    labels[20:] = np.where(rng.random_sample(41) < 0.9, np.repeat([1, 2], [20, 21]), 0)
    labels[60] = 3  # a cluster of one point
    print(f"static double silhouette_x[] = {{\n{wrapped(repr(float(v)) for v in x.ravel())}\n}};")
    print(f"static const int32_t silhouette_label[] = {{\n{wrapped(map(str, labels))}\n}};")
    print(f"static const double silhouette_expected = {m.silhouette_score(x, labels)!r};")


main()
