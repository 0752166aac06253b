#!/usr/bin/env python3
"""Prints rng_reference.h: what NumPy's RandomState draws (made with NumPy 1.24.2).

One stream per seed draws everything in turn, so a draw that consumes one word too many shows in
all that follow:  python3 rng_reference.py > rng_reference.h
"""
import numpy as np

SEEDS = [0, 1, 42, 777, 2**31, 2**32 - 1]
RANGES = [1, 2, 3, 7, 10, 450, 1000, 65536, 2**31, 2**32 - 5, 2**32, 2**33 + 5, 2**62]


def draws(seed):
    r = np.random.RandomState(seed)
    out = {"seed": seed}
    out["sample"] = r.random_sample(700)[[0, 1, 2, 310, 311, 312, 313, 699]]
    out["uniform"] = r.uniform(-3, 7, size=4)
    out["randint"] = [r.randint(n) for n in RANGES]
    out["labels"] = r.randint(0, 7, 20)
    out["normal"] = r.standard_normal(5)
    out["between"] = r.random_sample(2)
    out["normal_cached"] = r.standard_normal(2)
    out["permutation"] = r.permutation(12)
    shuffled = np.arange(1000) * 3
    r.shuffle(shuffled)
    out["shuffle"] = shuffled[:8]
    out["choice"] = r.choice(300, 6, replace=False)
    out["choice_p"] = [r.choice(5, p=[0.1, 0.0, 0.4, 0.25, 0.25]) for _ in range(8)]
    out["choice_first"] = [r.choice(450, p=np.full(450, 1 / 450)) for _ in range(4)]
    out["choice_without"] = r.choice(30, 24, replace=False, p=np.full(30, 1 / 30))
    out["choice_all"] = r.choice(9, 9, replace=False, p=np.full(9, 1 / 9))
    out["last"] = r.random_sample(1)
    return out


def number(v):
    return float(v).hex() if isinstance(v, (float, np.floating)) else f"{int(v)}u"


def main():
    rows = [draws(s) for s in SEEDS]
    print("/* Made by rng_reference.py with NumPy", np.__version__ + ". */")
    print("static const uint64_t reference_range[] = {" + ", ".join(f"{n}u" for n in RANGES) + "};")
    print("static const struct reference {\n    uint32_t seed;")
    for name, value in rows[0].items():
        if name != "seed":
            real = isinstance(value, np.ndarray) and value.dtype == float
            print(f"    {'double' if real else 'uint64_t'} {name}[{len(value)}];")
    print("} reference[] = {")
    for row in rows:
        print("    {" + f".seed = {row['seed']}u,")
        for name, value in row.items():
            if name != "seed":
                print(f"     .{name} = {{" + ", ".join(number(v) for v in value) + "},")
        print("    },")
    print("};")


if __name__ == "__main__":
    main()
