/** The one connection and outbox of the person at this device, shared by every page that speaks with the server. */

import { useEffect, useState, useSyncExternalStore } from "react";
import { putPhoto, refresh, token } from "./api";
import { Connection } from "./connection";
import type { Wanted } from "./frames";
import { has, t } from "./i18n";
import { Outbox } from "./outbox";
import { currentUser, freshToken, onSession, useUser } from "./session";
import { backoff, type Ears, type Link, type Socket } from "./socket";
import { boxOf, deviceId, openStorage, type Storage } from "./storage";

export interface Live {
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly storage: Storage;
  readonly device: string;
}

let running: { readonly user: string; readonly live: Promise<Live> } | null = null;

function openSocket({ heard, closed }: Ears): Socket {
  const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${window.location.host}/ws`, "assist.v1");
  socket.onmessage = (event) => heard(event.data);
  socket.onclose = (event) => closed(event.code, event.reason);
  return socket;
}

async function bearer(again: boolean): Promise<string | null> {
  if (!again) return token();
  return (await refresh()) ? freshToken(0) : null;
}

async function begin(user: string): Promise<Live> {
  const storage = await openStorage();
  const device = await deviceId(storage);
  const box = await boxOf(storage, user);
  const outbox = new Outbox(storage, user);
  const connection = new Connection({ open: openSocket, token: bearer, device, outbox: box.outbox });
  const pause = (tries: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, 300 + backoff(tries, Math.random())));
  const carrier = { ask: (wanted: Wanted) => connection.ask(wanted), upload: putPhoto, pause };
  connection.onLink((link) => {
    if (link === "online") outbox.run(carrier).catch(() => undefined);
    else if (link === "elsewhere" || link === "refused") outbox.rest();
  });
  connection.start();
  return { connection, outbox, storage, device };
}

function hurry(): void {
  if (document.visibilityState === "visible") running?.live.then((live) => live.connection.hurry());
}

/** A tab that left the line to another one does not take it back because its sign-in was renewed. */
function renewed(): void {
  running?.live.then(({ connection }) => {
    if (connection.link !== "elsewhere") hurry();
  });
}

function lose(): void {
  running?.live.then((live) => live.connection.lose());
}

function end(): void {
  running?.live.then((live) => {
    live.connection.stop();
    live.outbox.stop();
  });
  running = null;
}

/** The person's connection and outbox; begun at the first call, ended when somebody else signs in. */
function live(user: string): Promise<Live> {
  if (running?.user === user) return running.live;
  if (running === null) {
    window.addEventListener("online", hurry);
    window.addEventListener("offline", lose);
    document.addEventListener("visibilitychange", hurry);
    onSession(() => {
      if (running && currentUser()?.id !== running.user) end();
      else renewed();
    });
  } else end();
  running = { user, live: begin(user) };
  return running.live;
}

/** The same for a page; null while the device's store is being opened. */
export function useLive(): Live | null {
  const user = useUser()?.id;
  const [ready, setReady] = useState<Live | null>(null);
  useEffect(() => {
    let here = true;
    if (user) live(user).then((came) => here && setReady(came));
    return () => {
      here = false;
    };
  }, [user]);
  return ready;
}

const nothing = () => () => undefined;

/** Whether the page hears the server, as it changes. */
export function useLink(ready: Live | null): Link {
  return useSyncExternalStore(
    ready ? (listener) => ready.connection.onLink(listener) : nothing,
    () => ready?.connection.link ?? "connecting",
  );
}

/** Why the server ended the connection for good, as a sentence; empty while it may come back. */
export function useEnded(ready: Live | null): string {
  const ended = useSyncExternalStore(
    ready ? (listener) => ready.connection.onLink(listener) : nothing,
    () => ready?.connection.ended ?? "",
  );
  return has(`ended.${ended}`) ? t(`ended.${ended}`) : "";
}

/** How many entries wait on this device. */
export function useWaiting(ready: Live | null): number {
  return useSyncExternalStore(
    ready ? (listener) => ready.outbox.onChange(listener) : nothing,
    () => ready?.outbox.entries.length ?? 0,
  );
}
