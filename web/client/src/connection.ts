/** One socket of `assist.v1` that heals itself: handshake, replies, channels, pings and the way back. */

import { Asked, type Waiting, waitingFor } from "./asked";
import { Channel, type Follower, type Position } from "./channel";
import { closeReason, command, type Frame, read, type Wanted } from "./frames";
import type { AuthOk, Hello, Ping, Reply, SubOpened } from "./protocol.gen";
import { backoff, type Link, type Options, restOf, type Socket, UNAUTHORISED } from "./socket";
import { Timers } from "./timers";

const REFRESH_BEFORE_MS = 90_000;
/** Pings that may fail to come before the line counts as lost. */
const SILENCE = 2.5;
/** From the first try to the server's welcome. */
const HANDSHAKE_MS = 10_000;
const OFFLINE_AFTER = 2;

export class Connection {
  /** Server clock minus this device's, in milliseconds. */
  offset_ms = 0;
  /** Why the server ended the connection for good; empty while it may come back. */
  ended = "";
  #link: Link = "connecting";
  #socket: Socket | null = null;
  #round: object | null = null;
  #ready = false;
  #running = false;
  #tries = 0;
  #tokenRefused = false;
  #ping_ms = 4_000;
  readonly #asked = new Asked();
  readonly #unsent: Waiting[] = [];
  readonly #channels = new Map<string, Channel>();
  readonly #acks = new Map<string, number>();
  readonly #timers = new Timers();
  readonly #listeners = new Set<(link: Link) => void>();
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  get link(): Link {
    return this.#link;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#connect();
  }

  stop(): void {
    this.#running = false;
    this.#timers.stopAll();
    this.#drop();
    for (const one of this.#unsent.splice(0)) one.reject(new Error("the connection was ended"));
  }

  /** Tries again at once: the device says that it has a network, or the person looks at the page. */
  hurry(): void {
    if (!this.#running || this.#socket) return;
    this.#tries = 0;
    this.#connect();
  }

  /** The line is gone, whatever the socket still believes. */
  lose(): void {
    if (this.#socket) this.#closed(0, "");
  }

  onLink(listener: (link: Link) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends a command, again after each loss of the network, until its one reply is here. */
  ask(wanted: Wanted): Promise<Reply> {
    const one = waitingFor(wanted);
    if (this.#ready) this.#say(one);
    else this.#unsent.push(one);
    return one.promise;
  }

  /** Follows a channel from `from` on, through every reconnect, until the returned function is called. */
  follow(ch: string, follower: Follower, from: Position | null = null): () => void {
    const known = this.#channels.get(ch);
    const channel = known ?? new Channel(ch, (name, position) => this.#openPage(name, position), from);
    channel.followers.add(follower);
    this.#channels.set(ch, channel);
    if (this.#ready) channel.reopen();
    return () => {
      channel.followers.delete(follower);
      if (channel.followers.size > 0 || this.#channels.get(ch) !== channel) return;
      this.#channels.delete(ch);
      channel.lost();
      if (this.#ready) this.#say(waitingFor(command("sub.close", { ch })));
    };
  }

  #connect(): void {
    this.#timers.stop("retry");
    if (this.#tries <= OFFLINE_AFTER) this.#set("connecting");
    const round = {};
    this.#round = round;
    this.#socket = this.#options.open({
      heard: (data) => this.#round === round && this.#hear(read(data)),
      closed: (code, reason) => this.#round === round && this.#closed(code, reason),
    });
    this.#timers.after("silence", HANDSHAKE_MS, () => this.lose());
  }

  #hear(frame: Frame | null): void {
    if (this.#ready) this.#timers.after("silence", this.#ping_ms * SILENCE, () => this.lose());
    if (frame?.kind === "hello") void this.#greet(frame.frame);
    else if (frame?.kind === "auth") this.#welcome(frame.frame);
    else if (frame?.kind === "ping") this.#pong(frame.frame);
    else if (frame?.kind === "reply") this.#answer(frame.frame);
    else if (frame?.kind === "push") {
      const seq = this.#channels.get(frame.frame.ch)?.hear(frame.frame) ?? null;
      if (seq !== null) this.#acknowledge(frame.frame.ch, seq);
    }
  }

  async #greet(hello: Hello): Promise<void> {
    const socket = this.#socket;
    this.#ping_ms = hello.limits.ping_ms;
    this.offset_ms = hello.server_time / 1000 - Date.now();
    const { device, outbox } = this.#options;
    const token = await this.#options.token(this.#tokenRefused).catch(() => undefined);
    if (socket !== this.#socket || !socket) return;
    if (token === undefined) return this.lose();
    if (token === null) return this.#rest("signed_out");
    socket.send(JSON.stringify({ type: "auth", token, device, outbox, client: "web", features: [] }));
  }

  #welcome(auth: AuthOk): void {
    const left = auth.expires_at / 1000 - (Date.now() + this.offset_ms);
    this.#timers.after("refresh", Math.max(5_000, left - REFRESH_BEFORE_MS), () => void this.#refresh());
    if (this.#ready) return;
    this.#ready = true;
    this.ended = "";
    this.#timers.after("silence", this.#ping_ms * SILENCE, () => this.lose());
    this.#tries = 0;
    this.#tokenRefused = false;
    for (const channel of this.#channels.values()) channel.reopen();
    for (const one of this.#unsent.splice(0)) this.#say(one);
    this.#set("online");
  }

  async #refresh(): Promise<void> {
    const token = await this.#options.token(true).catch(() => null);
    if (token && this.#ready) this.#socket?.send(JSON.stringify({ type: "auth.refresh", token }));
  }

  #pong(ping: Ping): void {
    this.offset_ms = ping.server_time / 1000 - Date.now();
    this.#socket?.send(JSON.stringify({ type: "pong" }));
    for (const [ch, head] of Object.entries(ping.heads)) {
      const channel = this.#channels.get(ch);
      if (!channel?.behind(head)) continue;
      this.#timers.after(`head ${ch}`, 1_000, () => channel.behind(head) && channel.reopen());
    }
  }

  #answer(reply: Reply): void {
    this.#asked.answer(reply);
    this.#watch();
  }

  #say(one: Waiting): void {
    this.#socket?.send(JSON.stringify(this.#asked.frame(one, Date.now())));
    this.#watch();
  }

  /** Says that the oldest answer is late, and takes it back once none is. */
  #watch(): void {
    const left_ms = this.#asked.left_ms(Date.now());
    this.#timers.stop("late");
    if (left_ms !== null && left_ms > 0) this.#timers.after("late", left_ms, () => this.#watch());
    if (left_ms !== null && left_ms <= 0) this.#set("late");
    else if (this.#link === "late") this.#set("online");
  }

  async #openPage(ch: string, from: Position | null): Promise<SubOpened> {
    const data = from ? { ch, epoch: from.epoch, after: from.after } : { ch };
    const one = waitingFor(command("sub.open", data));
    this.#say(one);
    const reply = await one.promise;
    if (reply.ok && reply.data) return reply.data as SubOpened;
    const code = reply.error?.code ?? "unknown";
    for (const follower of this.#channels.get(ch)?.followers ?? []) follower.refused?.(code);
    throw new Error(code);
  }

  #acknowledge(ch: string, seq: number): void {
    this.#acks.set(ch, seq);
    if (this.#timers.has("acks")) return;
    this.#timers.after("acks", 50, () => {
      for (const [name, position] of this.#acks) {
        this.#socket?.send(JSON.stringify({ type: "ack", data: { ch: name, seq: position } }));
      }
      this.#acks.clear();
    });
  }

  /** Forgets the socket; what was asked and not answered is asked again under the same key. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#round = null;
    this.#ready = false;
    for (const name of ["silence", "refresh", "acks", "late"]) this.#timers.stop(name);
    this.#acks.clear();
    this.#unsent.unshift(...this.#asked.takeBack());
    for (const channel of this.#channels.values()) channel.lost();
    socket?.close();
  }

  #closed(code: number, reason: string): void {
    const { reconnect, after_ms, code: ended } = closeReason(reason);
    this.#drop();
    if (!this.#running) return;
    const again = code === UNAUTHORISED ? !this.#tokenRefused : reconnect;
    if (!again) {
      this.#rest(restOf(code, ended), ended);
      return;
    }
    if (code === UNAUTHORISED) this.#tokenRefused = true;
    const wait = backoff(this.#tries, (this.#options.random ?? Math.random)(), after_ms);
    this.#tries += 1;
    this.#set(this.#tries > OFFLINE_AFTER || code === 0 || code === 1006 ? "offline" : "connecting");
    this.#timers.after("retry", wait, () => this.#connect());
  }

  /** Waits for `hurry`: another try would end the same way. */
  #rest(link: Link, ended = ""): void {
    this.#drop();
    this.ended = ended;
    this.#tokenRefused = false;
    this.#set(link);
  }

  #set(link: Link): void {
    if (this.#link === link) return;
    this.#link = link;
    for (const listener of this.#listeners) listener(link);
  }
}
