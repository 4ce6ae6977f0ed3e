import { expect, test } from "vitest";
import { clock, elapsed } from "../../src/technician/job/clock";
import { soundOf } from "../../src/technician/job/sounds";
import { adviceOf, outside, windowOf } from "../../src/technician/job/window";

test("a window is read as a range, a least or a most", () => {
  expect(windowOf("35", "45", "°C")).toBe("35–45\u202f°C");
  expect(windowOf("3", "", "mm")).toBe("≥ 3\u202fmm");
  expect(windowOf("", "0.05", "mm")).toBe("≤ 0.05\u202fmm");
  expect(windowOf("", "", "mm")).toBe("");
});

test("both ends belong to the window, and a comma is a decimal point", () => {
  expect(outside("35", "35", "45")).toBe(false);
  expect(outside("45,0", "35", "45")).toBe(false);
  expect(outside("45,1", "35", "45")).toBe(true);
  expect(outside("-1", "0", "")).toBe(true);
});

test("a clock never shows less than nothing", () => {
  expect(clock(245_000)).toBe("4:05");
  expect(clock(-5)).toBe("0:00");
  expect(elapsed(0, 41 * 60_000 + 59_000)).toBe("00:41");
  expect(elapsed(0, 125 * 60_000)).toBe("02:05");
});

test("a pass, a retake and a call are heard apart, everything else is silent", () => {
  const data = (outcome: string) => ({ type: "inspect.result", data: { outcome } });
  const pass = soundOf(data("pass"));
  const retake = soundOf(data("retake"));
  const call = soundOf({ type: "qa.rework", data: {} });
  expect(new Set([pass, retake, call]).size).toBe(3);
  expect(soundOf(data("fail"))).toBe(retake);
  expect(soundOf({ type: "step.complete", data: {} })).toBeNull();
});

const measure = { value: "", unit: "mm", low: "0", high: "14", overridable: true };

test("a reading outside the window is named with the window, and so is what to do about it", () => {
  expect(adviceOf(measure, "")).toBeUndefined();
  expect(adviceOf(measure, "14")).toBeUndefined();
  expect(adviceOf(measure, "-5")).toEqual({
    key: "technician.measure_typed_overridable",
    values: { value: "-5\u202fmm", window: "0–14\u202fmm" },
  });
  expect(adviceOf({ ...measure, overridable: false }, "999")?.key).toBe("technician.measure_typed_final");
});

test("a temperature that may not be overridden is waited for", () => {
  const temperature = { value: "46", unit: "°C", low: "35", high: "45", overridable: false };
  expect(adviceOf(temperature, "")?.key).toBe("technician.measure_recorded_temperature");
  expect(adviceOf(temperature, "47")?.key).toBe("technician.measure_typed_temperature");
  expect(adviceOf({ ...temperature, overridable: true }, "")?.key).toBe(
    "technician.measure_recorded_overridable",
  );
});

test("a recorded reading outside the window stays named until a better one is typed", () => {
  const recorded = { ...measure, value: "15", overridable: false };
  expect(adviceOf(recorded, "")?.key).toBe("technician.measure_recorded_final");
  expect(adviceOf(recorded, "7")).toBeUndefined();
});
