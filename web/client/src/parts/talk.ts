/** The turns of one chat as this device saw them. Pure. */

import type { ChatAnswer, OrderView, VehicleLine } from "../protocol.gen";

export interface Turn {
  readonly id: string;
  /** What the person reads of their own turn; a tapped button shows its label, not its value. */
  readonly said: string;
  readonly answer: ChatAnswer | null;
  /** The read-back that this turn says yes to. */
  readonly quote: string | null;
  /** An order that came of this turn. */
  readonly order: string | null;
  /** A sentence, where the turn did not reach its answer. */
  readonly problem: string | null;
}

export type Change =
  | { readonly type: "said"; readonly id: string; readonly said: string; readonly quote?: string }
  | { readonly type: "answered"; readonly id: string; readonly answer: ChatAnswer }
  | { readonly type: "ordered"; readonly id: string; readonly order: string }
  | { readonly type: "failed"; readonly id: string; readonly problem: string }
  | { readonly type: "cleared" };

const KEPT_TURNS = 60;

/** The turns after a change; the oldest leave the page beyond sixty. */
export function talk(turns: readonly Turn[], change: Change): readonly Turn[] {
  if (change.type === "cleared") return [];
  if (change.type === "said") {
    const { id, said, quote = null } = change;
    return [...turns, { id, said, quote, answer: null, order: null, problem: null }].slice(-KEPT_TURNS);
  }
  return turns.map((turn) => (turn.id === change.id ? settle(turn, change) : turn));
}

function settle(turn: Turn, change: Exclude<Change, { type: "said" | "cleared" }>): Turn {
  if (change.type === "answered") return { ...turn, answer: change.answer, problem: null };
  if (change.type === "ordered") return { ...turn, order: change.order, problem: null };
  return { ...turn, problem: change.problem };
}

/** The car that the chat is about: the last one that an answer named. */
export function carOf(turns: readonly Turn[]): VehicleLine | null {
  return turns.findLast((turn) => turn.answer?.vehicle)?.answer?.vehicle ?? null;
}

/** The last turn whose answer came here; 0 before the first. */
export function lastSeen(turns: readonly Turn[]): number {
  return turns.findLast((turn) => turn.answer)?.answer?.turn ?? 0;
}

/** What the person said last, to be edited and said again. */
export function lastSaid(turns: readonly Turn[]): string {
  return turns.at(-1)?.said ?? "";
}

export type QuoteState = "open" | "ordering" | "ordered" | "replaced";

/** How a read-back stands after what was said since. A yes that failed may be said again: its key is the quote's. */
export function quoteState(turns: readonly Turn[], quote: string): QuoteState {
  const at = turns.findIndex((turn) => turn.answer?.readback?.quote === quote);
  const since = turns.slice(at + 1);
  const yes = since.filter((turn) => turn.quote === quote);
  if (yes.some((turn) => turn.order)) return "ordered";
  if (yes.some((turn) => !turn.problem)) return "ordering";
  return yes.length === since.length ? "open" : "replaced";
}

/** Every order that the answers named, as they were then. */
export function ordersOf(turns: readonly Turn[]): readonly OrderView[] {
  return turns.flatMap((turn) => turn.answer?.orders ?? []);
}

/** Every order that stands somewhere among the turns. */
export function orderIdsOf(turns: readonly Turn[]): readonly string[] {
  const named = ordersOf(turns).map((order) => order.id);
  return [...named, ...turns.flatMap((turn) => turn.order ?? [])];
}

/** Turns that were kept through a reload; one that never got its answer is told as such. */
export function revive(kept: string | null, unanswered: string): readonly Turn[] {
  if (!kept) return [];
  try {
    const turns = JSON.parse(kept) as readonly Turn[];
    return turns.map((turn) =>
      turn.answer || turn.order || turn.problem ? turn : { ...turn, problem: unanswered },
    );
  } catch {
    return [];
  }
}
