"""fit, sweep, atlas, data and code never initialise SDL; render starts no video."""
import os
import tempfile
import unittest

from emstep import run

GUARD = {"LD_PRELOAD": os.environ["EMSTEP_NO_SDL"]}


class NoSdl(unittest.TestCase):
    def test_the_guard_works(self):
        code, _, err = run("--script", "-", env={**GUARD, "SDL_VIDEODRIVER": "dummy"})
        self.assertEqual((code, err), (99, "SDL was initialised\n"))

    def test_no_command_starts_it(self):
        for args in (["fit"], ["sweep", "--k", "1..2", "--restarts", "1"], ["atlas", "--seeds", "2"],
                     ["data"], ["data", "hand"], ["code"], ["--help"], ["fit", "--help"],
                     ["--version"]):
            code, _, err = run(*args, env={**GUARD, "DISPLAY": ":77"})
            self.assertEqual(code, 0, (args, err))


if __name__ == "__main__":
    unittest.main()
