#!/usr/bin/env python3
"""Prints oracle_reference.h: K-means by direct differences where points tie and clusters empty.

    python3 oracle_reference.py > oracle_reference.h

scikit-learn is no reference here (its expanded distances round ties either way), so Lloyd's
algorithm is written out twice: in exact fractions, and in NumPy by direct differences. A data set is
kept only if both give the same labels all the way and all centroids that tie are doubles, so that no
rounding decides. Rules: a tie
goes to the lowest component; --empty farthest relocates as scikit-learn does, a tie in distance goes
to the lowest row; --empty keep leaves the centroid.
"""
import sys
from fractions import Fraction

import numpy as np

MAX_ITER, TOL, CASES = 300, 1e-4, 240


def relocate(X, label, distance, sums, counts):
    """Empty components in order take the points farthest from the centroid they were assigned to.

    Returns the rows taken, as (component, row)."""
    empty = [c for c in range(len(counts)) if counts[c] == 0]
    if not empty or max(distance) == 0:
        return []
    far = sorted(range(len(X)), key=lambda i: (-distance[i], i))[:len(empty)]
    for c, i in zip(empty, far):
        old = label[i]
        sums[old] = sums[old] - X[i]
        counts[old] -= 1
        sums[c] = X[i] + 0 * X[i]
        counts[c] = 1
    return list(zip(empty, far))


def lloyd(X, start, policy, tol):
    """Yields (labels, centroids after M, relocations) per iteration; X may hold floats or fractions."""
    C = [X[i] for i in start]
    before = None
    for iteration in range(1, MAX_ITER + 1):
        D = np.array([[((x - c) ** 2).sum() for c in C] for x in X])
        label = [int(np.argmin(row)) for row in D]
        distance = [D[i, l] for i, l in enumerate(label)]
        sums = [sum((X[i] for i in range(len(X)) if label[i] == c), 0 * X[0]) for c in range(len(C))]
        counts = [label.count(c) for c in range(len(C))]
        moved = relocate(X, label, distance, sums, counts) if policy == "farthest" else []
        new = [sums[c] / counts[c] if counts[c] else C[c] for c in range(len(C))]
        shift = sum(((a - b) ** 2).sum() for a, b in zip(new, C))
        C = new
        yield label, C, moved, sum(counts[c] == 0 for c in range(len(C)))
        if before == label or shift <= tol:
            return
        before = label


def closing(X, C):
    D = np.array([[((x - c) ** 2).sum() for c in C] for x in X])
    return [int(np.argmin(row)) for row in D], float(sum(row.min() for row in D))


def binary(v):
    """Is the fraction exactly a double? Then no order of adding rounds it."""
    return v.denominator & (v.denominator - 1) == 0


def ties(X, start, trace):
    """How many points have two nearest centroids in some E-step; None if a centroid that ties
    is no double, so that its rounding would decide."""
    count = 0
    for C in [[X[i] for i in start]] + [C for _, C, _, _ in trace]:
        for x in X:
            D = [((x - c) ** 2).sum() for c in C]
            nearest = [c for c, distance in zip(C, D) if distance == min(D)]
            if len(nearest) > 1:
                count += 1
                if not all(binary(v) for c in nearest for v in c):
                    return None
    return count


def make(r):
    """A few points of a small lattice, many of them twice."""
    n, d, top = r.randint(3, 25), r.randint(1, 4), r.randint(1, 6)
    X = r.randint(0, top + 1, size=(n, d)).astype(float)
    k = r.randint(2, min(n, 7) + 1)
    return X, list(r.randint(0, n, size=k)), ["farthest", "keep"][r.randint(2)]


def compute(X, start, policy):
    exact = np.array([[Fraction(int(v)) for v in row] for row in X], dtype=object)
    tol = TOL * X.var(axis=0).mean()
    F, E = list(lloyd(X, start, policy, tol)), list(lloyd(exact, start, policy, tol))
    last, J = closing(X, F[-1][1])
    tie = ties(exact, start, E)
    if tie is None or len(F) != len(E) or any(f[0] != e[0] or f[2] != e[2] for f, e in zip(F, E)) or \
            last != closing(exact, E[-1][1])[0]:
        return None
    return F, last, J, tie


def line(values, form="%d"):
    return "{" + ", ".join(form % v for v in values) + "}"


def main():
    r = np.random.RandomState(2)
    kept, tied, empties, dropped = 0, 0, 0, 0
    print("/* Made by oracle_reference.py with NumPy", np.__version__ + ". */")
    print("static const struct reference reference[] = {")
    while kept < CASES:
        X, start, policy = make(r)
        found = compute(X, start, policy)
        if found is None:
            dropped += 1
            continue
        trace, label, J, tie = found
        relocated = sum(len(t[2]) for t in trace)
        empty = sum(t[3] for t in trace)
        if not (tie or relocated or empty):
            continue
        kept, tied, empties = kept + 1, tied + (tie > 0), empties + bool(relocated or empty)
        print(f"    {{{len(X)}, {X.shape[1]}, {len(start)}, EM_EMPTY_{policy.upper()},")
        print(f"     (const double[]){line(X.ravel(), '%g')},")
        print(f"     (const size_t[]){line(start)}, {len(trace)}, {relocated}, {empty}, {J:.17g},")
        print(f"     (const int32_t[]){line(label)},")
        print(f"     (const double[]){line(np.ravel(trace[-1][1]), '%.17g')}}},")
    print("};")
    print(kept, "cases:", tied, "with ties,", empties, "with empty clusters;", dropped,
          "dropped because rounding decides a tie", file=sys.stderr)


if __name__ == "__main__":
    main()
