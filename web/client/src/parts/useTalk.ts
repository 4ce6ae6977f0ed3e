import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { t } from "../i18n";
import { sentence } from "../problem";
import type { OrderView } from "../protocol.gen";
import { useUser } from "../session";
import type { Desk } from "./desk";
import { type Orders, useOrders } from "./orders";
import { lastSeen, ordersOf, revive, type Turn, talk } from "./talk";

export interface Talk {
  readonly turns: readonly Turn[];
  readonly orders: Orders;
  readonly busy: boolean;
  readonly speak: (text: string, label: string) => void;
  readonly confirm: (quote: string) => void;
  readonly startOver: () => void;
}

interface About {
  readonly job?: string | undefined;
  readonly step?: string | undefined;
}

const fresh = (): string => crypto.randomUUID().replaceAll("-", "");

const NONE: readonly OrderView[] = [];

/** The desk, as soon as there is one: what is said while the page is still made ready is not lost. */
function useReached(desk: Desk | null): () => Promise<Desk> {
  const next = useRef(Promise.withResolvers<Desk>());
  useEffect(() => {
    if (!desk) return;
    next.current.resolve(desk);
    return () => {
      next.current = Promise.withResolvers();
    };
  }, [desk]);
  return useCallback(() => next.current.promise, []);
}

/** A chat from one place; its turns survive a reload of the tab, its orders are always the server's. */
export function useTalk(desk: Desk | null, { job, step }: About, others: readonly OrderView[] = NONE): Talk {
  const user = useUser()?.id ?? "";
  const key = `shifu.chat.${user}.${job ?? ""}.${step ?? ""}`;
  const [turns, change] = useReducer(talk, null, () =>
    revive(sessionStorage.getItem(key), t("parts.unanswered_turn")),
  );
  const [chat, setChat] = useState(() => sessionStorage.getItem(`${key}.id`) ?? fresh());
  const [busy, setBusy] = useState(false);
  const named = useMemo(() => [...others, ...ordersOf(turns)], [others, turns]);
  const orders = useOrders(desk, named);
  const reached = useReached(desk);
  const running = useRef(false);
  const seen = lastSeen(turns);

  useEffect(() => {
    sessionStorage.setItem(key, JSON.stringify(turns));
    sessionStorage.setItem(`${key}.id`, chat);
  }, [key, chat, turns]);

  const during = useCallback(async (said: string, act: (id: string) => Promise<void>, quote?: string) => {
    if (running.current) return;
    running.current = true;
    const id = fresh();
    change({ type: "said", id, said, ...(quote ? { quote } : {}) });
    setBusy(true);
    try {
      await act(id);
    } catch (thrown) {
      change({ type: "failed", id, problem: sentence(thrown) });
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);

  const speak = useCallback(
    (text: string, label: string) => {
      void during(label, async (id) => {
        const answer = await (await reached()).turn({ chat, job, step, seen }, text);
        change({ type: "answered", id, answer });
      });
    },
    [reached, during, chat, job, step, seen],
  );
  const confirm = useCallback(
    (quote: string) => {
      const act = async (id: string) => {
        const order = await (await reached()).order(chat, quote);
        orders.heard(order);
        change({ type: "ordered", id, order: order.id });
      };
      void during(t("parts.yes"), act, quote);
    },
    [reached, during, chat, orders.heard],
  );
  const startOver = useCallback(() => {
    setChat(fresh());
    change({ type: "cleared" });
  }, []);

  return { turns, orders, busy, speak, confirm, startOver };
}
