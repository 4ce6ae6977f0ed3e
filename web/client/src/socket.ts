/** What a connection needs of the outside: a socket, a token, and how long to wait between two tries. */

/** `late`: connected, but a command has waited too long for its answer. `elsewhere`: another tab has the line. */
export type Link = "online" | "late" | "connecting" | "offline" | "signed_out" | "elsewhere" | "refused";

export const UNAUTHORISED = 4401;

/** What a line rests as that the server closed for good, by the number and the word with which it did. */
export function restOf(code: number, ended: string): Link {
  if (code === UNAUTHORISED) return "signed_out";
  return ended === "taken_over" ? "elsewhere" : "refused";
}

/** One connection, so that a test can stand in for the network. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

/** What a socket reports. */
export interface Ears {
  readonly heard: (data: unknown) => void;
  readonly closed: (code: number, reason: string) => void;
}

export interface Options {
  readonly open: (ears: Ears) => Socket;
  /** A token that is good now; null where the person has to sign in. `again` after the server refused one. */
  readonly token: (again: boolean) => Promise<string | null>;
  readonly device: string;
  readonly outbox: string;
  readonly random?: () => number;
}

const FIRST_WAIT_MS = 500;
export const LONGEST_WAIT_MS = 20_000;

/** How long to wait before try number `tries`, from 0. Source: "full jitter", AWS architecture blog, 2015. */
export function backoff(tries: number, random: number, atLeast = 0): number {
  return Math.max(atLeast, random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries));
}
