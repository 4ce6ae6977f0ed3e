import { expect, test } from "vitest";
import { begin, type Input, reduce, type Screen, screen } from "../src/machine";
import type { Entry } from "../src/storage";
import { EPOCH, fact, hazard, opened, state, step, view } from "./support/views";

const run = (...inputs: readonly Input[]): Screen => screen(inputs.reduce(reduce, begin("j", "me")));
const push = (...args: Parameters<typeof fact>): Input => ({ type: "push", push: fact(...args) });
const shows = (shown: ReturnType<typeof view>): Input => ({ type: "push", push: state(shown) });
const start = (shown: ReturnType<typeof view>): Input => ({ type: "opened", page: opened(shown) });

const entry = (parts: Partial<Entry>): Entry => ({
  n: 1,
  user: "me",
  type: "step.complete",
  data: {},
  idem: "i",
  at: 0,
  job: "j",
  step: "s1",
  ...parts,
});
const waits = (...entries: Entry[]): Input => ({ type: "entries", entries });
const hazardous = view({
  phase: "hazards",
  hazards: [hazard("b", "notice"), hazard("a", "danger")],
  step: null,
});

test("nothing is shown before the server has spoken", () => {
  expect(run()).toEqual({ kind: "waiting", view: null });
});

test("a free job, somebody else's job and a finished job have screens of their own", () => {
  expect(run(start(view({ phase: "unclaimed", holder: null, mine: false, step: null }))).kind).toBe(
    "unclaimed",
  );
  expect(run(start(view({ mine: false, holder: "other", step: null }))).kind).toBe("held");
  expect(run(start(view({ phase: "finished", step: null }))).kind).toBe("finished");
  expect(run(start(view({ finishable: true, current: null, step: null }))).kind).toBe("finishable");
  expect(run(start(view({ current: null, step: null })))).toMatchObject({ kind: "waiting", view: {} });
});

test("the gravest hazard comes first, alone, and the next after it was understood", () => {
  const first = run(start(hazardous));
  expect(first).toMatchObject({ kind: "hazard", hazard: { hash: "a" }, left: 2, all: ["b", "a"] });
  expect(run(start(hazardous), { type: "understood", hash: "a" })).toMatchObject({
    hazard: { hash: "b" },
    left: 1,
  });
});

test("an acknowledgement that waits to be sent shows no hazard again and no step yet", () => {
  const shown = run(start(hazardous), waits(entry({ type: "hazard.ack" })));
  expect(shown).toMatchObject({ kind: "hazard", hazard: null, left: 0 });
});

test("what was understood does not count for another holder's turn", () => {
  const again = { ...hazardous, rev: 5, fence: 2 };
  expect(run(start(hazardous), { type: "understood", hash: "a" }, shows(again))).toMatchObject({ left: 2 });
});

test.each(["job.takeover", "job.claim", "hazard.show", "qa.rework", "job.reopen", "job.finish"])(
  "after %s the step is hidden until a view that knows of it",
  (type) => {
    expect(run(start(view()), push(type, 2)).kind).toBe("waiting");
    expect(run(start(view()), push(type, 2), shows(view({ rev: 2 }))).kind).toBe("step");
  },
);

test("an older view never replaces a newer one", () => {
  const newer = view({ rev: 9, phase: "hazards", hazards: [hazard("a")], step: null });
  expect(run(start(newer), shows(view({ rev: 3 }))).kind).toBe("hazard");
});

test("a view that names hazards shows no step even if it carries one", () => {
  expect(run(start(view({ hazards: [hazard("a")] }))).kind).toBe("hazard");
});

test("a fact or view of another history is not believed", () => {
  const strange = { ...state(view({ rev: 99, step: step("s9") })), epoch: "other" };
  const shown = run(start(view()), { type: "push", push: strange });
  expect(shown).toMatchObject({ kind: "step", step: { id: "s1" } });
});

test("a replaced history forgets the view but keeps what waits to be sent", () => {
  const waiting = reduce(reduce(begin("j", "me"), waits(entry({}))), { type: "replaced" });
  expect(waiting.view).toBeNull();
  expect(waiting.entries).toHaveLength(1);
});

test("a page with another epoch starts over, even below the old position", () => {
  const page = opened(view({ rev: 1 }), { epoch: "epoch-2" });
  const shown = run(start(view({ rev: 50 })), push("hazard.show", 51), { type: "opened", page });
  expect(shown.kind).toBe("step");
});

test("a kept view is shown to its own person only, and only until the server speaks", () => {
  const kept = { job: "j", user: "me", view: view(), position: { epoch: EPOCH, after: 1 } };
  expect(run({ type: "restored", kept }).kind).toBe("step");
  expect(run({ type: "restored", kept: { ...kept, user: "other" } }).kind).toBe("waiting");
  expect(run(start(view({ rev: 7, mine: false, holder: "other" })), { type: "restored", kept }).kind).toBe(
    "held",
  );
});

test("an entry for a gate is marked there until it is sent", () => {
  const gate = {
    id: "g",
    kind: "photo" as const,
    status: "closed" as const,
    prompt: { zh: "", en: "" },
    overridable: false,
    override_reasons: [],
    unit: "",
    low: "",
    high: "",
    value: "",
    seconds: 0,
    due_at: null,
    fired_at: null,
    witness: "",
    verdict: null,
    ghost: null,
    scenes: [],
  };
  const shown = run(
    start(view({ step: step("s1", { gates: [gate] }) })),
    waits(entry({ type: "evidence.commit", gate: "g" })),
  );
  expect(shown).toMatchObject({ kind: "step", leaving: false, gates: [{ queued: { gate: "g" } }] });
});

test("moving on is said while it waits, and never opens a further step here", () => {
  expect(run(start(view()), waits(entry({})))).toMatchObject({
    kind: "step",
    leaving: true,
    step: { id: "s1" },
  });
});

test("a refused channel says so until it opens after all", () => {
  expect(run({ type: "refused", code: "not_found" })).toEqual({ kind: "refused", code: "not_found" });
  expect(run({ type: "refused", code: "not_found" }, start(view())).kind).toBe("step");
});

test("what the server has taken stays marked until the view shows it", () => {
  const taken: Input = { type: "taken", entry: entry({}), rev: 7 };
  const before = [start(view({ rev: 5 })), taken];
  expect(run(...before)).toMatchObject({ kind: "step", leaving: true });
  expect(run(...before, shows(view({ rev: 6 })))).toMatchObject({ leaving: true });
  expect(run(...before, shows(view({ rev: 7 })))).toMatchObject({ leaving: false });
  expect(run(start(view({ rev: 7 })), taken)).toMatchObject({ leaving: false });
});
