/** A network that a test cuts, and a server that a test speaks for. */

import { vi } from "vitest";
import { Connection } from "../../src/connection";
import type { Ears, Options, Socket } from "../../src/socket";

export interface Sent {
  readonly id?: number;
  readonly type: string;
  readonly idem?: string;
  readonly data?: Record<string, unknown>;
  readonly token?: string;
}

export class Line implements Socket {
  readonly sent: Sent[] = [];
  open = true;
  readonly #ears: Ears;

  constructor(ears: Ears) {
    this.#ears = ears;
  }

  send(text: string): void {
    if (this.open) this.sent.push(JSON.parse(text) as Sent);
  }

  close(): void {
    this.open = false;
  }

  /** The server says something. */
  say(frame: object): void {
    this.#ears.heard(JSON.stringify(frame));
  }

  /** The line breaks, or the server ends it. */
  cut(code = 1006, reason = ""): void {
    this.open = false;
    this.#ears.closed(code, reason);
  }

  commands(type: string): readonly Sent[] {
    return this.sent.filter((one) => one.type === type);
  }

  last(type: string): Sent {
    const found = this.commands(type).at(-1);
    if (!found) throw new Error(`no ${type} was sent`);
    return found;
  }

  answer(type: string, parts: object = {}): void {
    this.say({
      re: this.last(type).id,
      ok: true,
      rev: null,
      replayed: false,
      data: null,
      error: null,
      ...parts,
    });
  }
}

export class Network {
  readonly lines: Line[] = [];
  token: string | null = "t1";
  readonly asked: boolean[] = [];
  readonly connection: Connection;

  constructor(options: Partial<Options> = {}) {
    this.connection = new Connection({
      open: (ears) => {
        const line = new Line(ears);
        this.lines.push(line);
        return line;
      },
      token: (again) => {
        this.asked.push(again);
        return Promise.resolve(this.token);
      },
      device: "d",
      outbox: "o",
      random: () => 1,
      ...options,
    });
  }

  get line(): Line {
    const last = this.lines.at(-1);
    if (!last) throw new Error("nothing was opened");
    return last;
  }

  /** The server's side of the handshake. */
  async welcome(expires_in_s = 900, ping_ms = 10_000): Promise<Line> {
    const limits = { max_bytes: 65_536, window: 256, ping_ms };
    this.line.say({
      type: "hello",
      proto: "assist.v1",
      server: "s",
      server_time: Date.now() * 1000,
      limits,
      features: [],
    });
    await vi.advanceTimersByTimeAsync(0);
    const expires_at = (Date.now() + expires_in_s * 1000) * 1000;
    this.line.say({ type: "auth.ok", session: "s", user: "me", name: "Me", roles: [], expires_at });
    await vi.advanceTimersByTimeAsync(0);
    return this.line;
  }
}
