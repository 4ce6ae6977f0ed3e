/** Keeps the last pictures that were fetched with the person's token, so that the next photo is there at once. */

import { fetchBlob } from "../api";

interface Kept {
  readonly url: Promise<string>;
  users: number;
}

const MOST = 16;
const kept = new Map<string, Kept>();

function forget(path: string, one: Kept): void {
  if (kept.get(path) === one) kept.delete(path);
  one.url.then(URL.revokeObjectURL).catch(() => undefined);
}

/** Frees the pictures that nobody shows, longest unused first, beyond the last sixteen. */
function tidy(): void {
  for (const [path, one] of kept) {
    if (kept.size <= MOST) return;
    if (one.users === 0) forget(path, one);
  }
}

/** The picture's object URL, valid until it is released. A failed fetch is tried again at the next call. */
export function hold(path: string): { readonly url: Promise<string>; readonly release: () => void } {
  const one = kept.get(path) ?? { url: fetchBlob(path).then((blob) => URL.createObjectURL(blob)), users: 0 };
  one.users += 1;
  kept.delete(path);
  kept.set(path, one);
  one.url.catch(() => forget(path, one));
  tidy();
  return {
    url: one.url,
    release: () => {
      one.users -= 1;
      tidy();
    },
  };
}
