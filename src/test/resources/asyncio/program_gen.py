"""Makes random programs for programs.py: the same seed makes the same program.

What a coroutine waits for is a task of a coroutine further down the list, so that waits make no
circle; the kind "cycles" lifts that. Programs need not make sense: a wrong one must go wrong in
the same way everywhere. What never ends is ended by the reaper.
"""
import random

KINDS = ("groups", "timeouts", "locks", "semaphores", "events", "queues", "conditions", "barriers", "futures",
         "callbacks", "gather", "wait", "shield", "context", "cancel", "errors", "loops", "fatal", "cycles", "debug", "runner", "eager")

PRIMITIVES = {
    "locks": {"L0": ["lock"], "L1": ["lock"]},
    "semaphores": {"S0": ["semaphore", 1], "S1": ["bounded", 2]},
    "events": {"E0": ["event"], "E1": ["event"]},
    "queues": {"Q0": ["queue", 0], "Q1": ["queue", 1], "Q2": ["lifo", 2], "Q3": ["priority", 2]},
    "conditions": {"C0": ["condition"], "Q0": ["queue", 0]},
    "barriers": {"B0": ["barrier", 2], "B1": ["barrier", 3]},
}

TIMES = (0, 0, 0, 1, 2, 3, 5, 8, 13, 21)


class Generator:
    def __init__(self, seed, without, only):
        self.rnd = random.Random(seed)
        kinds = [k for k in KINDS if k not in without]
        rare = {"fatal": 0.03, "cycles": 0.04, "debug": 0.05, "loops": 0.25, "runner": 0.1, "eager": 0.1}
        self.kinds = set(self.rnd.sample([k for k in kinds if k not in rare], self.rnd.randint(2, 6)))
        self.kinds |= {k for k in kinds if k in rare and self.rnd.random() < rare[k]} | only
        self.primitives = {}
        for kind in KINDS:
            if kind in self.kinds:
                self.primitives.update(PRIMITIVES.get(kind, {}))
        self.coros = self.rnd.randint(2, 5)
        self.count = 0
        self.sync, self.waiting = self.statements()

    def pick(self, *options):
        return self.rnd.choice(options)

    def chance(self, p):
        return self.rnd.random() < p

    def fresh(self, prefix=""):
        self.count += 1
        return "%s%d" % (prefix, self.count)

    # ---- names

    def time(self):
        return self.rnd.choice(TIMES)

    def limit(self):
        return self.pick(None, -1, 0, 1, 2, 3, 5, 8, 13, 21)

    def coro(self, level):
        return self.rnd.randrange(level + 1, self.coros)

    def slot(self, index):
        return "t%d%s" % (index, self.pick("a", "a", "b"))

    def waitable(self, level):
        """A slot that a coroutine of this level may wait for."""
        if "cycles" in self.kinds and self.chance(0.4):
            return self.anything()
        names = [self.slot(i) for i in range(level + 1, self.coros)] * 2
        names += ["g%d" % i for i in range(max(level, 0), self.coros)] if {"gather", "shield"} & self.kinds else []
        names += ["f0", "f1"] if "futures" in self.kinds else []
        return self.rnd.choice(names or ["f0"])

    def inside(self, level):
        """A slot that something kept in g<level> may wait for."""
        names = [self.slot(i) for i in range(level + 1, self.coros)] * 2
        names += ["g%d" % i for i in range(level + 1, self.coros)]
        names += ["f0", "f1"] if "futures" in self.kinds else []
        return self.waitable(level) if "cycles" in self.kinds else self.rnd.choice(names or ["f0"])

    def anything(self):
        return self.pick(*[self.slot(i) for i in range(self.coros)] * 2, "f0", "f1", "g0", "g1")

    def several(self, level, most=4):
        return [self.waitable(level) for _ in range(self.rnd.randint(1, most))]

    def primitive(self, *kinds):
        return self.rnd.choice([n for n, s in self.primitives.items() if s[0] in kinds])

    def error(self):
        if "fatal" in self.kinds and self.chance(0.15):
            return ["Fatal", self.fresh("F")]
        kind = self.pick("App", "App", "App", "App", "Base", "Cancelled", "Timeout")
        return [kind, None if kind in ("Cancelled", "Timeout") else self.fresh("E")]

    # ---- statements: (weight, function of level and depth)

    def statements(self):
        k, p = self.kinds, self.primitive
        sync = [(2, lambda l, d: ["log", self.fresh()]),
                (1, lambda l, d: ["state", self.anything()]),
                (0.5, lambda l, d: ["tasks"])]
        waiting = [(5, lambda l, d: ["sleep", self.time()]),
                   (1, lambda l, d: ["repeat", self.rnd.randint(2, 3), self.block(l, d + 1)])]

        def spawn(l, d):
            if l + 1 >= self.coros:
                return ["log", self.fresh()]
            i = self.coro(l)
            return ["spawn", self.slot(i), i]

        def call(l, d):
            return ["call", self.coro(l)] if l + 1 < self.coros else ["sleep", self.time()]
        waiting += [(7, spawn), (1, call), (3, lambda l, d: ["await", self.waitable(l)])]
        sync += [(0.3, spawn)]
        if "errors" in k:
            sync += [(1.5, lambda l, d: ["raise", *self.error()]),
                     (1, lambda l, d: ["result", self.anything()]),
                     (1, lambda l, d: ["exception", self.anything()])]
        if "errors" in k or "cancel" in k:
            waiting += [(4, self.try_), (0.5, lambda l, d: ["return", self.rnd.randint(1, 99)])]
        if "cancel" in k:
            sync += [(3, lambda l, d: ["cancel", self.anything(), self.pick(None, None, self.fresh("c"))]),
                     (0.5, lambda l, d: ["uncancel", self.anything()])]
            waiting += [(0.7, lambda l, d: ["cancelMe", self.pick(None, self.fresh("c"))]),
                        (0.5, lambda l, d: ["uncancelMe"])]
        if "futures" in k:
            sync += [(1.5, lambda l, d: ["future", self.pick("f0", "f1")]),
                     (2, lambda l, d: ["setResult", self.pick("f0", "f1"), self.rnd.randint(1, 99)]),
                     (1, lambda l, d: ["setException", self.pick("f0", "f1"), "App", self.fresh("E")]),
                     (0.1, lambda l, d: ["setResult", self.anything(), 1])]
            waiting += [(2, lambda l, d: ["await", self.pick("f0", "f1")])]
        if "callbacks" in k:
            sync += [(1.5, lambda l, d: ["addCallback", self.anything(), self.fresh("b"), self.short(l)]),
                     (0.5, lambda l, d: ["removeCallback", self.anything(), "b%d" % self.rnd.randint(1, self.count + 1)]),
                     (1, lambda l, d: ["callSoon", self.pick("h0", "h1"), self.short(l)]),
                     (1, lambda l, d: [self.pick("callLater", "callAt"), self.pick("h0", "h1"), self.time(), self.short(l)]),
                     (0.7, lambda l, d: ["cancelCall", self.pick("h0", "h1")])]
        if "gather" in k:
            sync += [(2, lambda l, d: ["gathering", "g%d" % max(l, 0), [self.inside(max(l, 0)) for _ in range(self.rnd.randint(1, 4))],
                                       self.chance(0.4)])]
            waiting += [(3, lambda l, d: ["gather", self.several(l), self.chance(0.4)])]
        if "shield" in k:
            sync += [(1.5, lambda l, d: ["shielding", "g%d" % max(l, 0), self.inside(max(l, 0))])]
            waiting += [(2, lambda l, d: ["shield", self.waitable(l)])]
        if "wait" in k:
            waiting += [(2, lambda l, d: ["wait", self.several(l), self.limit(),
                                          self.pick("ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION")]),
                        (2, lambda l, d: ["waitFor", self.waitable(l), self.limit()]),
                        (1.5, lambda l, d: ["waitForCall", self.coro(l), self.limit()] if l + 1 < self.coros else ["sleep", 0]),
                        (1.5, lambda l, d: ["asCompleted", self.several(l), self.limit(), self.chance(0.7)]),
                        (0.7, lambda l, d: ["asCompletedFutures", self.several(l), self.limit()])]
        if "timeouts" in k:
            waiting += [(4, lambda l, d: ["timeout", self.pick("s0", "s1"), self.limit(), self.block(l, d + 1)])]
            sync += [(1, lambda l, d: ["reschedule", self.pick("s0", "s1"), self.limit()]),
                     (0.7, lambda l, d: ["expired", self.pick("s0", "s1")])]
        if "groups" in k:
            def gspawn(l, d):
                if l + 1 >= self.coros:
                    return ["log", self.fresh()]
                i = self.coro(l)
                return ["gspawn", self.pick("G0", "G1"), self.slot(i), i]
            waiting += [(3, self.group), (2, gspawn)]
            sync += [(0.3, gspawn)]
        if "context" in k:
            sync += [(2, lambda l, d: ["setVar", self.rnd.randint(1, 9)]), (2, lambda l, d: ["getVar"])]
        locks = [t for kind, t in (("locks", "lock"), ("semaphores", "semaphore"), ("semaphores", "bounded"),
                                   ("conditions", "condition")) if kind in k]
        if locks:
            waiting += [(4, lambda l, d: ["with", p(*locks), self.block(l, d + 1)]),
                        (1, lambda l, d: ["acquire", p(*locks)])]
            sync += [(1, lambda l, d: ["release", p(*locks)]), (0.7, lambda l, d: ["look", p(*locks)])]
        if "events" in k:
            waiting += [(3, lambda l, d: ["wait_", p("event")])]
            sync += [(2, lambda l, d: ["set", p("event")]), (1, lambda l, d: ["clear", p("event")]),
                     (0.5, lambda l, d: ["look", p("event")])]
        if "conditions" in k:
            def with_condition(l, d):
                c = p("condition")
                inner = self.pick(["wait_", c], ["wait_", c], ["waitUntil", c, "Q0"], ["notify", c, self.rnd.randint(0, 3)],
                                  ["notify", c, 1], ["notifyAll", c])
                body = self.block(l, d + 1) if d < 2 else []
                body.insert(self.rnd.randint(0, len(body)), inner)
                return ["with", c, body]
            waiting += [(6, with_condition), (0.3, lambda l, d: ["wait_", p("condition")])]
            sync += [(0.5, lambda l, d: ["notifyAll", p("condition")]), (1, lambda l, d: ["putNowait", "Q0", self.rnd.randint(1, 9)])]
        if "barriers" in k:
            waiting += [(4, lambda l, d: ["wait_", p("barrier")]), (1, lambda l, d: ["with", p("barrier"), self.block(l, d + 1)]),
                        (0.7, lambda l, d: ["reset", p("barrier")]), (0.4, lambda l, d: ["abort", p("barrier")])]
            sync += [(1, lambda l, d: ["look", p("barrier")])]
        if "queues" in k:
            q = ("queue", "lifo", "priority")
            waiting += [(4, lambda l, d: ["put", p(*q), self.rnd.randint(1, 99)]), (4, lambda l, d: ["get", p(*q)]),
                        (1, lambda l, d: ["join", p(*q)])]
            sync += [(1, lambda l, d: ["putNowait", p(*q), self.rnd.randint(1, 99)]), (1, lambda l, d: ["getNowait", p(*q)]),
                     (1.5, lambda l, d: ["taskDone", p(*q)]), (0.15, lambda l, d: ["shutdown", p(*q), self.chance(0.5)]),
                     (0.7, lambda l, d: ["look", p(*q)])]
        return sync, waiting

    def try_(self, level, depth):
        return ["try", self.block(level, depth + 1),
                self.block(level, depth + 1) if self.chance(0.6) else None, self.chance(0.5),
                self.block(level, depth + 1) if self.chance(0.6) else None,
                self.block(level, depth + 1) if self.chance(0.3) else []]

    def group(self, level, depth):
        name = self.pick("G0", "G1")
        body = self.block(level, depth + 1)
        for _ in range(self.rnd.randint(0, 3)):
            if level + 1 < self.coros:
                i = self.coro(level)
                body.insert(self.rnd.randint(0, len(body)), ["gspawn", name, self.slot(i), i])
        return ["group", name, body]

    def choose(self, statements, level, depth):
        weights = [w for w, _ in statements]
        return self.rnd.choices([f for _, f in statements], weights)[0](level, depth)

    def short(self, level):
        return [self.choose([s for s in self.sync], level, 9) if not self.chance(0.2) else ["log", self.fresh()]
                for _ in range(self.rnd.randint(1, 2))] if self.count < 150 else []

    def block(self, level, depth):
        if depth > 2:
            return [["sleep", self.time()]]
        n = self.rnd.randint(2, 6) if depth == 0 else self.rnd.randint(1, 3)
        statements = [self.choose(self.waiting if self.chance(0.7) else self.sync, level, depth) for _ in range(n)]
        return statements

    def main(self):
        body = [["try", [s], None, True, [["log", self.fresh()]], []] if self.chance(0.7) else s
                for s in self.block(-1, 0) + self.block(-1, 0)]
        spawns = [["spawn", self.slot(i), i] for i in range(self.coros) if self.chance(0.7)]
        return spawns + body

    def program(self):
        coros = [self.block(level, 0) for level in range(self.coros)]
        runs = [self.main() for _ in range(self.rnd.randint(2, 3) if {"loops", "runner"} & self.kinds else 1)]
        return {"kinds": sorted(self.kinds), "debug": "debug" in self.kinds,
                "runner": "runner" in self.kinds, "eager": "eager" in self.kinds, "primitives": self.primitives,
                "coros": coros, "runs": runs}


def generate(seed, without=frozenset(), only=frozenset()):
    return {"seed": seed, **Generator(seed, without, only).program()}
