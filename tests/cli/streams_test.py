"""Pipes, full disks, signals, terminals, displays, files that are written whole or not at all."""
import os
import pty
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest

from emstep import HEADLESS, PROGRAM, line, run

LONG = ["blobs:n=300000,k=8,d=8,std=9,seed=1", "--model", "gmm", "-k", "8", "--tol", "0",
        "--max-iter", "100000"]


def png_size(path):
    with open(path, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n", head
    return struct.unpack(">II", head[16:24])


class Streams(unittest.TestCase):
    def test_a_reader_that_leaves(self):
        for args in (["data", "mnist"], ["fit", "digits", "--json", "--labels"], ["data"]):
            with subprocess.Popen([PROGRAM, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=HEADLESS) as p:
                p.stdout.read(10)
                p.stdout.close()
                err = p.stderr.read().decode()
                code = p.wait(timeout=60)
            self.assertIn(code, (0, 1), args)  # 0: it had written everything before
            self.assertNotIn("Broken pipe", err)

    def test_a_full_disk_is_told(self):
        for text in ("fit", "sweep --k 1..2 --restarts 1", "atlas --seeds 2", "data", "data aniso",
                     "code", "--help", "--version"):
            with open("/dev/full", "wb") as full:
                p = subprocess.run([PROGRAM, *text.split()], stdout=full, stderr=subprocess.PIPE,
                                   env=HEADLESS, timeout=60)
            self.assertEqual(p.returncode, 1, text)
            self.assertIn(b"cannot write standard output", p.stderr)

    def test_standard_output_that_is_closed(self):
        p = subprocess.run(["/bin/sh", "-c", '"$0" fit >&-', PROGRAM], stderr=subprocess.PIPE,
                           env=HEADLESS, timeout=60)
        self.assertEqual(p.returncode, 1)

    def test_no_colour_and_no_progress_when_piped(self):
        for text in ("fit", "sweep --k 1..3 --restarts 2", "atlas --seeds 5", "data", "--help"):
            code, out, err = line(text)
            self.assertEqual(code, 0)
            self.assertNotIn("\x1b", out + err)
            self.assertNotIn("\r", out + err)

    def test_numbers_do_not_follow_the_locale(self):
        plain = run("data", "aniso")
        for locale in ("de_DE.UTF-8", "tr_TR.UTF-8", "C"):
            self.assertEqual(run("data", "aniso", env={"LC_ALL": locale}), plain)
            code, _, _ = run("fit", "--tol", "1.5e-3", env={"LC_ALL": locale})
            self.assertEqual(code, 0)


class Interrupts(unittest.TestCase):
    def interrupt(self, args, number):
        p = subprocess.Popen([PROGRAM, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=HEADLESS)
        time.sleep(1.5)
        self.assertIsNone(p.poll(), "the work was to take longer")
        started = time.monotonic()
        p.send_signal(number)
        out, err = p.communicate(timeout=60)
        return p.returncode, out, err, time.monotonic() - started

    def test_ctrl_c_stops_cleanly(self):
        for command in (["fit", *LONG, "--json"], ["sweep", *LONG[:3], "--k", "1..8", "--tol", "0"],
                        ["atlas", *LONG]):
            code, out, err, seconds = self.interrupt(command, signal.SIGINT)
            self.assertEqual((code, out, err), (130, b"", b"emstep: interrupted\n"), command)
            self.assertLess(seconds, 10.0)

    def test_a_film_that_is_stopped_leaves_nothing(self):
        """As a terminal does it: ffmpeg, if it is there, is in the group that gets Ctrl-C."""
        with tempfile.TemporaryDirectory() as folder:
            p = subprocess.Popen([PROGRAM, "render", "--step", "400", "--size", "1000x700", "-o",
                                  folder + ("/a.gif" if shutil.which("ffmpeg") else "/a-%04d.png")],
                                 stderr=subprocess.PIPE, env=HEADLESS, start_new_session=True)
            time.sleep(1.0)
            self.assertIsNone(p.poll(), "the work was to take longer")
            os.killpg(p.pid, signal.SIGINT)
            _, err = p.communicate(timeout=10)
            self.assertEqual((p.returncode, err), (130, b"emstep: interrupted\n"))
            if shutil.which("ffmpeg"):
                self.assertEqual(os.listdir(folder), [])

    def test_terminate_and_hang_up_too(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            code, out, _, _ = self.interrupt(["fit", *LONG], number)
            self.assertEqual((code, out), (130, b""))

    def test_progress_on_a_terminal(self):
        main, other = pty.openpty()
        p = subprocess.Popen([PROGRAM, "fit", *LONG], stdout=subprocess.DEVNULL, stderr=other,
                             env=HEADLESS)
        os.close(other)
        shown = b""
        end = time.monotonic() + 30
        while b"%" not in shown and time.monotonic() < end:
            shown += os.read(main, 1000)
        p.send_signal(signal.SIGINT)
        self.assertEqual(p.wait(timeout=60), 130)
        os.close(main)
        self.assertIn(b"fit", shown)
        self.assertIn(b"%", shown)
        self.assertNotIn(b"\x1b", shown)


class Display(unittest.TestCase):
    def test_without_a_display_the_window_says_so_at_once(self):
        for args in ([], ["open"], ["aniso", "--model", "kmeans"], ["iris"]):
            started = time.monotonic()
            code, out, err = run(*args, timeout=20)
            self.assertEqual((code, out), (1, ""))
            self.assertIn("emstep render", err)
            self.assertLess(time.monotonic() - started, 2.0)

    def test_a_wrong_script_line_is_named(self):
        code, _, err = run("--script", "-", stdin=b"key Right\nfly away\n",
                           env={"SDL_VIDEODRIVER": "dummy"})
        self.assertEqual(code, 2)
        self.assertIn("2", err)

    def test_a_script_drives_the_window(self):
        with tempfile.TemporaryDirectory() as folder:
            script = f"key Right\nwait idle\nshot {folder}/a.png\nquit\n".encode()
            code, _, err = run("--size", "1000x640", "--no-animation", "--script", "-", stdin=script,
                               env={"SDL_VIDEODRIVER": "dummy", "XDG_CONFIG_HOME": folder})
            self.assertEqual(code, 0, err)
            png_size(folder + "/a.png")


class Render(unittest.TestCase):
    def test_pictures(self):
        with tempfile.TemporaryDirectory() as folder:
            for options, name, size in (
                    ("--step 0", "start.png", (1600, 1000)),
                    ("--size 960x600 --step 3 --theme dark", "small.png", (960, 600)),
                    ("iris --tab labels --size 1000x700 --overlay regions,density", "iris.png",
                     (1000, 700)),
                    ("--size 960x600", "twice@2x.png", (1920, 1200))):
                code, out, err = line(f"render {options} -o {folder}/{name}")
                self.assertEqual((code, out), (0, ""), err)
                self.assertEqual(png_size(f"{folder}/{name}"), size)
            code, _, err = run("render", "--pane", "--model kmeans -k 3", "--inspect", "103", "-o",
                               folder + "/two.svg")
            self.assertEqual(code, 0, err)
            with open(folder + "/two.svg", encoding="utf-8") as file:
                text = file.read()
            self.assertIn("<svg", text)
            self.assertTrue(text.rstrip().endswith("</svg>"))
            self.assertEqual(len(os.listdir(folder)), 5)

    def test_the_same_picture_twice(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a.png", "b.png"):
                line(f"render --step 4 --size 960x600 -o {folder}/{name}")
            with open(folder + "/a.png", "rb") as a, open(folder + "/b.png", "rb") as b:
                self.assertEqual(a.read(), b.read())

    def test_what_cannot_be_written_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            code, _, err = line(f"render -o {folder}/none/a.png")
            self.assertEqual(code, 1)
            self.assertIn("none/a.png", err)
            os.mkdir(folder + "/a.png")
            code, _, _ = line(f"render -o {folder}/a.png")
            self.assertEqual(code, 1)
            self.assertEqual(os.listdir(folder), ["a.png"])

    def test_a_file_that_may_not_grow(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(folder + "/old.png", "w", encoding="ascii") as old:
                old.write("as it was")
            for name in ("new.png", "old.png", "new.svg"):
                done = subprocess.run(
                    ["/bin/sh", "-c", 'ulimit -f 8; exec "$0" render -o "$1"', PROGRAM,
                     f"{folder}/{name}"], stderr=subprocess.PIPE, env=HEADLESS, timeout=60)
                self.assertEqual(done.returncode, 1, name)
                self.assertIn(b"cannot write", done.stderr)
            self.assertEqual(os.listdir(folder), ["old.png"])
            with open(folder + "/old.png", encoding="ascii") as old:
                self.assertEqual(old.read(), "as it was")


if __name__ == "__main__":
    unittest.main()
