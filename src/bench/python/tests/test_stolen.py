"""What a system says of stolen time, and what it says when it says nothing."""

import pathlib
import tempfile
import unittest

from bench import stolen


class StolenTest(unittest.TestCase):
    def test_it_is_the_eighth_of_the_counted_times(self):
        with tempfile.TemporaryDirectory() as folder:
            stat = pathlib.Path(folder, "stat")
            stat.write_text("cpu  1 2 3 4 5 6 7 8 100 100\ncpu0 9 9 9 9 9 9 9 9 9 9\n")
            self.assertEqual(stolen.ticks(stat), (36, 8))

    def test_a_system_that_does_not_say_is_quiet(self):
        nothing = stolen.ticks(pathlib.Path("no", "stat"))
        self.assertEqual(stolen.share(nothing, nothing), 0.0)

    def test_a_share_is_of_the_time_between(self):
        self.assertEqual(stolen.share((100, 10), (300, 20)), 0.05)


if __name__ == "__main__":
    unittest.main()
