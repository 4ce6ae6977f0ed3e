/** Reads something for a page: what came, what is wrong, and a way to ask again. */

import { useCallback, useEffect, useState } from "react";
import { get } from "./api";
import { sentence } from "./problem";

export interface Loaded<T> {
  readonly value: T | null;
  /** A sentence, where the last try failed; what came before stays shown. */
  readonly problem: string | null;
  readonly again: () => void;
  readonly set: (value: T) => void;
}

/** Reads `path`, and again whenever it changes; null reads nothing. */
export function useLoaded<T>(path: string | null): Loaded<T> {
  const [value, set] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    get<T>(path, stop.signal)
      .then((came) => {
        set(came);
        setProblem(null);
      })
      .catch((thrown: unknown) => {
        if (!stop.signal.aborted) setProblem(sentence(thrown));
      });
    return () => stop.abort();
  }, [path, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { value, problem, again, set };
}

const LOOK_AGAIN_MS = 10_000;

/** Asks again now and then while the page is looked at, and as soon as it is looked at again. */
export function useFresh(again: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") again();
    };
    const timer = setInterval(look, LOOK_AGAIN_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [again]);
}
