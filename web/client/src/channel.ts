/** Follows one channel without a gap: opens it page by page, watches `prev`, and asks again after a loss. */

import type { Push, SubOpened } from "./protocol.gen";

export interface Position {
  readonly epoch: string;
  readonly after: number;
}

export interface Follower {
  /** A page of what was missed; the last one carries the present view. */
  readonly opened?: (page: SubOpened) => void;
  /** One push, in order; logged ones never twice. */
  readonly push?: (push: Push) => void;
  /** The history was replaced: what was known is void. */
  readonly replaced?: () => void;
  /** The server refuses the channel. */
  readonly refused?: (code: string) => void;
}

type Open = (ch: string, from: Position | null) => Promise<SubOpened>;

/** One channel on one connection after another. */
export class Channel {
  readonly followers = new Set<Follower>();
  readonly ch: string;
  #position: Position | null;
  #live = false;
  #round = 0;
  #early: Push[] = [];
  readonly #open: Open;

  constructor(ch: string, open: Open, from: Position | null) {
    this.ch = ch;
    this.#open = open;
    this.#position = from;
  }

  get position(): Position | null {
    return this.#position;
  }

  /** Starts over on a new connection, from what was last seen; one that breaks on the way is tried on the next. */
  reopen(): void {
    this.#reopen().catch(() => undefined);
  }

  async #reopen(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    this.#live = false;
    this.#early = [];
    let more = true;
    while (more) {
      const page = await this.#open(this.ch, this.#position);
      if (round !== this.#round) return;
      this.#take(page);
      more = page.more;
    }
    this.#live = true;
    const early = this.#early;
    this.#early = [];
    for (const push of early) this.hear(push);
  }

  /** The connection is gone; nothing that it promised counts any more. */
  lost(): void {
    this.#round += 1;
    this.#live = false;
    this.#early = [];
  }

  #take(page: SubOpened): void {
    if (this.#position && this.#position.epoch !== page.epoch) {
      this.#position = { epoch: page.epoch, after: 0 };
      for (const follower of this.followers) follower.replaced?.();
    }
    const known = this.#position?.after ?? 0;
    const events = page.events.filter((event) => (event.seq ?? 0) > known);
    this.#position = { epoch: page.epoch, after: Math.max(page.head, known) };
    for (const follower of this.followers) follower.opened?.({ ...page, events });
  }

  /** One push. Returns the position to acknowledge, or null where nothing is to be said. */
  hear(push: Push): number | null {
    if (!this.#live) {
      this.#early.push(push);
      return null;
    }
    const { seq = null, prev = null } = push; // what stands in no log carries neither
    if (seq === null) {
      this.#tell(push);
      return null;
    }
    const after = this.#position?.after ?? 0;
    if (push.epoch !== this.#position?.epoch) return this.#gap();
    if (seq <= after) return after;
    if (prev !== null && prev > after) return this.#gap();
    this.#position = { epoch: push.epoch, after: seq };
    this.#tell(push);
    return seq;
  }

  /** The server's head of this channel; one that stays ahead means a silent loss. */
  behind(head: number): boolean {
    return this.#live && head > (this.#position?.after ?? 0);
  }

  #gap(): null {
    this.reopen();
    return null;
  }

  #tell(push: Push): void {
    for (const follower of this.followers) follower.push?.(push);
  }
}
