"""What the lane alone can do, and what a cell can do to it."""

import json
import os
import signal
import struct
import time
import unittest

from harness import CALL, CANCEL, Kernel, Lane, Lost, text

SEED = """
import sys, os, io, json, asyncio, threading, subprocess, time, builtins, signal
len = str = list = dict = isinstance = type = getattr = print_ = max = min = next = any = zip = id = None
del len, str, list, dict, isinstance, type, getattr, max, min, next, any, zip, id
shared = []
"""
SHADOWED = "len = str = list = dict = isinstance = type = getattr = max = min = next = any = zip = repr = 'mine'"


class LaneTest(unittest.TestCase):
    """A kernel of its own for each class, a lane with the class's programs."""

    PROGRAMS = []
    OPTIONS = {}
    SEED = SEED

    def setUp(self):
        self.kernel = Kernel()
        self.addCleanup(self.kernel.close)
        self.kernel.run(self.SEED)

    def open(self, *programs, **options):
        self.lane = Lane(self.kernel, [each if isinstance(each, dict) else "# GET /x\n" + each for each in programs],
                         **options)
        return self.lane

    def assertPrints(self, expected, program=0, document="{}"):
        self.assertEqual({"outputs": [["stdout", expected]] if expected else []}, self.lane.call(program, document))

    def sizes(self):
        return text({"outputs": self.kernel.run("""
import linecache
shell = get_ipython()
print([*map(len, (linecache.cache, shell.user_ns, In, Out, shell.history_manager.input_hist_raw))],
      shell.execution_count, '_' in globals() and _, len(threading.enumerate()), sorted(os.listdir('/proc/self/fd')))
""")[0]})


class Basics(LaneTest):
    def test_nothing_is_left_in_the_namespace(self):
        self.kernel.run("names = None\nnames = sorted(globals())")
        self.open("pass")
        found = text({"outputs": self.kernel.run("print(sorted(set(globals()) ^ set(names)))")[0]})
        self.assertEqual("[]\n", found)

    def test_names_of_the_notebook_do_not_matter(self):
        self.kernel.run(SHADOWED)
        self.open("print('a')\nRESPONSE = {'status': 201}", "1 / 0", "display('x')\n7")
        for _ in range(2):
            self.assertEqual('{"response": {"status": 201}}', self.lane.call(0)["response"])
            self.assertEqual("ZeroDivisionError", self.lane.call(1)["outputs"][0][1])
            self.assertEqual(["display", "result"], [each[0] for each in self.lane.call(2)["outputs"]])

    def test_a_number_that_json_does_not_have_is_named(self):
        self.open("RESPONSE = {'body': {'x': [1, {'y': float('nan')}]}}", "RESPONSE = float('inf')",
                  "loop = {}\nloop['x'] = loop\nRESPONSE = loop", "RESPONSE = object()",
                  "class Frame:\n    def to_dict(self): return {'a': float('nan')}\nRESPONSE = {'body': Frame()}")
        wrong = [json.loads(self.lane.call(number)["response"])["error"] for number in range(5)]
        self.assertEqual(["body.x[1].y is nan (expected: a number that JSON has, or None)",
                          "it is inf (expected: a number that JSON has, or None)",
                          "ValueError: Circular reference detected", "TypeError: a object is not JSON",
                          "body.a is nan (expected: a number that JSON has, or None)"], wrong)

    def test_programs_that_cannot_be_compiled_ahead_are_refused(self):
        lane = self.open("%%time\n1", "def", "return 1", "pass", {"cell": "1", "info": "def"})
        why = lane.hello["programs"]
        self.assertEqual("it is a cell magic", why[0])
        self.assertRegex(why[1], r"^SyntaxError: .* \(line 2\)$")
        self.assertEqual("SyntaxError: 'return' outside function (line 2)", why[2])
        self.assertIsNone(why[3])
        self.assertRegex(why[4], "^SyntaxError: ")

    def test_calls_sent_together_are_answered_in_order(self):
        lane = self.open("import time\ntime.sleep(0.01)\nprint(REQUEST)", "await asyncio.sleep(0.01)\nprint(REQUEST)")
        lane.socket.sendall(b"".join(lane.frame(number % 2, number, str(number)) for number in range(1, 21)))
        self.assertEqual([(n, {"outputs": [["stdout", f"{n}\n"]]}) for n in range(1, 21)],
                         [lane.answer() for _ in range(20)])

    def test_frames_may_come_in_pieces(self):
        lane = self.open("print(REQUEST)")
        for byte in lane.frame(0, 7, "h\u00e9"):
            lane.socket.sendall(bytes([byte]))
            time.sleep(0.001)
        self.assertEqual((7, {"outputs": [["stdout", "h\u00e9\n"]]}), lane.answer())

    def test_large_documents_and_answers(self):
        lane = self.open("print(REQUEST)", max_output=20 << 20)
        document = "x" * (5 << 20)
        for _ in range(2):
            self.assertPrints(document + "\n", 0, document)
        lane.socket.sendall(lane.frame(0, 1, document) + lane.frame(0, 2, "b"))
        time.sleep(0.2)
        self.assertEqual([1, 2], [lane.answer()[0] for _ in range(2)])

    def test_response_info_runs_in_the_same_call(self):
        lane = self.open({"cell": "x = json.loads(REQUEST)['x']\nprint('body')\nos.system('echo child')\nRESPONSE = {}",
                          "info": "print(json.dumps({'status': x}))\nx"},
                         {"cell": "1 / 0", "info": "print('never')"},
                         {"cell": "pass", "info": "1 / 0"},
                         {"cell": "await asyncio.sleep(0)\nprint('a')", "info": "await asyncio.sleep(0)\nprint('b')"})
        found = lane.call(0, '{"x": 201}')
        self.assertEqual({"outputs": [["stdout", "body\nchild\n"]],
                          "response": '{"response": {}}',
                          "info": [["stdout", '{"status": 201}\n'], ["result", {"text/plain": "201"}, {}]]}, found)
        self.assertNotIn("info", lane.call(1))
        self.assertEqual("error", lane.call(2)["info"][0][0])
        self.assertEqual({"outputs": [["stdout", "a\n"]], "info": [["stdout", "b\n"]]}, lane.call(3))

    def test_nothing_grows(self):
        self.open("REQUEST", "import subprocess\nprint(subprocess.run('true').returncode)", "1 / 0",
                  "await asyncio.sleep(0)\ndisplay(1)")
        for program in range(4):
            self.lane.call(program)
        time.sleep(0.3)
        self.sizes()
        before = self.sizes()
        for program in range(4):
            for _ in range(100):
                self.lane.call(program)
        time.sleep(0.3)
        self.assertEqual(before, self.sizes())

    def test_the_kernel_answers_executes_under_load(self):
        lane = self.open("print('lane')")
        for _ in range(5):
            message = self.kernel.client.execute("print('kernel')", silent=True)
            for _ in range(200):
                self.assertPrints("lane\n")
            self.assertEqual([["stdout", "kernel\n"]], self.kernel.outputs(message))
            self.kernel.reply(message)

    def test_surrogates(self):
        self.open("print('a\\ud800b')", "print('a\\udc80b')", "display('\\ud800')")
        self.assertPrints("a?b\n", 0)
        self.assertPrints("a\ufffdb\n", 1)
        self.lane.call(2)
        self.assertPrints("a?b\n", 0)

    def test_cells_that_share_a_file_name(self):
        self.kernel.close()
        os.environ["IPYKERNEL_CELL_NAME"] = "cell.py"
        self.addCleanup(os.environ.pop, "IPYKERNEL_CELL_NAME")
        self.kernel = Kernel()
        self.addCleanup(self.kernel.close)
        lane = self.open("1 / 0", "import time\ntime.sleep(60)")
        self.assertEqual(self.kernel.call("# GET /x\n1 / 0"), lane.call())
        call = lane.begin(1)
        time.sleep(0.2)
        lane.interrupt(call)
        self.assertEqual((call, {"outputs": [], "cancelled": True}), lane.answer())

    def test_inline_figures(self):
        if "error" in str(self.kernel.run("import matplotlib")[0]):
            self.skipTest("no matplotlib")
        self.kernel.run("%matplotlib inline\nimport matplotlib.pyplot as plt")
        cell = "plt.plot([1, 2])\nplt.title('t');"
        self.open(cell)
        for _ in range(2):
            found = self.lane.call()
            expected = self.kernel.call("# GET /x\n" + cell)
            self.assertEqual(expected, found)
            self.assertIn("image/png", found["outputs"][-1][1])

    def test_contexts_stay_as_on_the_jupyter_lane(self):
        self.kernel.run("import decimal\ndecimal.getcontext().prec = 4")
        self.open("print(decimal.Decimal(1) / 3)")
        expected = text(self.kernel.call("# GET /x\nprint(decimal.Decimal(1) / 3)"))
        self.assertPrints(expected)


class Output(LaneTest):
    def test_a_thread_that_outlives_its_call_writes_nowhere(self):
        self.open("def late():\n    time.sleep(0.1)\n    print('late')\n    display('late')\n    os.write(2, b'x')\n"
                  "threading.Thread(target=late).start()\nprint('first')",
                  "time.sleep(0.3)\nprint('second')")
        self.assertPrints("first\n", 0)
        self.assertPrints("second\n", 1)

    def test_a_task_that_outlives_its_call_writes_nowhere(self):
        self.open("async def late():\n    await asyncio.sleep(0.05)\n    print('late')\n    display('late')\n"
                  "task = asyncio.get_running_loop().create_task(late())\nprint('first')",
                  "await asyncio.sleep(0.2)\nprint('second', task.done())")
        self.assertPrints("first\n", 0)
        self.assertPrints("second True\n", 1)

    def test_a_child_that_outlives_its_call_writes_nowhere(self):
        spawns = {
            "system": "system('(sleep 0.15; echo late) &')",
            "Popen": "subprocess.Popen(['sh', '-c', 'sleep 0.15; echo late'])",
            "spawn": "os.posix_spawn('/bin/sh', ['sh', '-c', 'sleep 0.15; echo late'], dict(os.environ))",
            "fork": "if os.fork() == 0:\n    time.sleep(0.15)\n    print('late')\n    os.write(1, b'late')\n    os._exit(0)",
        }
        self.kernel.run("from os import system")
        self.open("time.sleep(0.3)\nprint('second')", *(each + "\nprint('first')" for each in spawns.values()))
        for number, name in enumerate(spawns):
            with self.subTest(name):
                self.assertPrints("first\n", number + 1)
                self.assertPrints("second\n", 0)

    def test_a_forked_child_prints_into_its_call(self):
        self.open("def f():\n    print('child', flush=True)\nimport multiprocessing\n"
                  "p = multiprocessing.get_context('fork').Process(target=f)\np.start()\np.join()\nprint('parent')")
        for _ in range(3):
            self.assertPrints("child\nparent\n")

    def test_a_forked_child_never_runs_the_lane(self):
        self.open("if os.fork() == 0:\n    pass\nelse:\n    os.wait()\nprint(os.getpid() == pid)",
                  "await asyncio.sleep(0)\nif os.fork() == 0:\n    raise OSError\nelse:\n    os.wait()\nprint('parent')",
                  "pid = os.getpid()")
        self.lane.call(2)
        for _ in range(3):
            self.assertEqual(["False", "True"], sorted(text(self.lane.call(0)).split()))
            self.assertPrints("parent\n", 1)

    def test_text_in_libc_is_not_left_for_the_next_call(self):
        self.kernel.run("import ctypes\nlibc = ctypes.CDLL(None)")
        self.open("libc.printf(b'from C\\n');", "print('next')")
        self.assertPrints("from C\n", 0)
        self.assertPrints("next\n", 1)

    def test_text_in_libc_is_the_cells_and_not_the_infos(self):
        self.kernel.run("import ctypes\nlibc = ctypes.CDLL(None)")
        lane = self.open({"cell": "libc.printf(b'from C');", "info": "print('{}')"})
        self.assertEqual({"outputs": [["stdout", "from C"]], "info": [["stdout", "{}\n"]]}, lane.call())

    def test_without_threads_calls_are_answered_and_no_descriptors_are_lost(self):
        self.open("print(len(os.listdir('/proc/self/fd')))", "print('x')")
        self.kernel.run("""
import _thread, threading
def no_thread(*args, **kwargs): raise RuntimeError("can't start new thread")
kept = [(module, name, getattr(module, name)) for module in (threading, _thread)
        for name in ("_start_new_thread", "start_new_thread", "_start_joinable_thread", "start_joinable_thread")
        if hasattr(module, name)]
for module, name, _ in kept: setattr(module, name, no_thread)
""")
        before = int(text(self.lane.call(0)))
        for _ in range(20):
            self.assertPrints("x\n", 1)
        self.assertLess(int(text(self.lane.call(0))), before + 20)

    def test_a_loop_that_an_older_call_has_started_works_for_the_newer_one(self):
        self.open("get_ipython().run_cell_magic('bash', '', 'echo lane')")
        for _ in range(3):
            self.assertEqual("hello\n", text(self.kernel.call("%%bash\necho hello")))
            self.assertPrints("lane\n")

    def test_prints_and_children_come_in_order(self):
        self.open("for i in range(20):\n    print('p', i)\n    os.system(f'echo c {i}')\n    os.write(1, b'w\\n')\n"
                  "    display(i)")
        outputs = self.lane.call()["outputs"]
        self.assertEqual([["stdout", f"p {i}\nc {i}\nw\n"] if k == 0 else
                          ["display", {"text/plain": str(i)}, {}, {}] for i in range(20) for k in range(2)], outputs)

    def test_a_child_never_blocks(self):
        self.open("print(subprocess.run(['sh', '-c', 'head -c 500000 /dev/zero | tr \"\\\\0\" x']).returncode)")
        self.assertPrints("x" * 500000 + "0\n")

    def test_replaced_streams_are_put_back(self):
        self.open("sys.stdout = io.StringIO()\nprint('lost')", "print('x')", "del sys.stdout", "sys.stdout = None",
                  "sys.stdout.write = print\nsys.stdout.flush = None", "del sys.stdout.write, sys.stdout.flush")
        for number in (0, 2, 3):
            self.assertEqual([], [each for each in self.lane.call(number)["outputs"] if each[0] == "stdout"])
            self.assertPrints("x\n", 1)

    def test_a_pool_of_the_notebook_writes_into_the_call_it_works_for(self):
        self.kernel.run("from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)")
        self.open("pool.submit(print, REQUEST).result()")
        for number in range(3):
            self.assertPrints(f"{number}\n", 0, str(number))

    def test_the_limit(self):
        cells = {
            "one text": "print('x' * 2000)",
            "many texts": "while True:\n    print('x')",
            "swallowed once": "for i in range(2000):\n    try:\n        print('x')\n    except BaseException:\n        pass",
            "displays": "while True:\n    display('x')",
            "result": "'x' * 2000",
            "descriptor": "while True:\n    os.write(1, b'x' * 100)",
            "child": "os.system('yes')",
            "thread": "def f():\n    while True:\n        print('x')\nthreading.Thread(target=f).start()\ntime.sleep(60)",
            "awaits": "while True:\n    await asyncio.sleep(0)\n    print('x')",
            "task": "async def f():\n    while True:\n        await asyncio.sleep(0)\n        print('x')\n"
                    "await asyncio.create_task(f())",
            "pool": "await asyncio.get_running_loop().run_in_executor(None, os.system, 'yes | head -c 100000; sleep 0.2')\n"
                    "await asyncio.sleep(60)",
        }
        self.open("print('x')", *cells.values(), max_output=1000)
        for number, name in enumerate(cells):
            with self.subTest(name):
                self.assertEqual({"outputs": [], "limit": True}, self.lane.call(number + 1))
                self.assertPrints("x\n")

    def test_an_answer_too_large_for_a_frame_is_over_the_limit(self):
        self.open("print('x' * 5000)", max_frame=4000)
        self.assertEqual({"outputs": [], "limit": True}, self.lane.call())


class GivingUp(LaneTest):
    LOOPS = {
        "busy": "while True:\n    pass",
        "sleeping": "time.sleep(60)",
        "in a function": "def f():\n    while True:\n        sum(range(100))\nf()",
        "printing": "while True:\n    print(end='')",
        "writing": "while True:\n    sys.stdout.write('')\n    sys.stderr.write('x')",
        "displaying": "while True:\n    from IPython.display import clear_output\n    clear_output()",
        "starting threads": "while True:\n    t = threading.Thread(target=int)\n    t.start()\n    t.join()",
        "a child": "subprocess.run(['sleep', '60'])",
        "catching": "try:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('caught')",
        "busy in a task": "await asyncio.sleep(0)\nwhile True:\n    pass",
        "own handler": "signal.signal(signal.SIGINT, signal.default_int_handler)\nwhile True:\n    pass",
    }

    def test_sigint_stops_the_call_it_is_meant_for(self):
        self.open("print('x')", *self.LOOPS.values(), max_output=1 << 30)
        for number, name in enumerate(self.LOOPS):
            with self.subTest(name):
                call = self.lane.begin(number + 1)
                time.sleep(0.2)
                self.lane.interrupt(call)
                self.assertEqual((call, {"outputs": [], "cancelled": True}), self.lane.answer())
                self.assertPrints("x\n")

    def test_sigint_ends_a_shell_command(self):
        """libc has the kernel ignore SIGINT while it waits for a shell; the shell is told, too."""
        self.open("print(os.system('sleep 60') != 0)")
        call = self.lane.begin()
        time.sleep(0.2)
        self.lane.interrupt(call)
        self.assertEqual((call, {"outputs": [["stdout", "True\n"]]}), self.lane.answer())

    def test_sigint_for_another_call_is_ignored(self):
        self.open("t = time.time()\nwhile time.time() < t + 0.3:\n    pass\nprint('done')")
        call = self.lane.begin()
        time.sleep(0.1)
        self.lane.interrupt(call + 1)
        self.lane.interrupt(call - 1)
        self.assertEqual((call, {"outputs": [["stdout", "done\n"]]}), self.lane.answer())

    def test_sigint_storms_hit_user_code_only(self):
        self.open("for i in range(50):\n    print(i, end=' ')\n    os.write(1, b'.')", "print('x')")
        for _ in range(200):
            call = self.lane.begin()
            for _ in range(3):
                self.lane.interrupt(call)
            number, members = self.lane.answer()
            self.assertEqual(call, number)
            self.assertTrue(members.get("cancelled") or len(text(members)) > 100, members)
        self.assertPrints("x\n", 1)

    def test_sigint_between_calls_is_ignored(self):
        self.open("print('x')")
        for _ in range(20):
            self.lane.interrupt(1)
            self.assertPrints("x\n")

    def test_a_kernel_interrupt_still_works_for_executes(self):
        self.open("print('x')")
        message = self.kernel.client.execute("import time\ntime.sleep(60)", silent=True)
        time.sleep(0.3)
        os.kill(self.kernel.pid, signal.SIGINT)
        self.assertEqual("KeyboardInterrupt", self.kernel.outputs(message)[-1][1])
        self.kernel.reply(message)
        self.assertPrints("x\n")

    def test_a_call_that_has_not_begun_never_begins(self):
        lane = self.open("time.sleep(0.2)\nshared.append(REQUEST)\nprint(shared)")
        lane.socket.sendall(lane.frame(0, 1, "1") + lane.frame(0, 2, "2") + struct.pack(">IBQ", 9, CANCEL, 2))
        self.assertEqual((1, {"outputs": [["stdout", "['1']\n"]]}), lane.answer())
        self.assertEqual((2, {"outputs": [], "cancelled": True}), lane.answer())
        lane.write(CANCEL, 99)
        self.assertPrints("['1', '3']\n", 0, "3")

    def test_a_call_that_is_cancelled_between_its_turn_and_its_first_step_is_answered(self):
        lane = self.open("time.sleep(0.3)\nawait asyncio.sleep(0)", "await asyncio.sleep(0)\nprint('b')")
        lane.socket.sendall(lane.frame(0, 1, "1") + lane.frame(1, 2, "2"))
        time.sleep(0.1)
        lane.write(CANCEL, 2)
        self.assertEqual((1, {"outputs": []}), lane.answer())
        self.assertEqual((2, {"outputs": [], "cancelled": True}), lane.answer())
        self.assertPrints("b\n", 1)

    def test_a_call_that_awaits_is_cancelled(self):
        lane = self.open("await asyncio.sleep(60)", "print('x')",
                         "try:\n    await asyncio.sleep(60)\nfinally:\n    shared.append('cleaned')", "print(shared)")
        for program in (0, 2):
            call = lane.begin(program)
            time.sleep(0.1)
            lane.write(CANCEL, call)
            self.assertEqual((call, {"outputs": [], "cancelled": True}), lane.answer())
            self.assertPrints("x\n", 1)
        self.assertPrints("['cleaned']\n", 3)


class Concurrency(LaneTest):
    CELL = """
import random
async def inner():
    await asyncio.sleep(0)
    return REQUEST
mine = lambda: REQUEST
count: int = 0
for step in range(3):
    await asyncio.sleep(random.random() / 100)
    assert REQUEST == before_of[json.loads(REQUEST)['n']], 'another request'
n = json.loads(REQUEST)['n']
RESPONSE = {'status': n}
both = await asyncio.gather(inner(), asyncio.get_running_loop().run_in_executor(None, lambda: REQUEST))
assert [each for each in both if each != REQUEST] == []
await asyncio.sleep(0.02)
print(json.loads(REQUEST)['n'])
os.system(f"echo {json.loads(mine())['n']}");
"""

    def test_overlapping_calls_have_their_own_request(self):
        self.kernel.run("before_of = {n: json.dumps({'n': n}) for n in range(1000)}")
        lane = self.open({"cell": "# GET /x" + self.CELL, "concurrency": 8},
                         {"cell": "# GET /y\nprint('alone', REQUEST)", "concurrency": 8})
        self.assertEqual([None, None], lane.hello["programs"])
        started = time.monotonic()
        for number in range(1, 41):
            lane.socket.sendall(lane.frame(0, number, '{"n": %d}' % number))
        lane.socket.sendall(lane.frame(1, 41, "x"))
        answers = dict(lane.answer() for _ in range(41))
        self.assertLess(time.monotonic() - started, 40 * 0.03)
        for number in range(1, 41):
            self.assertEqual({"outputs": [["stdout", f"{number}\n{number}\n"]],
                              "response": '{"response": {"status": %d}}' % number}, answers[number])
        self.assertEqual({"outputs": [["stdout", "alone x\n"]]}, answers[41])

    def test_without_concurrency_calls_do_not_overlap(self):
        lane = self.open("shared.append('in')\nawait asyncio.sleep(0.05)\nshared.append('out')\nprint(*shared)")
        lane.socket.sendall(lane.frame(0, 1) + lane.frame(0, 2))
        self.assertEqual([(1, "in out\n"), (2, "in out in out\n")],
                         [(number, text(members)) for number, members in (lane.answer(), lane.answer())])

    def test_what_a_call_assigns_is_its_own(self):
        self.kernel.run("total, other = 0, [1]")
        lane = self.open({"cell": "# GET /x\nimport math as m\nglobal total\ntotal += 1\nx: int = 5\n"
                                  "async def f(): pass\nawait f()\nwith open('/dev/null') as file: pass\n"
                                  "for i, (j, *k) in [(1, (2, 3))]: pass\nclass C: y = REQUEST\n[w := 3]\nother.append(2)\n"
                                  "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    z = C.y\ntotal", "concurrency": 2})
        self.assertEqual([None], lane.hello["programs"])
        found = [lane.call(0, "doc") for _ in range(2)]
        self.assertEqual([["result", {"text/plain": "1"}, {}], ["result", {"text/plain": "2"}, {}]],
                         [each["outputs"][0] for each in found])
        names = "{'m', 'x', 'f', 'file', 'i', 'j', 'k', 'C', 'w', 'z', 'REQUEST'}"
        self.assertEqual("set() 2 [1, 2, 2]\n", text({"outputs": self.kernel.run(
            f"print({names} & set(globals()), total, other)")[0]}))

    def test_a_cell_that_assigns_what_it_reads_of_the_notebook_says_so(self):
        self.kernel.run("total = 0")
        lane = self.open({"cell": "total += 1\nawait asyncio.sleep(0)", "concurrency": 2})
        self.assertEqual("UnboundLocalError", lane.call()["outputs"][0][1])

    def test_a_cell_with_response_info_does_not_overlap(self):
        lane = self.open({"cell": "status = int(REQUEST)\nawait asyncio.sleep(0.01)", "info": "print(status, REQUEST)",
                          "concurrency": 4})
        lane.socket.sendall(b"".join(lane.frame(0, number, str(number)) for number in range(1, 5)))
        self.assertEqual([[["stdout", f"{number} {number}\n"]] for number in range(1, 5)],
                         [lane.answer()[1]["info"] for _ in range(4)])

    def test_a_function_that_wants_them_global_is_refused(self):
        lane = self.open({"cell": "def f():\n    global RESPONSE\n    RESPONSE = {}\nawait asyncio.sleep(0)\nf()",
                          "concurrency": 2})
        self.assertRegex(lane.hello["programs"][0], "global")

    def test_errors_name_cell_and_line(self):
        cell = "# GET /x\nawait asyncio.sleep(0)\ndef f():\n    return 1 / 0\nf()"
        lane = self.open({"cell": cell, "concurrency": 2})
        expected = self.kernel.call(cell)["outputs"][0]
        found = lane.call()["outputs"][0]
        self.assertEqual(expected[:3], found[:3])
        self.assertIn("5", found[3][2])

    def test_overlapping_calls_are_cancelled_one_by_one(self):
        lane = self.open({"cell": "await asyncio.sleep(float(REQUEST))\nprint(REQUEST)", "concurrency": 4})
        lane.socket.sendall(lane.frame(0, 1, "60") + lane.frame(0, 2, "0.3") + lane.frame(0, 3, "60"))
        time.sleep(0.1)
        lane.write(CANCEL, 1)
        self.assertEqual((1, {"outputs": [], "cancelled": True}), lane.answer())
        self.assertEqual((2, {"outputs": [["stdout", "0.3\n"]]}), lane.answer())
        lane.write(CANCEL, 3)
        self.assertEqual((3, {"outputs": [], "cancelled": True}), lane.answer())

    def test_an_interrupt_that_meets_another_call_says_which(self):
        lane = self.open({"cell": "if REQUEST == 'holds': time.sleep(0.5)\nelse: await asyncio.sleep(60)",
                          "concurrency": 4})
        lane.socket.sendall(lane.frame(0, 1, "awaits") + lane.frame(0, 2, "holds"))
        time.sleep(0.2)
        lane.interrupt(1)
        self.assertEqual((2, {"outputs": []}), lane.answer())
        with open(lane.cancel_file, "rb") as file:
            self.assertEqual(struct.pack(">QQ", 1, 2), file.read())
        lane.write(CANCEL, 1)
        self.assertEqual((1, {"outputs": [], "cancelled": True}), lane.answer())


class Hostile(LaneTest):
    HARMLESS = {
        "close 0": "os.close(0)",
        "close 1": "os.close(1)",
        "redirect 1": "os.dup2(os.open('/dev/null', os.O_WRONLY), 1)",
        "json": "json.dumps = json.loads = json.JSONEncoder = json.encoder = None",
        "print": "print = None",
        "print back": "del print",
        "builtins": "for name in ('input', 'print', 'id', 'eval', 'sum', 'round'):\n"
                    "    kept = getattr(builtins, name)\n    setattr(builtins, name, 5)\n    saved.append((name, kept))",
        "builtins back": "for each in saved:\n    setattr(builtins, *each)",
        "os": "kept_os = os.dup2, os.read, os.write, os.getpid\nos.dup2 = os.read = os.write = os.getpid = None",
        "os back": "os.dup2, os.read, os.write, os.getpid = kept_os",
        "settrace": "def bad(*a):\n    raise RuntimeError('trace')\nsys.settrace(bad)",
        "setprofile": "def bad(*a):\n    raise RuntimeError('profile')\nsys.setprofile(bad)",
        "thread": "kept_thread = threading.Thread\nthreading.Thread = None",
        "thread back": "threading.Thread = kept_thread",
        "struct": "import struct\nstruct.Struct = struct.pack = None",
        "signals": "signal.signal(signal.SIGINT, signal.SIG_IGN)",
        "excepthook": "sys.excepthook = None",
        "displayhook": "sys.displayhook = None",
        "recursion": "def f():\n    return f()\nf()",
        "stdin": "sys.stdin = None",
        "context": "import contextvars\ncontextvars.Context().run(print, 'context')",
        "hook": "def fails():\n    raise OSError('hook')\nget_ipython().events.register('post_execute', fails)",
        "hook back": "get_ipython().events.unregister('post_execute', fails)",
        "close loop": "asyncio.get_event_loop().close()",
        "run": "async def f(): pass\nasyncio.run(f())",
        "reset": "%reset -f",
        "memory": "bytearray(1 << 62)",
        "exit kept": "exit(True)",
        "gc": "import gc\ngc.disable()\ngc.collect();",
        "locale": "import locale\nlocale.setlocale(locale.LC_ALL, 'C');",
        "chdir": "os.chdir('/')",
    }

    def test_the_lane_goes_on(self):
        self.kernel.run("saved = []")
        lane = self.open("print('x')\nos.system('echo y');", *self.HARMLESS.values(), "import os, sys, asyncio, builtins, signal")
        for number, name in enumerate(self.HARMLESS):
            with self.subTest(name):
                members = lane.call(number + 1)
                self.assertNotIn("leaves", members)
                if name == "reset":
                    lane.call(len(self.HARMLESS) + 1)
                if name not in ("builtins", "os", "print", "hook"):
                    self.assertPrints("x\ny\n")

    def test_refused_cells_are_found_refused(self):
        """What the outcome is of some of them."""
        self.open("def f():\n    return f()\nf()", "async def f(): pass\nasyncio.run(f())", "asyncio.get_event_loop().close()")
        self.assertEqual(["RecursionError", "RuntimeError", "RuntimeError"],
                         [self.lane.call(number)["outputs"][-1][1] for number in range(3)])

    def assertEnds(self, cell, answers):
        lane = self.open(cell)
        lane.begin()
        if answers:
            lane.answer()
        with self.assertRaises(Lost):
            lane.answer()

    def test_exit_ends_the_kernel(self):
        lane = self.open("print('bye')\nexit()")
        self.assertEqual({"outputs": [["stdout", "bye\n"]], "leaves": True}, lane.call())
        with self.assertRaises(Lost):
            lane.answer()

    def test_a_broken_interpreter_ends_the_connection(self):
        self.assertEnds("builtins.isinstance = None", False)

    def test_os_exit_ends_the_connection(self):
        self.assertEnds("os._exit(3)", False)

    def test_closed_descriptors_end_the_connection(self):
        self.assertEnds("os.closerange(3, 200)", False)

    def test_a_stopped_loop_ends_the_kernel(self):
        self.assertEnds("asyncio.get_running_loop().stop()", True)

    def test_a_crash_ends_the_connection(self):
        self.assertEnds("import ctypes\nctypes.string_at(0)", False)

    def test_a_nested_loop_does_not_begin_the_next_call(self):
        if self.kernel.run("import nest_asyncio\nnest_asyncio.apply()")[0]:
            self.skipTest("no nest_asyncio")
        lane = self.open("shared.append('in')\nasyncio.run(asyncio.sleep(0.1))\nshared.append('out')\nprint(*shared)")
        lane.socket.sendall(lane.frame(0, 1))
        time.sleep(0.05)
        lane.socket.sendall(lane.frame(0, 2))
        self.assertEqual([(1, "in out\n"), (2, "in out in out\n")],
                         [(number, text(members)) for number, members in (lane.answer(), lane.answer())])


class Frames(LaneTest):
    def assertRefused(self, data):
        lane = self.open("print('x')", max_frame=1000)
        lane.socket.sendall(data)
        with self.assertRaises(Lost):
            lane.answer()
        self.assertEqual([["stdout", "alive\n"]], self.kernel.run("print('alive')")[0])

    def test_a_frame_that_is_too_large(self):
        self.assertRefused(struct.pack(">IBQ", 1001, CALL, 1))

    def test_a_frame_that_is_too_small(self):
        self.assertRefused(struct.pack(">IBQ", 8, CALL, 1))

    def test_a_frame_of_unknown_kind(self):
        self.assertRefused(struct.pack(">IBQ", 9, 3, 1))

    def test_a_call_of_no_program(self):
        self.assertRefused(struct.pack(">IBQH", 11, CALL, 1, 7))

    def test_a_call_without_program(self):
        self.assertRefused(struct.pack(">IBQ", 9, CALL, 1))

    def test_a_document_that_is_not_utf8(self):
        self.assertRefused(struct.pack(">IBQH", 12, CALL, 1, 0) + b"\xff")

    def test_a_connection_that_is_cut_drops_the_call(self):
        lane = self.open("try:\n    await asyncio.sleep(60)\nfinally:\n    shared.append('dropped')")
        lane.begin()
        time.sleep(0.1)
        lane.close()
        time.sleep(0.2)
        self.assertEqual([["stdout", "['dropped']\n"]], self.kernel.run("print(shared)")[0])


if __name__ == "__main__":
    unittest.main()
