/** One press on the one button, by whatever hand: aimed at, held for as long as it must be, then done once. */

export interface Press {
  /** A ray that may press points at the button, or no longer does. */
  readonly aim: (hand: string, on: boolean) => void;
  readonly down: (hand: string) => void;
  readonly up: (hand: string) => void;
  readonly look: () => { readonly aimed: boolean; readonly held: number };
  /** Advances the clock of a press that must be held. */
  readonly tick: () => void;
}

interface Button {
  readonly hold_ms: number;
  /** `hand` is who pressed, such as `pinch 0` or `key`. */
  readonly act: (hand: string) => void;
}

/** A short press so soon after the last act is the second of a double: what came under it is not meant. */
const STILL_MS = 600;

/** `button` is asked at the moment of the press, `now` in milliseconds. */
export function makePress(button: () => Button | null, now: () => number = () => performance.now()): Press {
  const aimed = new Set<string>();
  let hand: string | null = null;
  let since = 0;
  let acted = Number.NEGATIVE_INFINITY;
  let pressed: Button | null = null;
  const end = () => {
    hand = null;
    pressed = null;
  };
  const finish = () => {
    const [done, by] = [pressed, hand];
    end();
    acted = now();
    if (by !== null) done?.act(by);
  };
  return {
    aim(which, on) {
      if (on) aimed.add(which);
      else aimed.delete(which);
      if (!on && hand === which) end();
    },
    down(which) {
      if (!aimed.has(which) || hand !== null) return;
      const there = button();
      if (!there || (there.hold_ms === 0 && now() - acted < STILL_MS)) return;
      pressed = there;
      hand = which;
      since = now();
    },
    up(which) {
      if (hand !== which) return;
      if (pressed && now() - since >= pressed.hold_ms) finish();
      else end();
    },
    tick() {
      if (pressed && pressed.hold_ms > 0 && now() - since >= pressed.hold_ms) finish();
    },
    look() {
      const whole = pressed?.hold_ms ?? 0;
      const held = whole > 0 ? Math.min(1, (now() - since) / whole) : 0;
      return { aimed: aimed.size > 0, held: Math.round(held * 20) / 20 };
    },
  };
}
