"""Wrong usage: exit code and words. Nothing goes to standard output."""
import unittest

from emstep import line, run

# command line, exit code, words that the message must hold
WRONG = """
fit --model gauss                       | 2 | --model "gauss" kmeans, gmm or bernoulli
fit -k 0                                | 2 | --k "0" 1 to 1000000
fit -k three                            | 2 | --k "three" a whole number
fit -k 2.5                              | 2 | --k "2.5"
fit -k 1..8                             | 2 | 1..8 sweep
fit --covariance round                  | 2 | --covariance "round" full, tied, diag or spherical
fit --init best                         | 2 | --init "best" random, k-means++
fit --init points                       | 2 | --init "points"
fit --init points:1,,2                  | 2 | --init
fit --init points:1,x                   | 2 | --init
fit --init points:-1                    | 2 | --init
fit --init file:                        | 2 | --init
fit --init random:3                     | 2 | --init
fit --init manual                       | 2 | --init
fit --init-cov 0                        | 2 | --init-cov "0" above 0
fit --init-cov nan                      | 2 | --init-cov "nan"
fit --seed -1                           | 2 | --seed "-1" 0 to 4294967295
fit --seed 4294967296                   | 2 | --seed "4294967296" 0 to 4294967295
fit --seed 99999999999999999999999      | 2 | --seed
fit --seed 1e3                          | 2 | --seed
fit --n-init 0                          | 2 | --n-init "0" 1 to
fit --stream sklearn-2                  | 2 | --stream sklearn-1.2 or sklearn-1.3
fit --max-iter -5                       | 2 | --max-iter "-5"
fit --tol -1                            | 2 | --tol "-1" 0 or above
fit --tol inf                           | 2 | --tol "inf"
fit --tol 1e999                         | 2 | --tol
fit --tol 1,5                           | 2 | --tol "1,5"
fit --reg-covar -1                      | 2 | --reg-covar "-1"
fit --reg-covar 0x1                     | 2 | --reg-covar "0x1"
fit --model kmeans --empty drop         | 2 | --empty "drop" farthest or keep
fit --fixed-epsilon 0                   | 2 | --fixed-epsilon "0" above 0
fit --fixed-epsilon 1 --weights some    | 2 | --weights "some" free or equal
fit --weights equal                     | 2 | --weights --fixed-epsilon
fit --steps -1                          | 2 | --steps "-1"
fit --delimiter ab                      | 2 | --delimiter "ab"
fit --header maybe                      | 2 | --header "maybe" yes, no or auto
fit --limit 0                           | 2 | --limit "0" 1 to
fit --image 8                           | 2 | --image "8" 28x28
fit --image 0x8                         | 2 | --image "0x8"
fit --binarize=a                        | 2 | --binarize "a"
fit --standardize=1                     | 2 | --standardize takes no value
fit --json=1                            | 2 | --json takes no value
fit --seed                              | 2 | --seed needs a value
fit -k                                  | 2 | --k needs a value
fit --sede 3                            | 2 | "--sede" did you mean --seed
fit --nonsense                          | 2 | "--nonsense" --help
fit -x                                  | 2 | "-x"
fit aniso blobs                         | 2 | "aniso" and "blobs"
fit --restarts 3                        | 2 | does not take --restarts
fit --output a.png                      | 2 | does not take --output
fit -o a.png                            | 2 | does not take --output
atlas --n-init 3                        | 2 | does not take --n-init
atlas --steps 3                         | 2 | does not take --steps
atlas --seeds 0                         | 2 | --seeds "0" 1 to
atlas --seeds 2 --seed 4294967295       | 2 | --seeds 2 4294967295
sweep --k 3..1                          | 2 | --k "3..1" low to high 1..8
sweep --k 0..3                          | 2 | --k "0..3"
sweep --restarts 0                      | 2 | --restarts "0"
sweep --init points:1,2,3               | 2 | points every K
sweep --restarts 2 --seed 4294967295    | 2 | --restarts 2
data --seed 3                           | 2 | data does not take --seed
data --limit 3                          | 2 | --limit name of a data set
render -o a.png --pane --steps=3        | 2 | --steps fit and code
code --json                             | 2 | code does not take --json
render                                  | 2 | -o
render -o a.jpg                         | 2 | "a.jpg" .png
render -o                               | 2 | --output needs a value
render -o a.png --size 10x10            | 2 | --size "10x10" 64
render -o a.png --size 1600             | 2 | --size "1600"
render -o a.png --scale 0               | 2 | --scale "0" 0.25
render -o a.png --theme pink            | 2 | --theme "pink" light, dark or contrast
render -o a.png --tab sums              | 2 | --tab "sums" prototypes
render -o a.png --overlay dots          | 2 | --overlay "dots" ellipses
render -o a.png --overlay links,        | 2 | --overlay
render -o a.png --step half             | 2 | --step "half" end
render -o a.png --inspect -3            | 2 | --inspect "-3"
render -o a.png --pane --seeds=3        | 2 | "--seeds" run option
render -o a.png --pane --limit=3        | 2 | --limit data
render -o a.png --pane -k0              | 2 | --k "0"
render -o a.png --pane -k2 --pane -k2 --pane -k2 --pane -k2 | 2 | --pane three
render -o a.png --steps 3               | 2 | does not take --steps
--json                                  | 2 | open does not take --json
open --step 3                           | 2 | open does not take --step
fit --model kmeans --covariance full    | 2 | --covariance --model gmm
fit --model bernoulli --covariance full | 2 | --covariance --model gmm
fit --model kmeans --reg-covar 0        | 2 | --reg-covar --model gmm
fit --model kmeans --init-cov 3         | 2 | --init-cov --model gmm
fit --model kmeans --fixed-epsilon 3    | 2 | --fixed-epsilon --model gmm
fit --empty keep                        | 2 | --empty --model kmeans
fit --model kmeans --init k-means       | 2 | --init k-means mixtures
fit --model kmeans --init responsibilities | 2 | responsibilities mixtures
fit --init points:1,2,3 -k 4            | 2 | 3 rows 4
fit -k 451                              | 1 | 451 450
fit --init points:1,2,450               | 1 | 450 449
fit nosuch                              | 1 | nosuch
fit ./nosuch.csv                        | 1 | nosuch.csv
fit /                                   | 1 | "/"
fit iris --features petal               | 1 | petal
fit iris --features 4                   | 1 | 4
fit iris --keep-labels rose             | 1 | rose
fit iris --label-column nosuch          | 1 | nosuch
fit iris --image 3x3                    | 1 | 3x3
fit --init file:nosuch.csv              | 1 | nosuch.csv
sweep hand --k 1..4                     | 1 | 4 3
atlas -k 1000                           | 1 | 1000 450
data nosuch                             | 1 | nosuch
code -k 1000                            | 1 | 1000
render -k 1000 -o a.png                 | 1 | 1000
render --inspect 450 -o a.png           | 1 | 450 449
render -o nosuchfolder/a.png            | 1 | nosuchfolder
fit blobs:n=0                           | 2 | n
fit blobs:frogs=3                       | 2 | frogs
"""


class Usage(unittest.TestCase):
    def test_what_is_wrong_is_named(self):
        for row in filter(None, WRONG.strip().split("\n")):
            text, wanted, words = (part.strip() for part in row.split("|"))
            with self.subTest(text):
                code, out, err = line(text)
                self.assertEqual((code, out), (int(wanted), ""), err)
                self.assertTrue(err.startswith("emstep: "), err)
                self.assertTrue(err.endswith("\n"), err)
                for word in words.split():
                    self.assertIn(word, err)

    def test_hostile_arguments_do_no_harm(self):
        for text in ("\x1b[31m", "a\nb", "\xff\xfe", "%s%n", "x" * 5000):
            for args in (["fit", text], ["fit", "--seed", text], ["fit", "--" + text],
                         ["fit", "--init", "file:" + text]):
                code, out, err = run(*args)
                self.assertIn(code, (1, 2))
                self.assertEqual(out, "")
                self.assertNotIn("\x1b", err)
                self.assertEqual(err.count("\n"), 1, err)
                self.assertLess(len(err), 1200)


class Help(unittest.TestCase):
    COMMANDS = ("open", "fit", "sweep", "atlas", "render", "data", "code")

    def test_every_command_has_help(self):
        code, out, err = line("--help")
        self.assertEqual((code, err), (0, ""))
        for name in self.COMMANDS:
            self.assertIn(name, out)
            code, help_text, err = line(name + " --help")
            self.assertEqual((code, err), (0, ""))
            self.assertTrue(help_text.startswith("emstep "))
            self.assertLessEqual(max(map(len, help_text.split("\n"))), 110)
        self.assertEqual(line("fit -h"), line("fit --help"))

    def test_options_of_a_command_are_in_its_help(self):
        self.assertIn("--responsibilities", line("fit --help")[1])
        self.assertNotIn("--restarts", line("fit --help")[1])
        self.assertIn("--restarts", line("sweep --help")[1])
        self.assertIn("--overlay", line("render --help")[1])

    def test_version(self):
        code, out, err = line("--version")
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"^emstep \d+\.\d+\.\d+\n$")
        code, out, _ = line("--version --verbose")
        self.assertEqual(code, 0)
        self.assertIn("SDL", out)


if __name__ == "__main__":
    unittest.main()
