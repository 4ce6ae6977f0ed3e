/** Commands that were sent and not answered yet, oldest first. */

import type { Wanted } from "./frames";
import type { Command, Reply } from "./protocol.gen";

/** A person is told when an answer takes longer than this. */
const LATE_MS = 4_000;

export type Waiting = PromiseWithResolvers<Reply> & { readonly wanted: Wanted };

export const waitingFor = (wanted: Wanted): Waiting => ({ wanted, ...Promise.withResolvers<Reply>() });

export class Asked {
  #id = 0;
  readonly #waiting = new Map<number, { readonly one: Waiting; readonly since_ms: number }>();

  /** The frame to send; from now on its answer is waited for. */
  frame(one: Waiting, now_ms: number): Command {
    this.#id += 1;
    this.#waiting.set(this.#id, { one, since_ms: now_ms });
    one.promise.catch(() => undefined);
    const { type, data, idem, at, ...job } = one.wanted;
    return { id: this.#id, type, idem, at, ...job, data } as Command;
  }

  answer(reply: Reply): void {
    const asked = this.#waiting.get(reply.re);
    this.#waiting.delete(reply.re);
    asked?.one.resolve(reply);
  }

  /** How long until the oldest is late, 0 or less where it is; null where nothing waits. */
  left_ms(now_ms: number): number | null {
    const [oldest] = this.#waiting.values();
    return oldest ? oldest.since_ms + LATE_MS - now_ms : null;
  }

  /** Takes all back, to be asked again on another line; what belongs to this line alone is given up. */
  takeBack(): Waiting[] {
    const all = [...this.#waiting.values()].map(({ one }) => one);
    this.#waiting.clear();
    const lineOnly = (one: Waiting) => one.wanted.type.startsWith("sub.");
    for (const one of all.filter(lineOnly)) one.reject(new Error("cut off"));
    return all.filter((one) => !lineOnly(one));
  }
}
