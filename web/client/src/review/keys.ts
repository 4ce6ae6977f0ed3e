/** What each key does in the review. Pure, so that the buttons and the keys cannot drift apart. */

import type { VerdictWord } from "../api.gen";

export type Action =
  | { readonly do: "verdict"; readonly verdict: VerdictWord }
  | { readonly do: "reason"; readonly index: number }
  | { readonly do: "move" | "resize"; readonly right: number; readonly down: number }
  | { readonly do: "heat" | "zoom" | "box" | "back" | "next" | "previous" | "note" };

export interface Pressed {
  readonly key: string;
  readonly shift: boolean;
  /** Whether Ctrl, Alt or the command key is held: then the key is the browser's. */
  readonly held: boolean;
}

export const VERDICT_KEYS: Readonly<Record<VerdictWord, string>> = {
  accept: "A",
  reject: "R",
  rework: "W",
  unsure: "U",
};

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const LETTERS: Readonly<Record<string, Action>> = {
  H: { do: "heat" },
  Z: { do: "zoom" },
  B: { do: "box" },
  N: { do: "note" },
  J: { do: "next" },
  K: { do: "previous" },
  ESCAPE: { do: "back" },
};

export interface Standing {
  /** While a reason is asked for. */
  readonly asking: boolean;
  /** While a rectangle is drawn. */
  readonly boxed: boolean;
  /** Whether there is a photo to look at; without one, nothing of a photo can be done. */
  readonly photo: boolean;
}

/** What a key means where the bench stands. */
export function actionOf(pressed: Pressed, state: Standing): Action | null {
  const action = meaning(pressed, state);
  return action && !state.photo && ofPhoto(action) ? null : action;
}

function ofPhoto(action: Action): boolean {
  if (action.do === "verdict") return action.verdict === "reject";
  return action.do === "heat" || action.do === "zoom" || action.do === "box";
}

function meaning(pressed: Pressed, state: Standing): Action | null {
  if (pressed.held) return null;
  const arrow = ARROWS[pressed.key];
  if (arrow) {
    const [right, down] = arrow;
    return state.boxed ? { do: pressed.shift ? "resize" : "move", right, down } : null;
  }
  if (state.asking && /^[1-9]$/.test(pressed.key)) return { do: "reason", index: Number(pressed.key) - 1 };
  const letter = pressed.key.toUpperCase();
  for (const [verdict, key] of Object.entries(VERDICT_KEYS)) {
    if (key === letter) return { do: "verdict", verdict: verdict as VerdictWord };
  }
  return LETTERS[letter] ?? null;
}
