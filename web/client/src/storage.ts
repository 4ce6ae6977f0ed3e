/** What this device keeps through a reload, in IndexedDB: entries to send, photos, and the last view of a job. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Position } from "./channel";
import type { CommandType, Wanted } from "./frames";
import type { JobView } from "./protocol.gen";

/** One command that waits to be sent. `n` is its place in the order in which it was made. */
export interface Entry extends Omit<Wanted, "dseq"> {
  readonly n: number;
  readonly user: string;
  readonly type: CommandType;
  /** Given when it is first sent, and never changed. */
  readonly dseq?: number;
  /** The step and gate that it is about, so that the page can mark them. */
  readonly step?: string;
  readonly gate?: string;
}

export interface KeptView {
  readonly job: string;
  readonly user: string;
  readonly view: JobView;
  readonly position: Position;
}

/** A user's outbox on this device, and the last number that it gave. */
export interface Box {
  readonly user: string;
  readonly outbox: string;
  readonly dseq: number;
}

interface Schema extends DBSchema {
  entries: { key: number; value: Omit<Entry, "n"> & { n?: number }; indexes: { user: string } };
  photos: { key: string; value: Blob };
  views: { key: [string, string]; value: KeptView };
  boxes: { key: string; value: Box };
  device: { key: string; value: string };
}

export type Storage = IDBPDatabase<Schema>;

/** The device's store; made at the first call. */
export function openStorage(name = "shifu"): Promise<Storage> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      const entries = database.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
      entries.createIndex("user", "user");
      database.createObjectStore("photos");
      database.createObjectStore("views", { keyPath: ["user", "job"] });
      database.createObjectStore("boxes", { keyPath: "user" });
      database.createObjectStore("device");
    },
  });
}

/** This device's own random name; the same for everybody who signs in here. */
export async function deviceId(storage: Storage): Promise<string> {
  const transaction = storage.transaction("device", "readwrite");
  const known = await transaction.store.get("id");
  const id = known ?? crypto.randomUUID();
  if (!known) await transaction.store.put(id, "id");
  await transaction.done;
  return id;
}

/** The user's outbox on this device; its random name is made with the store and dies with it. */
export async function boxOf(storage: Storage, user: string): Promise<Box> {
  const transaction = storage.transaction("boxes", "readwrite");
  const known = await transaction.store.get(user);
  const box = known ?? { user, outbox: crypto.randomUUID(), dseq: 0 };
  if (!known) await transaction.store.put(box);
  await transaction.done;
  return box;
}

/** The photo that a command names, by its SHA-256. */
export function photoOf({ data }: Wanted): string | null {
  return "sha256" in data && typeof data.sha256 === "string" ? data.sha256 : null;
}

/** What an entry asks of the server. */
export function wantedOf({ n: _n, user: _user, step: _step, gate: _gate, ...wanted }: Entry): Wanted {
  return wanted;
}
