"""Allocations made to fail, one by one or all from one on: a message, no crash, no half file."""
import os
import tempfile
import unittest

from emstep import run

SHIM = os.environ["EMSTEP_NO_MEMORY"]


class NoMemory(unittest.TestCase):
    def count(self, args, folder):
        path = folder + "/count"
        code, _, err = run(*args, env={"LD_PRELOAD": SHIM, "FAIL_COUNT": path})
        self.assertEqual(code, 0, err)
        with open(path, encoding="ascii") as file:
            return int(file.read())

    def torture(self, text, samples, written=None):
        """Fails about that many allocations, spread over the whole run."""
        with tempfile.TemporaryDirectory() as folder:
            args = [word.replace("FOLDER", folder) for word in text.split()]
            count = self.count(args, folder)
            self.assertGreater(count, 5)
            os.remove(folder + "/count")
            for name in os.listdir(folder):
                os.remove(folder + "/" + name)
            for sticky in (False, True):
                for at in range(1, count + 1, max(1, count // samples)):
                    env = {"LD_PRELOAD": SHIM, "FAIL_AT": str(at)}
                    if sticky:
                        env["FAIL_STICKY"] = "1"
                    code, out, err = run(*args, env=env)
                    with self.subTest(text, at=at, sticky=sticky):
                        self.assertIn(code, (0, 1), err)
                        if code == 1:
                            self.assertEqual(out, "")
                            self.assertNotEqual(err, "")
                        wanted = [written] if written and code == 0 else []
                        self.assertEqual(os.listdir(folder), wanted)
                    for name in os.listdir(folder):
                        os.remove(folder + "/" + name)

    def test_results(self):
        self.torture("fit aniso --json", 60)
        self.torture("fit iris --model kmeans --labels", 20)
        self.torture("sweep hand --model kmeans --k 1..2 --restarts 2", 30)
        self.torture("atlas hand --seeds 2", 30)
        self.torture("code hand", 20)
        self.torture("data hand --json", 10)

    def test_pictures(self):
        self.torture("render hand --step 3 --size 640x400 -o FOLDER/a.png", 20, "a.png")


if __name__ == "__main__":
    unittest.main()
