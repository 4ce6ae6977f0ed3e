/** One job on a page: what it shows, and what the person can do about it. */

import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { type CommandData, type CommandType, command } from "./frames";
import { type Live, useLive } from "./live";
import { begin, type Input, reduce, type Screen, type State, screen } from "./machine";
import type { Settled } from "./outbox";
import type { Push, Reply } from "./protocol.gen";
import { useUser } from "./session";
import type { Entry } from "./storage";

/** What an entry is about, beside its job. */
interface Spot {
  readonly step?: string;
  readonly gate?: string;
}

export interface Job {
  readonly screen: Screen;
  readonly live: Live | null;
  /** Keeps an entry on this device, to be sent exactly once. */
  readonly put: <T extends CommandType>(
    type: T,
    data: CommandData<T>,
    spot?: Spot,
    photo?: Blob,
  ) => Promise<void>;
  /** Asks at once; for what makes no sense later, such as a takeover, or must not be kept, such as a password. */
  readonly ask: <T extends CommandType>(type: T, data: CommandData<T>) => Promise<Reply>;
  readonly understood: (hash: string) => void;
  /** Entries that the server refused, oldest first, until the person has read them. */
  readonly refusals: readonly Settled[];
  readonly dismiss: () => void;
}

type Dispatch = (input: Input) => void;

function useFollow(live: Live | null, state: State, dispatch: Dispatch, onPush: (push: Push) => void): void {
  const { job, user } = state;
  useEffect(() => {
    if (!live || !user) return;
    let stop: (() => void) | null = null;
    let here = true;
    const follower = {
      opened: (page: Extract<Input, { type: "opened" }>["page"]) => dispatch({ type: "opened", page }),
      push: (push: Push) => {
        dispatch({ type: "push", push });
        onPush(push);
      },
      replaced: () => dispatch({ type: "replaced" }),
      refused: (code: string) => dispatch({ type: "refused", code }),
    };
    live.storage.get("views", [user, job]).then((kept) => {
      if (!here) return;
      if (kept) dispatch({ type: "restored", kept });
      stop = live.connection.follow(`job:${job}`, follower, kept?.position ?? null);
    });
    return () => {
      here = false;
      stop?.();
    };
  }, [live, job, user, dispatch, onPush]);
}

/** Whether two entries say something of the same thing. */
const alike = (one: Entry, other: Entry): boolean =>
  one.type === other.type && one.step === other.step && one.gate === other.gate;

function useEntries(live: Live | null, job: string, dispatch: Dispatch) {
  const [refusals, setRefusals] = useState<readonly Settled[]>([]);
  useEffect(() => {
    if (!live) return;
    const { outbox } = live;
    const read = () =>
      dispatch({ type: "entries", entries: outbox.entries.filter((entry) => entry.job === job) });
    const stops = [
      outbox.onChange(read),
      outbox.onSettled((settled) => {
        if (settled.entry.job !== job) return;
        if (settled.ok && settled.rev) dispatch({ type: "taken", entry: settled.entry, rev: settled.rev });
        setRefusals((old) => [
          ...old.filter(({ entry }) => !alike(entry, settled.entry)),
          ...(settled.ok ? [] : [settled]),
        ]);
      }),
    ];
    outbox.reload();
    return () => {
      for (const stop of stops) stop();
    };
  }, [live, job, dispatch]);
  return { refusals, dismiss: useCallback(() => setRefusals([]), []) };
}

const TWICE_MS = 700;

/** Does a press unless it is the second of a double tap: nobody means the same entry twice within so short a time. */
function useOnce(): (pressed: string, act: () => Promise<void>) => Promise<void> {
  const last = useRef({ pressed: "", at: 0 });
  return useCallback(async (pressed, act) => {
    const { pressed: before, at } = last.current;
    last.current = { pressed, at: performance.now() };
    if (pressed === before && last.current.at - at < TWICE_MS) return;
    try {
      await act();
    } catch (thrown) {
      last.current = { pressed: "", at: 0 };
      throw thrown;
    }
  }, []);
}

/** Keeps the view on the device, so that a reload without a network still shows the open step. */
function useKept(live: Live | null, state: State): void {
  const { view, epoch, job, user } = state;
  useEffect(() => {
    if (!live || !view || epoch === null) return;
    const position = { epoch, after: view.rev };
    live.storage.put("views", { job, user, view, position }).catch(() => undefined);
  }, [live, view, epoch, job, user]);
}

/** Follows a job; `onPush` hears each push once, for sounds and notices. */
export function useJob(job: string, onPush?: (push: Push) => void): Job {
  const user = useUser()?.id ?? "";
  const live = useLive();
  const [state, dispatch] = useReducer(reduce, begin(job, user));
  const listener = useRef(onPush);
  listener.current = onPush;
  const hear = useCallback((push: Push) => listener.current?.(push), []);
  useFollow(live, state, dispatch, hear);
  useKept(live, state);
  const { refusals, dismiss } = useEntries(live, job, dispatch);
  const once = useOnce();

  const { view } = state;
  const fence = view?.fence ?? 0;
  const rev = view?.rev ?? 0;
  const put = useCallback<Job["put"]>(
    (type, data, spot = {}, photo) =>
      once(JSON.stringify([type, data]), async () => {
        await live?.outbox.put(type, data, { job, fence, rev, ...spot }, photo);
      }),
    [live, job, fence, rev, once],
  );
  const ask = useCallback<Job["ask"]>(
    async (type, data) => {
      if (!live) throw new Error("the device's store is not open yet");
      await live.outbox.drained();
      return live.connection.ask(command(type, data, { job, fence, rev }));
    },
    [live, job, fence, rev],
  );
  const understood = useCallback((hash: string) => dispatch({ type: "understood", hash }), []);
  const shown = useMemo(() => screen(state), [state]);
  return { screen: shown, live, put, ask, understood, refusals, dismiss };
}
