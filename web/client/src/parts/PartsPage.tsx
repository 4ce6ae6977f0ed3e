import { useState } from "react";
import type { Orders as OrderList, RepairOrders } from "../api.gen";
import { t } from "../i18n";
import { type Loaded, useLoaded } from "../loading";
import type { Role } from "../pages";
import { useQuery } from "../router";
import { useUser } from "../session";
import { Button } from "../ui/Button";
import { ConsoleHead } from "../ui/ConsoleHead";
import { EmptyState, Skeleton } from "../ui/Empty";
import { Sheet } from "../ui/Sheet";
import { ToastProvider } from "../ui/Toast";
import { ChatView } from "./Chat";
import { type OrderActions, OrderCard } from "./OrderCard";
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
  return (
    <div className="parts">
      <ConsoleHead title={t("parts.title")}>
        <span className="parts-orders-button">
          <Button onClick={() => setShown(true)}>{t("parts.orders")}</Button>
        </span>
      </ConsoleHead>
      <main className="parts-main">
        <ChatView at={at} talk={talk} examples={useExamples()} />
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

/** Whose repair orders the server lists. */
const SEES_CARS: readonly Role[] = ["technician", "foreman", "manager"];

/** Sentences to begin with, about the car of the address or one that waits in this shop. */
function useExamples(): readonly string[] {
  const user = useUser();
  const asked = new URLSearchParams(useQuery()).get("vin");
  const listed = !asked && user?.roles.some((role) => SEES_CARS.includes(role));
  const cars = useLoaded<RepairOrders>(listed ? "/api/repair-orders" : null);
  const vin = asked ?? cars.value?.items[0]?.vin;
  return [
    vin ? t("parts.example.pads_vin", { vin }) : t("parts.example.pads"),
    vin ? t("parts.example.filter_vin", { vin }) : t("parts.example.filter"),
    t("parts.example.order"),
  ];
}

interface ListProps {
  loaded: Loaded<OrderList>;
  talk: Talk;
  actions: OrderActions;
}

function OrderCards({ loaded, talk, actions }: ListProps) {
  const { list } = talk.orders;
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
    <div className="order-list">
      {list.map((order) => (
        <OrderCard key={order.id} order={order} actions={actions} />
      ))}
    </div>
  );
}
