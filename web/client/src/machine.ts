/** What the screen shows of a job, from what was heard: a pure reducer and a pure view of its state.
 *
 * It never hands out a step's text while a hazard of it waits for this person's acknowledgement, nor by a view
 * that is older than the newest fact which can take that right away.
 */

import type { GateView, HazardLevel, HazardView, JobView, Push, StepView, SubOpened } from "./protocol.gen";
import type { Entry, KeptView } from "./storage";

export interface State {
  readonly job: string;
  /** The person at this screen. */
  readonly user: string;
  readonly view: JobView | null;
  readonly epoch: string | null;
  /** The newest fact that can forbid a step; a view from before it shows nothing. */
  readonly barrier: number;
  /** Hazards of the open step that the person has understood on this screen. */
  readonly understood: readonly string[];
  /** What waits on this device to be sent for this job. */
  readonly entries: readonly Entry[];
  /** What the server has taken, with the revision from which on the view shows it. */
  readonly taken: readonly Taken[];
  readonly refused: string | null;
}

interface Taken {
  readonly entry: Entry;
  readonly rev: number;
}

export type Input =
  | { readonly type: "opened"; readonly page: SubOpened }
  | { readonly type: "push"; readonly push: Push }
  | { readonly type: "restored"; readonly kept: KeptView }
  | { readonly type: "replaced" }
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "understood"; readonly hash: string }
  | { readonly type: "entries"; readonly entries: readonly Entry[] }
  | ({ readonly type: "taken" } & Taken);

/** A gate, and whether an entry for it waits on this device. */
export interface GateNow extends GateView {
  readonly queued: Entry | null;
}

export type Screen =
  | { readonly kind: "waiting"; readonly view: JobView | null }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "unclaimed" | "held" | "finishable" | "finished"; readonly view: JobView }
  | {
      readonly kind: "hazard";
      readonly view: JobView;
      readonly step: string;
      /** The one to show now; null once all are understood and the server has still to hear it. */
      readonly hazard: HazardView | null;
      readonly left: number;
      readonly all: readonly string[];
    }
  | {
      readonly kind: "step";
      readonly view: JobView;
      readonly step: StepView;
      readonly band: readonly HazardView[];
      readonly gates: readonly GateNow[];
      /** The person has moved on; the next step comes once the server has heard it. */
      readonly leaving: boolean;
    };

/** Facts after which a step's text is shown only by a view that knows of them. */
const FORBIDDING: ReadonlySet<string> = new Set([
  "job.claim",
  "job.takeover",
  "job.finish",
  "job.reopen",
  "hazard.show",
  "qa.rework",
]);
const LEAVING: ReadonlySet<string> = new Set(["step.complete", "step.skip", "step.back", "step.show"]);
const SEVERITY: readonly HazardLevel[] = ["danger", "warning", "caution", "notice"];

export const begin = (job: string, user: string): State => ({
  job,
  user,
  view: null,
  epoch: null,
  barrier: 0,
  understood: [],
  entries: [],
  taken: [],
  refused: null,
});

function sameOpenStep(a: JobView | null, b: JobView): boolean {
  return a !== null && a.current === b.current && a.fence === b.fence && a.phase === b.phase;
}

function withView(state: State, view: JobView): State {
  if (view.job !== state.job || (state.view && view.rev < state.view.rev)) return state;
  const taken = state.taken.filter((one) => one.rev > view.rev);
  return { ...state, view, taken, understood: sameOpenStep(state.view, view) ? state.understood : [] };
}

function withFact(state: State, push: Push): State {
  if (push.seq === null || !FORBIDDING.has(push.type)) return state;
  return { ...state, barrier: Math.max(state.barrier, push.seq) };
}

function opened(state: State, page: SubOpened): State {
  const known = state.epoch === null || state.epoch === page.epoch;
  const fresh = known ? state : begin(state.job, state.user);
  const heard = page.events.reduce(withFact, { ...fresh, entries: state.entries, epoch: page.epoch });
  return page.view ? withView({ ...heard, refused: null }, page.view) : heard;
}

function restored(state: State, kept: KeptView): State {
  if (kept.user !== state.user || state.view) return state;
  return { ...withView(state, kept.view), epoch: kept.position.epoch };
}

function heard(state: State, push: Push): State {
  if (state.epoch !== null && push.epoch !== state.epoch) return state;
  if (push.type === "job.state") return withView(state, push.data as JobView);
  return withFact(state, push);
}

export function reduce(state: State, input: Input): State {
  switch (input.type) {
    case "opened":
      return opened(state, input.page);
    case "push":
      return heard(state, input.push);
    case "restored":
      return restored(state, input.kept);
    case "replaced":
      return { ...begin(state.job, state.user), entries: state.entries };
    case "refused":
      return { ...state, refused: input.code };
    case "understood":
      return { ...state, understood: [...state.understood, input.hash] };
    case "entries":
      return { ...state, entries: input.entries };
    case "taken":
      return input.rev > (state.view?.rev ?? 0) ? { ...state, taken: [...state.taken, input] } : state;
  }
}

/** What the view does not show yet: what waits here, and what the server has only just taken. */
const ahead = ({ entries, taken }: State): readonly Entry[] => [...entries, ...taken.map((one) => one.entry)];

const rank = (hazard: HazardView): number => SEVERITY.indexOf(hazard.level);

function hazardScreen(state: State, view: JobView, step: string): Screen {
  const sent = ahead(state).some((entry) => entry.type === "hazard.ack" && entry.step === step);
  const left = view.hazards.filter((one) => !(sent || state.understood.includes(one.hash)));
  const [hazard = null] = left.toSorted((a, b) => rank(a) - rank(b));
  const all = view.hazards.map((one) => one.hash);
  return { kind: "hazard", view, step, hazard, left: left.length, all };
}

function stepScreen(state: State, view: JobView, step: StepView): Screen {
  const mine = ahead(state).filter((entry) => entry.step === step.id);
  const gates = step.gates.map((gate) => ({
    ...gate,
    queued: mine.findLast((entry) => entry.gate === gate.id) ?? null,
  }));
  const leaving = ahead(state).some((entry) => LEAVING.has(entry.type));
  return { kind: "step", view, step, band: view.band, gates, leaving };
}

/** The one thing that the page shows. */
export function screen(state: State): Screen {
  const { view } = state;
  if (state.refused) return { kind: "refused", code: state.refused };
  if (!view || view.rev < state.barrier) return { kind: "waiting", view: null };
  if (view.phase === "finished") return { kind: "finished", view };
  if (view.phase === "unclaimed" || !view.holder) return { kind: "unclaimed", view };
  if (!view.mine) return { kind: "held", view };
  if (view.current && view.hazards.length > 0) return hazardScreen(state, view, view.current);
  if (view.phase === "step" && view.step) return stepScreen(state, view, view.step);
  return view.finishable ? { kind: "finishable", view } : { kind: "waiting", view };
}
