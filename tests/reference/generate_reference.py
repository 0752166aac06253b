#!/usr/bin/env python3
"""Prints generate_reference.h: rows and sums of the generated data sets as scikit-learn makes them
(made with scikit-learn 1.2.1):  python3 generate_reference.py > generate_reference.h
"""
import numpy as np
import sklearn
from sklearn.datasets import make_blobs, make_circles, make_moons

SHEAR = np.array([[0.60834549, -0.63667341], [-0.40887718, 0.85253229]])


def aniso():
    X, y = make_blobs([150, 100, 200], centers=[[-1, -1], [6, 4], [12, 12]],
                      cluster_std=[1, 0.6, 1.5], random_state=42)
    return X @ SHEAR, y


def uneven():
    X, y = make_blobs(1500, random_state=170)
    parts = [(0, 500), (1, 100), (2, 10)]
    return (np.vstack([X[y == c][:m] for c, m in parts]),
            np.hstack([y[y == c][:m] for c, m in parts]))


SETS = {
    "aniso": aniso,
    "blobs": lambda: make_blobs(1000, centers=[(20, 20), (-20, 0), (20, -20)], cluster_std=7,
                                random_state=42),
    "varied": lambda: make_blobs(1500, cluster_std=[1.0, 2.5, 0.5], random_state=170),
    "uneven": uneven,
    "moons": lambda: make_moons(500, noise=0.05, random_state=30),
    "circles": lambda: make_circles(500, factor=0.5, noise=0.05, random_state=30),
    "blobs:n=103,k=5,d=3,std=0.25,seed=7":
        lambda: make_blobs(103, centers=5, n_features=3, cluster_std=0.25, random_state=7),
    "blobs:seed=4294967295": lambda: make_blobs(1000, centers=3, random_state=2**32 - 1),
    "blobs:n=20000,k=8": lambda: make_blobs(20000, centers=8, random_state=42),
}
ROWS = 12


def main():
    print("/* Made by generate_reference.py with scikit-learn", sklearn.__version__ + ". */")
    print("enum { REFERENCE_ROWS =", ROWS, "};")
    print("static const struct reference {\n    const char *name;\n    size_t n, d, classes;")
    print("    size_t row[REFERENCE_ROWS];\n    int32_t label[REFERENCE_ROWS];")
    print("    double x[REFERENCE_ROWS * 3], sum[3], square[3];\n    size_t label_sum;")
    print("} reference[] = {")
    for name, make in SETS.items():
        X, y = make()
        rows = np.linspace(0, len(X) - 1, ROWS).astype(int)
        print(f'    {{"{name}", {X.shape[0]}, {X.shape[1]}, {len(set(y))},')
        numbers = [rows, y[rows], X[rows].ravel(), X.sum(axis=0), (X * X).sum(axis=0)]
        for a in numbers:
            print("     {" + ", ".join(float(v).hex() if a.dtype == float else str(v) for v in a) + "},")
        # Each label times its row's number: one row out of place shows.
        print(f"     {int((y * np.arange(len(y))).sum())}}},")
    print("};")


if __name__ == "__main__":
    main()
