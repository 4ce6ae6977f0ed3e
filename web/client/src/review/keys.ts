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

/** What a key means; `asking` while a reason is asked for, `boxed` while a rectangle is drawn. */
export function actionOf(pressed: Pressed, state: { asking: boolean; boxed: boolean }): Action | null {
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
