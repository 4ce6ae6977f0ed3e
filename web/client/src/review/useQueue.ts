import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { onLeaving, post, postLeaving } from "../api";
import type { ReviewItem, ReviewQueue, ReviewReason, VerdictBody } from "../api.gen";
import { useLive } from "../live";
import { useFresh, useLoaded } from "../loading";
import { sentence } from "../problem";

/** How long an acceptance may be taken back, before it is sent. */
export const UNDO_MS = 5_000;
/** Says that the queue moved, never how; the page reads it anew. */
const MOVES = "review:queue";

/** A verdict but for the version, which is that of the entry it is about. */
type Opinion = Omit<VerdictBody, "version">;

export interface Queue {
  readonly items: readonly ReviewItem[] | null;
  readonly problem: string | null;
  readonly reasons: readonly ReviewReason[];
  /** How many were judged since the page was opened. */
  readonly done: number;
  readonly again: () => void;
  /** Sends a verdict now. What could not be sent comes back into the queue. */
  readonly judge: (item: ReviewItem, body: Opinion) => void;
  /** Sends a verdict after a few seconds; the returned function takes it back until then. */
  readonly judgeSoon: (item: ReviewItem, body: Opinion) => () => void;
}

interface Soon {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly send: () => void;
  readonly sendLeaving: () => Promise<void>;
}

const pathOf = (item: ReviewItem): string => `/api/reviews/${item.id}/verdict`;

/** The photos that wait, gravest first, without those that were just judged here. */
export function useQueue(onProblem: (sentence: string) => void): Queue {
  const loaded = useLoaded<ReviewQueue>("/api/reviews");
  const [judged, setJudged] = useState<ReadonlySet<string>>(new Set());
  const soon = useRef(new Map<string, Soon>());
  const { again } = loaded;
  const live = useLive();

  const hide = useCallback((id: string) => setJudged((old) => new Set(old).add(id)), []);
  const show = useCallback((id: string) => {
    setJudged((old) => new Set([...old].filter((one) => one !== id)));
  }, []);
  const send = useCallback(
    (item: ReviewItem, body: Opinion) => {
      post(pathOf(item), { ...body, version: item.version }).catch((thrown: unknown) => {
        show(item.id);
        onProblem(sentence(thrown));
        again();
      });
    },
    [show, onProblem, again],
  );
  const judge = useCallback(
    (item: ReviewItem, body: Opinion) => {
      hide(item.id);
      send(item, body);
    },
    [hide, send],
  );
  const judgeSoon = useCallback(
    (item: ReviewItem, body: Opinion) => {
      hide(item.id);
      const now = () => {
        soon.current.delete(item.id);
        send(item, body);
      };
      const timer = setTimeout(now, UNDO_MS);
      const sendLeaving = () => postLeaving(pathOf(item), { ...body, version: item.version });
      soon.current.set(item.id, { timer, send: now, sendLeaving });
      return () => {
        clearTimeout(timer);
        if (soon.current.delete(item.id)) show(item.id);
      };
    },
    [hide, show, send],
  );

  useEffect(() => live?.connection.follow(MOVES, { opened: again, push: again }), [live, again]);
  useFresh(again);
  useEffect(() => {
    const waiting = soon.current;
    const taken = () => {
      const all = [...waiting.values()];
      waiting.clear();
      for (const { timer } of all) clearTimeout(timer);
      return all;
    };
    const stop = onLeaving(() => Promise.all(taken().map((one) => one.sendLeaving())));
    return () => {
      stop();
      for (const one of taken()) one.send(); // the page lives on, so a refusal is told
    };
  }, []);

  const { value } = loaded;
  const items = useMemo(() => value?.items.filter((item) => !judged.has(item.id)) ?? null, [value, judged]);
  const reasons = value?.reasons ?? [];
  return { items, problem: loaded.problem, reasons, done: judged.size, again, judge, judgeSoon };
}
