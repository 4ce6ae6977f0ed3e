/** What waits for this shop, what I have open, and what I could take over. */

import { useState } from "react";
import { logout } from "../api";
import type { Jobs, RepairOrders } from "../api.gen";
import { say, t } from "../i18n";
import { type Loaded, useFresh, useLoaded } from "../loading";
import type { JobLine, RepairOrderLine } from "../protocol.gen";
import { Link, navigate } from "../router";
import { useUser } from "../session";
import { Button } from "../ui/Button";
import { EmptyState, Skeleton } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { LanguageSwitch } from "../ui/Marks";
import { useStill } from "../ui/useStill";
import { Bar } from "./Bar";
import "./technician.css";

export default function OrdersPage() {
  const orders = useLoaded<RepairOrders>("/api/repair-orders");
  const jobs = useLoaded<Jobs>("/api/jobs");
  useFresh(orders.again);
  useFresh(jobs.again);
  const user = useUser();
  const open = jobs.value?.items.filter((job) => job.phase !== "finished") ?? [];
  const mine = open.filter((job) => job.mine);
  const others = open.filter((job) => !job.mine);
  const waiting = orders.value?.items.filter((order) => order.jobs === 0) ?? null;
  const rows = useStill<HTMLElement>(placesOf(open, waiting ?? []));
  return (
    <div className="page">
      <Bar title={t("technician.work")} />
      <main className="page-body" ref={rows}>
        <Problems of={[orders, jobs]} />
        {mine.length > 0 ? <JobList title={t("technician.my_jobs")} jobs={mine} /> : null}
        <section className="block" aria-labelledby="waiting">
          <h2 id="waiting">{t("technician.waiting_orders")}</h2>
          <Waiting orders={waiting} failed={orders.problem !== null} />
        </section>
        {others.length > 0 ? <JobList title={t("technician.other_jobs")} jobs={others} /> : null}
        <Started orders={orders.value?.items ?? []} />
        <Closed />
        {orders.value?.more ? <p className="notice">{t("technician.orders_more")}</p> : null}
        <footer className="page-foot">
          <p>{user ? `${user.name} · ${say(user.shop_name)}` : null}</p>
          <LanguageSwitch />
          <Button look="quiet" onClick={() => void logout().then(() => navigate("/"))}>
            {t("words.logout")}
          </Button>
        </footer>
      </main>
      <nav className="thumb" aria-label={t("technician.work")}>
        <Button look="primary" wide onClick={() => navigate("/technician/new")}>
          {t("technician.new_order")}
        </Button>
        <Link className="button button-icon" href="/technician/search" aria-label={t("technician.search")}>
          <Icon name="loupe" size={24} />
        </Link>
      </nav>
    </div>
  );
}

/** What stands above the finger; a row that has just moved is not meant. */
const placesOf = (open: readonly JobLine[], waiting: readonly RepairOrderLine[]): string =>
  [...open.map((job) => job.job), ...waiting.map((order) => order.id)].join(" ");

function Problems({ of }: { readonly of: readonly Pick<Loaded<unknown>, "problem" | "again">[] }) {
  const failed = of.find((one) => one.problem !== null);
  if (!failed) return null;
  return (
    <div className="notice" role="alert">
      <p>{failed.problem}</p>
      <Button
        onClick={() => {
          for (const one of of) one.again();
        }}
      >
        {t("words.retry")}
      </Button>
    </div>
  );
}

function Waiting({
  orders,
  failed,
}: {
  readonly orders: readonly RepairOrderLine[] | null;
  readonly failed: boolean;
}) {
  if (!orders) return failed ? null : <Skeleton lines={4} />;
  if (orders.length === 0) return <EmptyState title={t("technician.no_orders")} />;
  return (
    <ul className="rows">
      {orders.map((order) => (
        <OrderRow key={order.id} order={order} />
      ))}
    </ul>
  );
}

function OrderRow({ order }: { readonly order: RepairOrderLine }) {
  const lead = order.plate || order.number;
  const more = order.complaint || order.number;
  return (
    <li>
      <Link className="row" href={`/technician/orders/${order.id}`}>
        <span className="row-lead">
          <strong>{lead}</strong> <span>{say(order.title)}</span>
        </span>
        {more === lead ? null : <span className="row-more">{more}</span>}
        <Icon name="next" />
      </Link>
    </li>
  );
}

/** Orders on which work has begun or ended; they stay within reach for a second procedure and the record. */
function Started({ orders }: { readonly orders: readonly RepairOrderLine[] }) {
  const begun = orders.filter((order) => order.jobs > 0);
  if (begun.length === 0) return null;
  return (
    <details className="fold">
      <summary>{t("technician.started_orders", { count: begun.length })}</summary>
      <ul className="rows">
        {begun.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
    </details>
  );
}

/** Orders that are off the lists; they are read once somebody wants to see them. */
function Closed() {
  const [open, setOpen] = useState(false);
  const closed = useLoaded<RepairOrders>(open ? "/api/repair-orders?closed=true" : null);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("technician.closed_orders")}</summary>
      <Problems of={[closed]} />
      {closed.value?.items.length === 0 ? <p>{t("technician.no_closed_orders")}</p> : null}
      <ul className="rows">
        {closed.value?.items.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
    </details>
  );
}

function JobList({ title, jobs }: { readonly title: string; readonly jobs: readonly JobLine[] }) {
  return (
    <section className="block">
      <h2>{title}</h2>
      <ul className="rows">
        {jobs.map((job) => (
          <li key={job.job}>
            <Link className="row" href={`/technician/jobs/${job.job}`}>
              <span className="row-lead">
                <strong>{job.plate || job.order_number}</strong> <span>{say(job.title)}</span>
              </span>
              <span className="row-more">
                {t("technician.step_of", { step: job.current_number, steps: job.steps })}
                {job.mine || !job.holder_name ? "" : ` · ${job.holder_name}`}
                {job.reworks > 0 ? ` · ${t("technician.sent_back", { count: job.reworks })}` : ""}
              </span>
              <Icon name="next" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
