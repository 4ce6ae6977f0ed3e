import { beforeAll, expect, test } from "vitest";
import { loadAreas, setLang } from "../../src/i18n";
import { begin, reduce, screen } from "../../src/machine";
import type { GateView, JobView } from "../../src/protocol.gen";
import { contentOf, HOLD_MS } from "../../src/xr/content";
import { hazard, opened, step, view } from "../support/views";

const shown = (parts: Partial<JobView>) =>
  contentOf(screen(reduce(begin("j", "me"), { type: "opened", page: opened(view(parts)) })), 0);

const gate = (parts: Partial<GateView>): GateView => ({
  id: "g",
  kind: "photo",
  status: "closed",
  prompt: { zh: "拍垫片", en: "the washer" },
  overridable: false,
  override_reasons: [],
  unit: "",
  low: "",
  high: "",
  value: "",
  seconds: 60,
  due_at: null,
  fired_at: null,
  witness: "",
  verdict: null,
  ghost: null,
  scenes: [],
  ...parts,
});
const withGate = (parts: Partial<GateView>) => shown({ step: step("s1", { gates: [gate(parts)] }) });

beforeAll(async () => {
  await loadAreas(["words", "headset"]);
  await setLang("en");
});

test("a hazard stands alone, without a word of the step, and wants a press that is meant", () => {
  const content = shown({ phase: "hazards", hazards: [hazard("a", "danger")], step: null });
  expect(content).toMatchObject({ alone: true, text: "", title: "", button: { hold_ms: HOLD_MS } });
  expect(content.hazard).toMatchObject({ word: "DANGER", consequence: "Burns" });
  expect(content.button?.act).toEqual({ kind: "understood", hash: "a", step: "s1", all: ["a"] });
});

test("what QA sent back stands above the open step", () => {
  const rework = {
    step: "s3",
    number: 3,
    gate: "g",
    evidence: "e",
    sha256: null,
    kind: "reject",
    reason: "leak",
    note: "",
    box: null,
    by: "q",
    at: 1,
  } as const;
  expect(shown({ step: step("s1", {}), reworks: [rework] }).notice).toBe("QA sent step 3 back: Leaking");
  expect(shown({ step: step("s1", {}) }).notice).toBe("");
});

test("only the last of several hazards sends the acknowledgement of all", () => {
  const content = shown({ phase: "hazards", hazards: [hazard("a", "danger"), hazard("b")], step: null });
  expect(content.button?.act).toMatchObject({ hash: "a", all: null });
});

test("acknowledged hazards stay as a band below the step", () => {
  const content = shown({ band: [hazard("a")] });
  expect(content.alone).toBe(false);
  expect(content.band).toHaveLength(1);
});

test("a value stands with its unit and tolerance", () => {
  const value = {
    name: { zh: "", en: "" },
    value: "110",
    unit: "N·m",
    tolerance: "± 5",
    source: "",
    demonstration: true,
  };
  expect(shown({ step: step("s1", { values: [value] }) }).value).toBe("110\u202fN·m ± 5");
});

test("further values, tools and the mark of a demonstration stand in the scene too", () => {
  const value = (name: string, number: string) => ({
    name: { zh: name, en: name },
    value: number,
    unit: "N·m",
    tolerance: "",
    source: "",
    demonstration: true,
  });
  const tools = [{ zh: "扳手", en: "torque wrench" }];
  const consumables = [{ zh: "垫片", en: "washer" }];
  const values = [value("bolt", "110"), value("nut", "25")];
  const content = shown({ demonstration: true, step: step("s1", { values, tools, consumables }) });
  expect(content.valueName).toBe("bolt");
  expect(content.notes).toEqual(["nut 25\u202fN·m", "Needed: torque wrench, washer"]);
  expect(content.demonstration).toBe(true);
});

test.each(["photo", "measure", "witness"] as const)(
  "a %s is given on the phone, and nothing can be pressed past it",
  (kind) => {
    const content = withGate({ kind });
    expect(content.button).toBeNull();
    expect(content.gate).toContain("phone");
    expect(content.gate).toContain("the washer");
  },
);

test("a photo that failed on the phone says why before it is taken again", () => {
  const verdict = {
    evidence: "e",
    sha256: "0",
    outcome: "retake",
    cause: "dark",
    message: { zh: "太暗：请打开照明。", en: "Too dark: switch on a light." },
    score: null,
    heat: null,
    detector: "",
  } as const;
  expect(withGate({ verdict }).gate).toBe(
    "Too dark: switch on a light. Take it again with the phone: the washer",
  );
  expect(withGate({ verdict, status: "checking" }).gate).toBe("Checking the photo…");
});

test("a reading outside its window is named with the window", () => {
  const measured = { kind: "measure", unit: "°C", low: "35", high: "45" } as const;
  expect(withGate({ ...measured, value: "46" }).gate).toContain("46\u202f°C is outside 35–45\u202f°C.");
  expect(withGate({ ...measured, value: "" }).gate).toBe("Enter it on the phone: the washer");
});

test("a timer is started here and shows what is left of the server's time", () => {
  expect(withGate({ kind: "timer" }).button?.act).toEqual({ kind: "timer", step: "s1", gate: "g" });
  const running = withGate({ kind: "timer", due_at: 125_000_000 });
  expect(running.button).toBeNull();
  expect(running.gate).toContain("2:05");
});

test("an open gate lets the step be completed", () => {
  expect(withGate({ status: "opened" }).button?.act).toEqual({ kind: "complete", step: "s1" });
});

test("a takeover wants a press that is meant, a claim does not", () => {
  expect(shown({ mine: false, holder: "x", step: null }).button).toMatchObject({ hold_ms: HOLD_MS });
  const free = shown({ phase: "unclaimed", holder: null, mine: false, step: null });
  expect(free.button).toMatchObject({ hold_ms: 0, act: { kind: "take", type: "job.claim" } });
});

test("a step that is already done leads to the first that is not, or to the finish", () => {
  const mark = (id: string, number: number, truth: "claimed" | "pending") => ({
    id,
    number,
    truth,
    title: null,
    hazards: 0,
    gates: 0,
  });
  const steps = [mark("s1", 1, "claimed"), mark("s2", 2, "pending")];
  expect(shown({ steps }).button?.act).toMatchObject({ kind: "show", step: "s2" });
  expect(shown({ steps: [mark("s1", 1, "claimed")], finishable: true }).button?.act).toEqual({
    kind: "finish",
  });
});
