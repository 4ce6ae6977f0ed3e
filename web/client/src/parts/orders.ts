import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { OrderView } from "../protocol.gen";
import type { Desk } from "./desk";

/** Whether no event can change an order any more; a supplier may still speak after a cancellation or a no. */
export function settled(order: OrderView): boolean {
  return order.status === "cancelled" && order.place !== "order";
}

/** The newer of two views of one order: the one that has seen more of its history. Pure. */
export function newer(known: OrderView | undefined, came: OrderView): OrderView {
  if (!known) return came;
  return came.history.length >= known.history.length ? came : known;
}

/** How a list of orders stands; another text means that its cards look otherwise. Pure. */
export function states(orders: readonly OrderView[]): string {
  return orders.map((order) => `${order.id} ${order.status}`).join(" ");
}

const NEAR_S = 90;

/** Seconds until a moment (in microseconds), 0 once it has passed; null while it is better told as a time. Pure. */
export function secondsLeft(at: number, now_ms: number): number | null {
  const left = Math.ceil((at / 1000 - now_ms) / 1000);
  return left > NEAR_S ? null : Math.max(0, left);
}

export interface Orders {
  /** Newest first. */
  readonly list: readonly OrderView[];
  readonly of: (id: string) => OrderView | undefined;
  readonly heard: (order: OrderView) => void;
}

/** Keeps every order that it hears of true, by following each on the socket. */
export function useOrders(desk: Desk | null, named: readonly OrderView[]): Orders {
  const [known, setKnown] = useState<ReadonlyMap<string, OrderView>>(new Map());
  const heard = useCallback((order: OrderView) => {
    setKnown((old) => new Map(old).set(order.id, newer(old.get(order.id), order)));
  }, []);
  useEffect(() => {
    for (const order of named) heard(order);
  }, [named, heard]);

  const follows = useRef(new Map<string, () => void>());
  const ids = [...known.values()].filter((order) => !settled(order)).map((order) => order.id);
  const wanted = ids.sort().join(" ");
  useEffect(() => {
    if (!desk) return;
    const now = new Set(wanted.split(" ").filter(Boolean));
    for (const id of now) {
      if (!follows.current.has(id)) follows.current.set(id, desk.follow(id, heard));
    }
    for (const [id, stop] of follows.current) {
      if (now.has(id)) continue;
      stop();
      follows.current.delete(id);
    }
  }, [desk, wanted, heard]);
  useEffect(() => {
    const all = follows.current;
    return () => {
      for (const stop of all.values()) stop();
      all.clear();
    };
  }, []);

  const list = useMemo(() => [...known.values()].sort((a, b) => b.placed_at - a.placed_at), [known]);
  const of = useCallback((id: string) => known.get(id), [known]);
  return { list, of, heard };
}
