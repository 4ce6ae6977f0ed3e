/** Who is signed in on this device. The token lives in memory; a copy of the name opens the page offline. */

import { useSyncExternalStore } from "react";
import type { SignedIn, User } from "./api.gen";

export type { User };

const KEPT = "shifu.user";
const listeners = new Set<() => void>();
let token: string | null = null;
/** In milliseconds of this device's clock, which may be hours off. */
let expires = 0;
let user: User | null = remembered();
let ended = false;

function remembered(): User | null {
  const kept = globalThis.localStorage?.getItem(KEPT);
  return kept ? (JSON.parse(kept) as User) : null;
}

function announce(): void {
  for (const listener of listeners) listener();
}

/** Takes over what the server said at login or refresh. */
export function signIn(answer: SignedIn): void {
  ended = false;
  token = answer.token;
  expires = (answer.expires_at - answer.server_time) / 1000 + Date.now();
  const changed = JSON.stringify(user) !== JSON.stringify(answer.user);
  if (changed) user = answer.user;
  globalThis.localStorage?.setItem(KEPT, JSON.stringify(answer.user));
  announce();
}

/** Forgets the person, who asked for it or not; their unsent entries stay in the outbox, under their name. */
export function signOut({ unasked = false }: { readonly unasked?: boolean } = {}): void {
  ended = unasked && user !== null;
  token = null;
  expires = 0;
  user = null;
  globalThis.localStorage?.removeItem(KEPT);
  announce();
}

/** The token, unless it ends within `margin_s`. */
export function freshToken(margin_s = 30): string | null {
  return token && expires > Date.now() + margin_s * 1000 ? token : null;
}

export const currentUser = (): User | null => user;

/** Whether the server ended the last sign-in, unasked by the person. */
export const wasEnded = (): boolean => ended;

/** Tells of each change of person or token. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useUser = (): User | null => useSyncExternalStore(onSession, currentUser);
