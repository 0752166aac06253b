"""What fit, sweep, atlas and data print."""
import json
import re
import unittest

from emstep import line, result, run


class Table(unittest.TestCase):
    """The runs the README promises, to the digits it shows."""

    def test_aniso_textbook(self):
        r = result("fit aniso --model gmm -k 3 --init points:10,100,300 --init-cov 5 --reg-covar 0 "
                   "--tol 0 --max-iter 1000")
        expected = [[-0.229578, -0.174596], [2.364164, 2.658432], [2.037238, -0.435360]]
        for mean, wanted in zip(r["means"], expected):
            self.assertEqual([round(v, 6) for v in mean], wanted)
        self.assertEqual(f"{r['trace'][1]['objective']:.6f}", "-1940.263154")
        self.assertEqual(f"{r['objective']['value']:.6f}", "-1185.243557")
        r = result("fit aniso --model gmm -k 3 --init points:10,100,300 --init-cov 5 --reg-covar 0")
        self.assertEqual((r["iterations"], r["stop"], r["converged"]), (26, "tolerance", True))

    def test_aniso_kmeans(self):
        r = result("fit aniso --model kmeans -k 3 --init points:10,100,300")
        self.assertEqual(f"{r['objective']['value']:.6f}", "775.853571")
        self.assertEqual(f"{r['metrics']['adjusted_rand']:.6f}", "0.603250")

    def test_blobs_kmeans(self):
        r = result("fit blobs --model kmeans -k 3 --init random --seed 42")
        self.assertEqual(f"{r['objective']['value']:.6f}", "95086.659508")
        self.assertEqual(r["counts"], [334, 335, 331])

    def test_digits_kmeans(self):
        r = result("fit digits --model kmeans -k 10 --init k-means++ --n-init 4 --seed 777")
        self.assertEqual(f"{r['metrics']['rand']:.6f}", "0.938867")
        self.assertEqual(f"{r['metrics']['adjusted_rand']:.6f}", "0.666171")
        self.assertEqual(f"{r['objective']['value']:.3f}", "1165150.610")
        self.assertEqual(r["iterations"], 21)

    def test_digits_tied(self):
        r = result("fit digits --model gmm --covariance tied -k 10 --init k-means --seed 777")
        self.assertEqual(f"{r['metrics']['rand']:.6f}", "0.945703")
        self.assertEqual(f"{r['metrics']['adjusted_rand']:.6f}", "0.717607")
        self.assertEqual(r["iterations"], 16)

    def test_mnist_bernoulli(self):
        r = result("fit mnist --keep-labels 2,3,4 --model bernoulli -k 3 --init random --seed 42 "
                   "--tol 0 --max-iter 50")
        self.assertEqual(f"{r['objective']['value']:.4f}", "-551656.0611")
        self.assertEqual(f"{r['metrics']['adjusted_rand']:.6f}", "0.722829")

    def test_hand_half_steps(self):
        r = result("fit hand --model gmm --covariance spherical -k 2 --init points:0,2 --init-cov 1 "
                   "--reg-covar 0 --steps 8")
        rows = [f"{t['objective']:.4f}" for t in r["trace"] if t["phase"] == "E"]
        self.assertEqual(rows, ["-4.3893", "-3.5492", "-3.4868", "-3.4183"])
        self.assertEqual((r["stop"], r["iterations"], len(r["trace"])), ("steps", 4, 9))


class Fit(unittest.TestCase):
    KEYS = ["emstep", "data", "model", "covariance", "k", "init", "seed", "n_init", "iterations",
            "converged", "stop", "objective", "weights", "means", "covariances", "counts", "bic",
            "aic", "n_parameters", "metrics", "trace", "seconds", "seconds_per_iteration"]

    def test_keys_are_always_there(self):
        for options in ("aniso", "aniso --model kmeans", "hand", "hand --model kmeans",
                        "aniso --model bernoulli", "aniso --steps 0", "faithful --steps 3"):
            self.assertEqual(list(result("fit " + options)), self.KEYS, options)
        r = result("fit hand --labels --responsibilities")
        self.assertEqual(sorted(set(r) - set(self.KEYS)), ["labels", "responsibilities"])
        self.assertEqual(len(r["labels"]), 3)
        for row in r["responsibilities"]:
            self.assertAlmostEqual(sum(row), 1.0, places=12)

    def test_nulls(self):
        r = result("fit hand --model kmeans")
        for key in ("covariance", "weights", "covariances", "bic", "aic", "n_parameters", "metrics"):
            self.assertIsNone(r[key], key)
        self.assertIsNone(r["data"]["classes"])
        self.assertEqual(r["objective"]["name"], "distortion")
        r = result("fit aniso --model bernoulli -k 2")
        self.assertEqual(r["n_parameters"], 2 * 2 + 1)
        self.assertIsNone(r["covariance"])
        self.assertIsNone(r["covariances"])

    def test_shapes_of_covariances(self):
        def shape(value):
            return [len(value)] + shape(value[0]) if isinstance(value, list) else []
        for kind, wanted, count in (("full", [3, 4, 4], 44), ("tied", [4, 4], 24),
                                    ("diag", [3, 4], 26), ("spherical", [3], 17)):
            r = result("fit iris --covariance " + kind)
            self.assertEqual(shape(r["covariances"]), wanted)
            self.assertEqual(r["n_parameters"], count)
        self.assertEqual(result("fit iris --fixed-epsilon 0.5")["n_parameters"], 3 * 4 + 2)
        self.assertEqual(
            result("fit iris --fixed-epsilon 0.5 --weights equal")["n_parameters"], 3 * 4)

    def test_the_default_run(self):
        wanted = result("fit aniso --model gmm --covariance full -k 3 --init points:10,100,300 "
                        "--init-cov 5")
        for text in ("fit", "fit aniso"):
            r = result(text)
            for key in ("init", "k", "iterations", "means", "trace"):
                self.assertEqual(r[key], wanted[key])
        self.assertEqual(result("fit --seed 42")["init"], "k-means")
        self.assertEqual(result("fit --model kmeans")["init"], "k-means++")
        self.assertEqual(result("fit --model bernoulli")["init"], "random")
        self.assertEqual(result("fit hand")["k"], 2)
        self.assertEqual(result("fit digits --model kmeans --limit 200")["k"], 10)
        self.assertEqual(result("fit faithful --init points:0,5,9,20")["k"], 4)

    def test_the_trace_of_a_mixture(self):
        r = result("fit aniso")
        t = r["trace"]
        self.assertEqual(t[0], {"step": 0, "phase": "init"})
        self.assertEqual(len(t), 1 + 2 * r["iterations"])
        self.assertEqual(t[1]["changed"], 450)
        for e, m, after in zip(t[1::2], t[2::2], t[3::2] + [None]):
            self.assertEqual(e["objective"], e["bound"])
            self.assertEqual(m["objective"], m["bound"])
            self.assertEqual(m["kl"], m["log_likelihood"] - m["bound"])
            self.assertGreaterEqual(m["bound"], e["bound"] - 1e-6)
            following = after["objective"] if after else r["objective"]["value"]
            self.assertEqual(m["log_likelihood"], following)
            self.assertEqual((e["iteration"], m["iteration"]), ((e["step"] + 1) // 2,) * 2)
            self.assertIsInstance(m["events"], list)

    def test_the_trace_of_k_means_falls(self):
        r = result("fit blobs --model kmeans -k 7 --init random --seed 3")
        values = [t["objective"] for t in r["trace"][1:]]
        self.assertEqual(values, sorted(values, reverse=True))
        self.assertLessEqual(r["objective"]["value"], values[-1])
        self.assertNotIn("bound", r["trace"][1])
        self.assertEqual(set(r["trace"][2]), {"step", "phase", "iteration", "objective", "shift",
                                              "events"})

    def test_numbers_keep_all_their_digits(self):
        code, out, _ = line("fit aniso --json")
        self.assertEqual(code, 0)
        numbers = re.findall(r"-?\d+\.\d+(?:e[+-]?\d+)?", out)
        self.assertTrue(any(len(n.replace("-", "").replace(".", "")) >= 16 for n in numbers))

    def test_steps_go_on_past_convergence(self):
        r = result("fit aniso --model kmeans --init points:10,100,300 --steps 40")
        self.assertEqual((r["stop"], r["converged"], r["iterations"]), ("steps", True, 20))
        r = result("fit aniso --steps 3")
        self.assertEqual((r["stop"], r["converged"], r["iterations"]), ("steps", False, 1))
        r = result("fit aniso --steps 0")
        self.assertEqual((r["iterations"], r["seconds_per_iteration"]), (0, None))

    def test_max_iter_and_collapse_are_results(self):
        code, out, err = line("fit aniso --max-iter 2 --json")
        self.assertEqual((code, json.loads(out)["stop"]), (0, "max_iter"))
        self.assertEqual(err.count("\n"), 1)
        self.assertIn("not converged after 2 iterations", err)
        code, out, err = line("fit hand -k 3 --init random --init-cov 0.01 --reg-covar 0 --json")
        r = json.loads(out)
        self.assertEqual((code, r["stop"], r["converged"]), (0, "collapse", False))
        self.assertIn("singular", err)
        last = r["trace"][-1]
        self.assertIsNone(last["objective"])
        self.assertEqual(last["events"][0]["kind"], "singular")
        self.assertEqual(set(last["events"][0]), {"kind", "component", "feature", "text"})
        code, out, _ = line("fit aniso --max-iter 0 --json")
        self.assertEqual((code, json.loads(out)["stop"]), (0, "max_iter"))

    def test_the_table_for_people(self):
        code, out, _ = line("fit iris --labels")
        self.assertEqual(code, 0)
        for words in ("Gaussian mixture, full covariance, K = 3", "converged after", "BIC",
                      "adjusted Rand", "accuracy after matching"):
            self.assertIn(words, out)
        self.assertEqual(len(re.findall(r"^ +\d+ +[123]$", out, re.M)), 150)

    def test_what_was_read_is_said(self):
        _, _, err = line("fit iris")
        self.assertIn("150 rows, 4 features", err)


class Data(unittest.TestCase):
    def test_the_list(self):
        names = [d["name"] for d in result("data")["datasets"]]
        self.assertEqual(names[:2], ["aniso", "blobs"])
        for name in ("varied", "uneven", "moons", "circles", "hand", "faithful", "iris", "digits",
                     "mnist"):
            self.assertIn(name, names)
        for d in result("data")["datasets"]:
            self.assertEqual(list(d), ["name", "n", "d", "classes", "origin"])

    def test_csv_comes_back(self):
        for name in ("aniso", "iris", "faithful"):
            code, csv, _ = line("data " + name)
            self.assertEqual(code, 0)
            code, out, err = run("fit", "-", "--json", "--seed", "7", stdin=csv.encode())
            self.assertEqual(code, 0, err)
            again, first = json.loads(out), result("fit " + name + " --seed 7")
            for key in ("means", "weights", "trace", "metrics"):
                self.assertEqual(again[key], first[key], (name, key))

    def test_json_holds_the_rows(self):
        r = result("data hand")
        self.assertEqual(r, {"name": "hand", "features": ["x1"], "rows": [[1], [2], [3]],
                             "labels": None})
        r = result("data iris")
        self.assertEqual((len(r["rows"]), len(r["features"]), len(r["labels"])), (150, 4, 150))

    def test_options_about_the_data(self):
        self.assertEqual(len(result("data aniso --limit 7")["rows"]), 7)
        self.assertEqual(set(result("data aniso --keep-labels 0,2")["labels"]), {"0", "2"})
        self.assertEqual(result("data aniso --features 1")["features"], ["x2"])
        self.assertEqual({v for row in result("data aniso --binarize")["rows"] for v in row}, {0, 1})


class ManyRuns(unittest.TestCase):
    def test_sweep(self):
        r = result("sweep blobs --model kmeans --k 1..6 --restarts 4 --seed 5")
        self.assertEqual(list(r), ["data", "model", "ks", "suggested_k"])
        self.assertEqual([k["k"] for k in r["ks"]], [1, 2, 3, 4, 5, 6])
        self.assertEqual(r["suggested_k"], 3)
        self.assertEqual(list(r["ks"][0]), ["k", "best", "median", "worst", "values", "seed",
                                            "found_best", "silhouette", "bic", "aic"])
        self.assertIsNone(r["ks"][0]["silhouette"])
        for k in r["ks"]:
            self.assertEqual(len(k["values"]), 4)
            self.assertEqual(k["best"], min(k["values"]))
            self.assertEqual(k["worst"], max(k["values"]))
            best = k["values"].index(k["best"])
            self.assertEqual(k["seed"], 5 + best)
            self.assertEqual(k["found_best"],
                             sum(abs(v - k["best"]) <= 1e-4 * k["best"] for v in k["values"]))
        one = result(f"fit blobs --model kmeans -k 4 --seed {r['ks'][3]['seed']}")
        self.assertEqual(one["objective"]["value"], r["ks"][3]["best"])

    def test_sweep_of_a_mixture_suggests_by_bic(self):
        r = result("sweep aniso --k 1..5 --restarts 3")
        bic = [k["bic"] for k in r["ks"]]
        self.assertEqual(r["suggested_k"], 1 + bic.index(min(bic)))
        one = result(f"fit aniso -k 2 --seed {r['ks'][1]['seed']}")
        self.assertEqual((one["bic"], one["aic"]), (r["ks"][1]["bic"], r["ks"][1]["aic"]))

    def test_every_row_of_the_start_is_told(self):
        rows = ",".join(map(str, range(450)))
        self.assertEqual(result(f"fit aniso --model kmeans --init points:{rows}")["init"],
                         "points:" + rows)
        _, out, _ = line(f"fit aniso --model kmeans --init points:{rows}")
        self.assertIn("start points:0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,...,", out)

    def test_many_restarts_take_time_in_proportion(self):
        (k,) = result("sweep hand --k 2 --restarts 100000")["ks"]
        self.assertEqual(len(k["values"]), 100000)
        self.assertEqual((k["best"], k["worst"]), (max(k["values"]), min(k["values"])))

    def test_no_clear_elbow(self):
        self.assertIsNone(result("sweep blobs --model kmeans --k 2..3 --restarts 1")["suggested_k"])
        code, out, _ = line("sweep blobs --model kmeans --k 2..3 --restarts 1")
        self.assertEqual((code, "no clear elbow" in out), (0, True))

    def test_atlas(self):
        r = result("atlas blobs --model kmeans -k 3 --init random --seeds 40 --seed 100")
        self.assertEqual(r["seeds"], 40)
        found = r["solutions"]
        self.assertEqual(sum(s["count"] for s in found), 40)
        values = [s["objective"] for s in found]
        self.assertEqual(values, sorted(values))
        for s in found:
            self.assertEqual(list(s), ["objective", "count", "seed", "adjusted_rand"])
            one = result(f"fit blobs --model kmeans -k 3 --init random --seed {s['seed']}")
            self.assertEqual(one["objective"]["value"], s["objective"])
            self.assertEqual(one["metrics"]["adjusted_rand"], s["adjusted_rand"])

    def test_the_same_whatever_the_threads_do(self):
        text = "atlas aniso --model kmeans -k 5 --init random --seeds 30 --json"
        self.assertEqual(line(text), line(text))


if __name__ == "__main__":
    unittest.main()
