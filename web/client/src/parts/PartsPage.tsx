import { useState } from "react";
import type { Cars, Orders as OrderList } from "../api.gen";
import { t } from "../i18n";
import { type Loaded, useLoaded } from "../loading";
import { useQuery } from "../router";
import { Button } from "../ui/Button";
import { ConsoleHead } from "../ui/ConsoleHead";
import { EmptyState, Skeleton } from "../ui/Empty";
import { Sheet } from "../ui/Sheet";
import { ToastProvider } from "../ui/Toast";
import { useStill } from "../ui/useStill";
import { ChatView } from "./Chat";
import { type OrderActions, OrderCard } from "./OrderCard";
import { states } from "./orders";
import type { Example } from "./slots";
import { useDesk } from "./useDesk";
import { useOrderActions } from "./useOrderActions";
import { type Talk, useTalk } from "./useTalk";

/** The parts desk: the chat, and beside it every order of the shop as it truly stands. */
export default function PartsPage() {
  return (
    <ToastProvider>
      <Desk />
    </ToastProvider>
  );
}

function Desk() {
  const [shown, setShown] = useState(false);
  const at = useDesk();
  const loaded = useLoaded<OrderList>("/api/orders");
  const talk = useTalk(at.desk, {}, loaded.value?.items);
  const orders = <OrderCards loaded={loaded} talk={talk} actions={useOrderActions(at, talk)} />;
  const asked = new URLSearchParams(useQuery()).get("vin");
  const cars = useLoaded<Cars>("/api/cars").value?.items ?? [];
  return (
    <div className="parts">
      <ConsoleHead title={t("parts.title")}>
        <span className="parts-orders-button">
          <Button onClick={() => setShown(true)}>{t("parts.orders")}</Button>
        </span>
      </ConsoleHead>
      <main className="parts-main">
        <ChatView
          at={at}
          talk={talk}
          examples={examplesFor(asked)}
          hint={t("parts.hint")}
          cars={asked ? [] : cars}
        />
        <aside className="parts-orders" aria-label={t("parts.orders")}>
          <h2>{t("parts.orders")}</h2>
          {orders}
        </aside>
      </main>
      <Sheet
        open={shown}
        title={t("parts.orders")}
        closeLabel={t("words.close")}
        onClose={() => setShown(false)}
      >
        {orders}
      </Sheet>
    </div>
  );
}

/** Sentences to begin with, about the car of the address where there is one. */
function examplesFor(vin: string | null): readonly Example[] {
  const sentences = [
    vin ? t("parts.example.pads_vin", { vin }) : t("parts.example.pads"),
    vin ? t("parts.example.filter_vin", { vin }) : t("parts.example.filter"),
    t("parts.example.order"),
  ];
  return sentences.map((text) => ({ text, label: text }));
}

interface ListProps {
  loaded: Loaded<OrderList>;
  talk: Talk;
  actions: OrderActions;
}

function OrderCards({ loaded, talk, actions }: ListProps) {
  const { list } = talk.orders;
  const box = useStill<HTMLDivElement>(states(list));
  if (loaded.problem && list.length === 0) {
    return (
      <EmptyState title={loaded.problem}>
        <Button onClick={loaded.again}>{t("words.retry")}</Button>
      </EmptyState>
    );
  }
  if (!loaded.value && list.length === 0) return <Skeleton lines={4} />;
  if (list.length === 0) {
    return (
      <EmptyState title={t("parts.no_orders")}>
        <p>{t("parts.no_orders_how")}</p>
      </EmptyState>
    );
  }
  return (
    <div ref={box} className="order-list">
      {list.map((order) => (
        <OrderCard key={order.id} order={order} actions={actions} />
      ))}
    </div>
  );
}
