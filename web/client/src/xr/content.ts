/** What the panels of the scene say, from the one thing that the machine shows. Pure, but for the language. */

import { has, say, t } from "../i18n";
import type { GateNow, Screen } from "../machine";
import type { Box, HazardLevel, JobView, StepView, ValueView } from "../protocol.gen";
import { outside, windowOf } from "../technician/job/window";
import { withUnit } from "../ui/format";

/** What the one button does. */
export type Act =
  | {
      readonly kind: "understood";
      readonly hash: string;
      readonly step: string;
      readonly all: readonly string[] | null;
    }
  | { readonly kind: "complete"; readonly step: string }
  | { readonly kind: "show"; readonly step: string; readonly from: string }
  | { readonly kind: "timer"; readonly step: string; readonly gate: string }
  | { readonly kind: "take"; readonly type: "job.claim" | "job.takeover" }
  | { readonly kind: "finish" };

interface ButtonWords {
  readonly label: string;
  readonly act: Act;
  /** A press that must be meant lasts this long. */
  readonly hold_ms: number;
}

export interface HazardPanelWords {
  readonly level: HazardLevel;
  readonly word: string;
  readonly symbol: string;
  readonly consequence: string;
  readonly action: string;
}

export interface Content {
  /** A hazard stands alone, in the middle of the view. */
  readonly alone: boolean;
  readonly hazard: HazardPanelWords | null;
  readonly band: readonly HazardPanelWords[];
  readonly place: string;
  /** What QA sent back, and why; above everything but the title. */
  readonly notice: string;
  readonly title: string;
  readonly value: string;
  /** What the value is of. */
  readonly valueName: string;
  readonly text: string;
  readonly gate: string;
  /** Further values, then what is needed for the step; each is one line. */
  readonly notes: readonly string[];
  /** The step's drawing, and the spot on it that the step is about. */
  readonly picture: string | null;
  readonly spot: Box | null;
  /** Fictional, and said so wherever it appears. */
  readonly demonstration: boolean;
  readonly button: ButtonWords | null;
  /** The step before this one, for the squeeze of a controller. */
  readonly back: boolean;
}

export const HOLD_MS = 600;

const NOTHING: Content = {
  alone: false,
  hazard: null,
  band: [],
  place: "",
  notice: "",
  title: "",
  value: "",
  valueName: "",
  text: "",
  gate: "",
  notes: [],
  picture: null,
  spot: null,
  demonstration: false,
  button: null,
  back: false,
};

const isOpen = (gate: GateNow): boolean => gate.status === "opened" || gate.status === "overridden";

function hazardWords(hazard: JobView["hazards"][number]): HazardPanelWords {
  return {
    level: hazard.level,
    word: t(`words.hazard.${hazard.level}`),
    symbol: hazard.symbol,
    consequence: say(hazard.consequence),
    action: say(hazard.action),
  };
}

const placeOf = (view: JobView): string => `${view.current_number}/${view.steps.length}`;

function hazardContent(screen: Extract<Screen, { kind: "hazard" }>): Content {
  const { hazard, view, left, all, step } = screen;
  if (!hazard) return { ...NOTHING, place: placeOf(view), title: t("headset.ack_sending") };
  const last = left === 1 ? all : null;
  const act: Act = { kind: "understood", hash: hazard.hash, step, all: last };
  const button = { label: t("headset.understood"), act, hold_ms: HOLD_MS };
  return { ...NOTHING, alone: true, hazard: hazardWords(hazard), place: placeOf(view), button };
}

/** What the first closed gate wants; a photo, a reading and a witness are given on the phone, and so is what failed. */
function gateWords(gate: GateNow, left_ms: number): string {
  if (gate.queued) return t("headset.gate_queued");
  if (gate.status === "checking") return t("headset.gate_checking");
  if (gate.kind === "timer" && gate.due_at !== null) {
    const seconds = Math.max(0, Math.ceil(left_ms / 1000));
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    return t("headset.timer_left", { time: clock });
  }
  return refusedWords(gate) ?? t(`headset.gate_${gate.kind}`, { prompt: say(gate.prompt) });
}

/** Why what was given on the phone did not open the gate, and what to do; undefined where nothing was given yet. */
function refusedWords({ kind, verdict, value, low, high, unit, prompt }: GateNow): string | undefined {
  const asked = { prompt: say(prompt) };
  if (kind === "photo" && verdict && verdict.outcome !== "pass") {
    if (verdict.outcome === "unsure") return say(verdict.message);
    return t("headset.gate_photo_again", { ...asked, verdict: say(verdict.message) });
  }
  if (kind !== "measure" || !value || !outside(value, low, high)) return undefined;
  const said = { value: withUnit(value, unit), window: windowOf(low, high, unit) };
  return t("headset.gate_measure_again", { ...asked, ...said });
}

function stepButton(
  screen: Extract<Screen, { kind: "step" }>,
  closed: GateNow | undefined,
): ButtonWords | null {
  const { view, step, leaving } = screen;
  if (leaving) return null;
  const truth = view.steps.find((mark) => mark.id === step.id)?.truth;
  if (truth !== undefined && truth !== "pending") return onward(view, step.id);
  if (!closed) {
    return { label: t("headset.done_next"), act: { kind: "complete", step: step.id }, hold_ms: 0 };
  }
  if (closed.kind !== "timer" || closed.due_at !== null || closed.queued) return null;
  const act: Act = { kind: "timer", step: step.id, gate: closed.id };
  return { label: t("headset.timer_start"), act, hold_ms: 0 };
}

function onward(view: JobView, from: string): ButtonWords | null {
  const next = view.steps.find((mark) => mark.truth === "pending");
  if (next) {
    const label = t("headset.on_to", { step: next.number });
    return { label, act: { kind: "show", step: next.id, from }, hold_ms: 0 };
  }
  return view.finishable ? { label: t("headset.finish"), act: { kind: "finish" }, hold_ms: 0 } : null;
}

/** The first photo that QA sent back. */
function noticeOf({ reworks }: JobView): string {
  const [first] = reworks;
  if (!first) return "";
  const key = `words.qa_reason_${first.reason}`;
  return t("headset.rework", { step: first.number, reason: has(key) ? t(key) : first.reason });
}

const written = (value: ValueView): string =>
  `${withUnit(value.value, value.unit)} ${value.tolerance}`.trim();

function notesOf(step: StepView, others: readonly ValueView[]): string[] {
  const needed = [...step.tools, ...step.consumables].map((one) => say(one)).join(t("words.and"));
  const values = others.map((value) => `${say(value.name)} ${written(value)}`);
  return needed ? [...values, t("headset.needed", { list: needed })] : values;
}

function stepContent(screen: Extract<Screen, { kind: "step" }>, now_us: number): Content {
  const { view, step, band, gates } = screen;
  const [value, ...others] = step.values;
  const closed = gates.find((gate) => !isOpen(gate));
  const left_ms = closed?.due_at ? (closed.due_at - now_us) / 1000 : 0;
  return {
    ...NOTHING,
    band: band.map(hazardWords),
    place: placeOf(view),
    notice: noticeOf(view),
    title: say(step.title),
    value: value ? written(value) : "",
    valueName: value ? say(value.name) : "",
    notes: notesOf(step, others),
    picture: step.picture,
    spot: step.spot,
    text: say(step.text),
    gate: closed ? gateWords(closed, left_ms) : screen.leaving ? t("headset.leaving") : "",
    button: stepButton(screen, closed),
    back: step.number > 1 && !screen.leaving,
  };
}

function takeContent(view: JobView, held: boolean): Content {
  const title = held ? t("headset.held_by", { name: view.holder_name }) : say(view.title);
  const act: Act = { kind: "take", type: held ? "job.takeover" : "job.claim" };
  const button = { label: t(held ? "headset.takeover" : "headset.claim"), act, hold_ms: held ? HOLD_MS : 0 };
  return { ...NOTHING, place: placeOf(view), title, text: t("headset.hazards_first"), button };
}

/** The words of the scene. `now_us` is the server's time, for a timer that runs. */
export function contentOf(screen: Screen, now_us: number): Content {
  const content = wordsOf(screen, now_us);
  return "view" in screen && screen.view ? { ...content, demonstration: screen.view.demonstration } : content;
}

function wordsOf(screen: Screen, now_us: number): Content {
  switch (screen.kind) {
    case "waiting":
      return { ...NOTHING, title: t("headset.waiting") };
    case "refused":
      return { ...NOTHING, title: t("headset.refused") };
    case "hazard":
      return hazardContent(screen);
    case "step":
      return stepContent(screen, now_us);
    case "unclaimed":
      return takeContent(screen.view, false);
    case "held":
      return takeContent(screen.view, true);
    case "finished":
      return { ...NOTHING, title: t("headset.finished"), text: say(screen.view.title) };
    case "finishable":
      return {
        ...NOTHING,
        title: t("headset.all_settled"),
        button: { label: t("headset.finish"), act: { kind: "finish" }, hold_ms: 0 },
      };
  }
}
