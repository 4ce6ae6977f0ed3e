/** Entries of one person on this device: kept first, then sent in order, each exactly once.
 *
 * Any tab may put an entry in; the one tab that holds the Web Lock sends. An entry leaves the store only with
 * the server's reply. A photo's bytes leave only once the server has them.
 */

import type { CommandData, CommandType, Wanted } from "./frames";
import { command } from "./frames";
import { Problem } from "./problem";
import type { Reply, Error as WireError } from "./protocol.gen";
import { boxOf, type Entry, photoOf, type Storage, wantedOf } from "./storage";

/** What became of an entry. */
export interface Settled {
  readonly entry: Entry;
  readonly ok: boolean;
  readonly error: Pick<WireError, "code" | "message" | "detail"> | null;
  /** The job's revision once it was done. */
  readonly rev?: number | null;
}

export interface Carrier {
  /** Sends a command until its reply is here, through every loss of the network. */
  readonly ask: (wanted: Wanted) => Promise<Reply>;
  /** Stores a photo's bytes, `again` after a try whose end is not known; throws a `Problem`. */
  readonly upload: (sha256: string, bytes: Blob, again: boolean) => Promise<void>;
  /** Waits until another try of an upload makes sense. */
  readonly pause: (tries: number) => Promise<void>;
}

export interface About {
  readonly job: string;
  readonly fence: number;
  readonly rev: number;
  readonly step?: string;
  readonly gate?: string;
}

type News = { readonly type: "added" } | { readonly type: "settled"; readonly settled: Settled };

export class Outbox {
  #entries: readonly Entry[] = [];
  #wake: (() => void) | null = null;
  #turn: AbortController | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #settledListeners = new Set<(settled: Settled) => void>();
  readonly #tabs: BroadcastChannel;
  readonly #storage: Storage;
  readonly user: string;

  constructor(storage: Storage, user: string) {
    this.#storage = storage;
    this.user = user;
    this.#tabs = new BroadcastChannel(`shifu-outbox-${user}`);
    this.#tabs.onmessage = (event: MessageEvent<News>) => void this.#heard(event.data);
  }

  /** What waits, oldest first; the same array until something changes. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onSettled(listener: (settled: Settled) => void): () => void {
    this.#settledListeners.add(listener);
    return () => this.#settledListeners.delete(listener);
  }

  /** Keeps a command on this device. Resolves once a reload or a flat battery can no longer lose it. */
  async put<T extends CommandType>(
    type: T,
    data: CommandData<T>,
    about: About,
    photo?: Blob,
  ): Promise<Entry> {
    const { step, gate, ...job } = about;
    const entry = {
      ...command(type, data, job),
      user: this.user,
      ...(step === undefined ? {} : { step }),
      ...(gate === undefined ? {} : { gate }),
    };
    const sha256 = photoOf(entry);
    const transaction = this.#storage.transaction(["entries", "photos"], "readwrite", {
      durability: "strict",
    });
    if (photo && sha256) await transaction.objectStore("photos").put(photo, sha256);
    const n = await transaction.objectStore("entries").add(entry);
    await transaction.done;
    this.#tabs.postMessage({ type: "added" } satisfies News);
    await this.reload();
    this.#wake?.();
    return { ...entry, n };
  }

  /** A photo that was taken here, while its bytes are still kept. */
  photo(sha256: string): Promise<Blob | undefined> {
    return this.#storage.get("photos", sha256);
  }

  /** Resolves once nothing waits any more. */
  drained(): Promise<void> {
    if (this.#entries.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onChange(() => {
        if (this.#entries.length > 0) return;
        stop();
        resolve();
      });
    });
  }

  /** Reads what the store holds, such as what another tab put in. */
  async reload(): Promise<void> {
    this.#entries = (await this.#storage.getAllFromIndex("entries", "user", this.user)) as Entry[];
    for (const listener of this.#listeners) listener();
  }

  /** Sends, whenever something waits, from when no other tab does until `rest`. */
  async run(carrier: Carrier): Promise<void> {
    if (this.#turn) return;
    const turn = new AbortController();
    this.#turn = turn;
    const sending = () => Promise.race([this.#send(carrier, turn.signal), aborted(turn.signal)]);
    const lock = `shifu-outbox-${this.user}`;
    await navigator.locks.request(lock, { signal: turn.signal }, sending).catch((thrown: unknown) => {
      if (!turn.signal.aborted) throw thrown;
    });
  }

  /** Lets another tab send, for this one is not heard any more; what is on its way is sent there again. */
  rest(): void {
    this.#turn?.abort();
    this.#turn = null;
    this.#wake?.();
  }

  async #send(carrier: Carrier, turn: AbortSignal): Promise<void> {
    await this.reload();
    while (!turn.aborted) {
      const [entry] = this.#entries;
      if (entry) await this.#deliver(entry, carrier, turn);
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
        await this.reload();
      }
    }
  }

  stop(): void {
    this.rest();
    this.#tabs.close();
  }

  async #deliver(entry: Entry, carrier: Carrier, turn: AbortSignal): Promise<void> {
    const refused = await this.#uploaded(entry, carrier, turn);
    if (refused) return this.#settle(entry, { entry, ok: false, error: refused });
    for (let tries = 0; !turn.aborted; tries += 1) {
      const numbered = await this.#number(entry);
      const { ok, error, rev } = await carrier.ask(wantedOf(numbered));
      if (turn.aborted) return;
      if (error?.code === "dseq_gap") {
        await this.#renumber(numbered, error);
      } else if (!error?.temporary) {
        return this.#settle(numbered, { ok, error, rev, entry: numbered });
      }
      await carrier.pause(tries);
    }
  }

  /** Brings the bytes to the server. Returns why it will never take them, or null. */
  async #uploaded(entry: Entry, carrier: Carrier, turn: AbortSignal): Promise<Settled["error"]> {
    const sha256 = photoOf(entry);
    if (!sha256) return null;
    const bytes = await this.photo(sha256);
    for (let tries = 0; bytes && !turn.aborted; tries += 1) {
      try {
        await carrier.upload(sha256, bytes, tries > 0);
        return null;
      } catch (thrown) {
        const problem = thrown instanceof Problem ? thrown : null;
        if (problem && !problem.temporary && problem.status !== 401) {
          return { code: problem.code, message: problem.message, detail: [] };
        }
      }
      await carrier.pause(tries);
    }
    return null;
  }

  /** The entry with its number in the outbox, which is given once and kept before it is sent. */
  async #number(entry: Entry): Promise<Entry> {
    const transaction = this.#storage.transaction(["entries", "boxes"], "readwrite");
    const kept = (await transaction.objectStore("entries").get(entry.n)) as Entry | undefined;
    if (kept?.dseq !== undefined) return kept;
    const box = await transaction.objectStore("boxes").get(this.user);
    if (!box) throw new Error("the outbox has no name");
    const numbered = { ...entry, dseq: box.dseq + 1 };
    await transaction.objectStore("boxes").put({ ...box, dseq: numbered.dseq });
    await transaction.objectStore("entries").put(numbered);
    await transaction.done;
    return numbered;
  }

  /** The server expects another number, for its store was set back: goes on from there. */
  async #renumber(entry: Entry, error: WireError): Promise<void> {
    const expected = Number(error.detail.find((one) => one.name === "expected")?.value);
    if (!Number.isInteger(expected)) return;
    const box = await boxOf(this.#storage, this.user);
    const transaction = this.#storage.transaction(["entries", "boxes"], "readwrite");
    await transaction.objectStore("boxes").put({ ...box, dseq: expected });
    await transaction.objectStore("entries").put({ ...entry, dseq: expected });
    await transaction.done;
  }

  async #settle(entry: Entry, settled: Settled): Promise<void> {
    const transaction = this.#storage.transaction(["entries", "photos"], "readwrite", {
      durability: "strict",
    });
    await transaction.objectStore("entries").delete(entry.n);
    const sha256 = photoOf(entry);
    const shared = this.#entries.some((one) => one.n !== entry.n && photoOf(one) === sha256);
    if (sha256 && !shared) await transaction.objectStore("photos").delete(sha256);
    await transaction.done;
    this.#tabs.postMessage({ type: "settled", settled } satisfies News);
    this.#announce(settled);
    await this.reload();
  }

  #announce(settled: Settled): void {
    for (const listener of this.#settledListeners) listener(settled);
  }

  async #heard(news: News): Promise<void> {
    if (news.type === "settled") this.#announce(news.settled);
    await this.reload();
    this.#wake?.();
  }
}

function aborted(turn: AbortSignal): Promise<void> {
  return new Promise((resolve) => turn.addEventListener("abort", () => resolve(), { once: true }));
}
