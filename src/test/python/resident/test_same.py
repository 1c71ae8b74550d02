"""The same cells on both lanes of one kernel."""

import unittest

from cases import BY_DESCRIPTOR, CASES, OTHER_FRAMES, SEED, source
from harness import Kernel, Lane, merged

DOCUMENT = '{"args": {"x": ["5"]}, "body": "h\u00e9"}'


def comparable(name, members):
    """What is the same on every run."""
    outputs = members["outputs"]
    if name in OTHER_FRAMES:
        outputs = [each[:3] if each[0] == "error" else each for each in outputs]
    return {**members, "outputs": outputs}


class SameAnswers(unittest.TestCase):
    """Whole answers compared, tracebacks and bundles included."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()
        cls.kernel.run(SEED)
        cls.lane = Lane(cls.kernel, [source(name) for name in CASES])

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()

    def test_every_program_is_taken(self):
        self.assertEqual([None] * len(CASES), self.lane.hello["programs"])

    def test_answers_are_the_same(self):
        for number, name in enumerate(CASES):
            if name in BY_DESCRIPTOR:
                continue
            with self.subTest(name):
                expected = merged(self.kernel.call(source(name), DOCUMENT))
                found = merged(self.lane.call(number, DOCUMENT))
                self.assertEqual(comparable(name, expected), comparable(name, found))

    def test_what_goes_through_the_descriptor_is_in_order(self):
        for name, expected in BY_DESCRIPTOR.items():
            with self.subTest(name):
                found = self.lane.call(list(CASES).index(name), DOCUMENT)
                self.assertEqual({"outputs": [["stdout", expected]]}, merged(found))


if __name__ == "__main__":
    unittest.main()
