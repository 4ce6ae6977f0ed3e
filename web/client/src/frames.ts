/** Tells the frames of `assist.v1` apart; what is none of them is left alone. */

import type { AuthOk, CloseReason, Command, Hello, Ping, Push, Reply } from "./protocol.gen";

export type Frame =
  | { readonly kind: "hello"; readonly frame: Hello }
  | { readonly kind: "auth"; readonly frame: AuthOk }
  | { readonly kind: "ping"; readonly frame: Ping }
  | { readonly kind: "reply"; readonly frame: Reply }
  | { readonly kind: "push"; readonly frame: Push };

/** What a client may say besides its handshake: a command without the fields that the connection adds. */
export type CommandType = Command["type"];
export type CommandData<T extends CommandType> = NonNullable<Extract<Command, { readonly type: T }>["data"]>;

/** One command before it is sent. `idem` makes it happen once, however often it is sent. */
export interface Wanted {
  readonly type: CommandType;
  readonly data: object;
  readonly idem: string;
  readonly at: number;
  readonly job?: string;
  readonly fence?: number;
  readonly rev?: number;
  readonly dseq?: number;
}

/** A command that is asked once, whatever the network does meanwhile. */
export function command<T extends CommandType>(
  type: T,
  data: CommandData<T>,
  job: Pick<Wanted, "job" | "fence" | "rev"> = {},
): Wanted {
  return { type, data, ...job, idem: crypto.randomUUID(), at: micros() };
}

function kindOf(frame: object): Frame["kind"] | null {
  if ("re" in frame) return "reply";
  if ("ch" in frame && "lane" in frame) return "push";
  const type = "type" in frame ? frame.type : null;
  if (type === "hello") return "hello";
  if (type === "auth.ok") return "auth";
  return type === "ping" ? "ping" : null;
}

/** The frame in a text message, or null where the protocol of this page does not know it. */
export function read(text: unknown): Frame | null {
  if (typeof text !== "string") return null;
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof frame !== "object" || frame === null) return null;
  const kind = kindOf(frame);
  return kind ? ({ kind, frame } as Frame) : null;
}

/** What a close frame's reason says; a broken line says nothing and may come back at once. */
export function closeReason(reason: string): Omit<CloseReason, "code"> & { readonly code: string } {
  try {
    const said: unknown = JSON.parse(reason);
    if (typeof said === "object" && said !== null && "reconnect" in said && "after_ms" in said) {
      const code = "code" in said ? String(said.code) : "";
      return { reconnect: said.reconnect !== false, after_ms: Number(said.after_ms) || 0, code };
    }
  } catch {
    // The network cut it off: no reason was given.
  }
  return { reconnect: true, after_ms: 0, code: "" };
}

/** Microseconds since 1970, by this device. */
const micros = (): number => Date.now() * 1000;
