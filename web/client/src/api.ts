/** Speaks HTTP with the server: token, one silent refresh, and errors as sentences. */

import type { SignedIn, User } from "./api.gen";
import { lang } from "./i18n";
import { fromResponse, offline, Problem } from "./problem";
import { currentUser, freshToken, signIn, signOut } from "./session";

let refreshing: Promise<boolean> | null = null;

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: "same-origin", ...init });
  } catch {
    throw offline();
  }
}

async function renew(): Promise<boolean> {
  const response = await send("/api/refresh", { method: "POST", headers: { "Accept-Language": lang() } });
  if (response.status === 401) {
    signOut({ unasked: true });
    return false;
  }
  if (!response.ok) throw await fromResponse(response);
  signIn((await response.json()) as SignedIn);
  return true;
}

/** Whether the sign-in cookie still stands; asks the server once, however many wait, and not for nobody. */
export function refresh(): Promise<boolean> {
  if (!currentUser()) return Promise.resolve(false);
  refreshing ??= renew().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** A token that lasts a while, or null where the person has to sign in. */
export async function token(): Promise<string | null> {
  const kept = freshToken();
  if (kept) return kept;
  return (await refresh()) ? freshToken(0) : null;
}

async function headers(extra: Record<string, string>): Promise<Headers> {
  const bearer = await token();
  const all = new Headers({ "Accept-Language": lang(), ...extra });
  if (bearer) all.set("Authorization", `Bearer ${bearer}`);
  return all;
}

/** Any request with the person's token. */
export async function request(
  path: string,
  init: RequestInit & { readonly with?: Record<string, string> } = {},
): Promise<Response> {
  const { with: extra = {}, ...rest } = init;
  let response = await send(path, { ...rest, headers: await headers(extra) });
  // A clock that was set back keeps a token that has ended: only the server knows.
  if (response.status === 401 && (await refresh()))
    response = await send(path, { ...rest, headers: await headers(extra) });
  if (response.ok) return response;
  throw await fromResponse(response);
}

/** Reads one thing. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal ? { signal } : {});
  return (await response.json()) as T;
}

/** Writes one thing exactly once: a repeat with the same `key` gets the same answer. */
export async function post<T>(path: string, body: unknown, key: string = crypto.randomUUID()): Promise<T> {
  const response = await request(path, {
    method: "POST",
    body: JSON.stringify(body),
    with: { "Content-Type": "application/json", "Idempotency-Key": key },
  });
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await request(path, { method: "HEAD" });
    return true;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 404) return false;
    throw thrown;
  }
}

/** Stores a photo under the SHA-256 of its bytes; `again` asks first whether an earlier try arrived after all. */
export async function putPhoto(sha256: string, bytes: Blob, again: boolean): Promise<void> {
  const path = `/api/photos/${sha256}`;
  if (again && (await isThere(path))) return;
  await request(path, { method: "PUT", body: bytes, with: { "Content-Type": "application/octet-stream" } });
}

/** The bytes of a picture that needs the person's token, to be shown by an object URL. */
export async function fetchBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await request(path, signal ? { signal } : {});
  return response.blob();
}

/** Signs in; throws the server's sentence where login or password is wrong. */
export async function login(name: string, password: string): Promise<User> {
  const response = await send("/api/login", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": lang() },
    body: JSON.stringify({ login: name, password }),
  });
  if (!response.ok) throw await fromResponse(response);
  const answer = (await response.json()) as SignedIn;
  signIn(answer);
  return answer.user;
}

/** Writes one thing while the page goes: nothing may be waited for any more, not even a turn of the loop. */
export async function postLeaving(path: string, body: unknown): Promise<void> {
  await fetch(path, {
    method: "POST",
    keepalive: true,
    credentials: "same-origin",
    body: JSON.stringify(body),
    headers: {
      Authorization: `Bearer ${freshToken(0) ?? ""}`,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    },
  }).catch(() => undefined);
}

type Leaving = () => Promise<unknown>;
const leaving = new Set<Leaving>();
const LEAVING_MS = 1_500;

/** Calls, while the person may still write: before a sign-out, and when the page goes. */
export function onLeaving(listener: Leaving): () => void {
  leaving.add(listener);
  window.addEventListener("pagehide", listener);
  return () => {
    leaving.delete(listener);
    window.removeEventListener("pagehide", listener);
  };
}

/** Signs out here; works without a network too, since the token is forgotten first. */
export async function logout(): Promise<void> {
  const written = Promise.allSettled([...leaving].map((listener) => listener()));
  signOut();
  await Promise.race([written, new Promise((done) => setTimeout(done, LEAVING_MS))]);
  await send("/api/logout", { method: "POST" }).catch(() => undefined);
}
