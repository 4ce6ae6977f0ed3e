/** One repair order: the car as decoded, and the procedures that apply to it. */

import { useState } from "react";
import { post, request } from "../api";
import { say, t } from "../i18n";
import { useLoaded } from "../loading";
import type { PageProps } from "../pages";
import { sentence } from "../problem";
import type { ProcedureOffers, RepairOrderView } from "../protocol.gen";
import { Link } from "../router";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { Bar } from "./Bar";
import { Procedures } from "./Procedures";
import "./technician.css";

export default function OrderPage({ params }: PageProps) {
  const path = `/api/repair-orders/${encodeURIComponent(params.order ?? "")}`;
  const order = useLoaded<RepairOrderView>(path);
  const offers = useLoaded<ProcedureOffers>(`${path}/procedures`);
  const [problem, setProblem] = useState<string | null>(null);
  const change = async (changed: Promise<RepairOrderView>) => {
    try {
      order.set(await changed);
      offers.again();
      setProblem(null);
    } catch (thrown) {
      setProblem(sentence(thrown));
    }
  };
  const answer = (fact: string, value: string) =>
    change(post<RepairOrderView>(`${path}/facts`, { fact, value }));
  const forget = (fact: string) => {
    const gone = request(`${path}/facts/${encodeURIComponent(fact)}`, { method: "DELETE" });
    return change(gone.then((answer) => answer.json() as Promise<RepairOrderView>));
  };
  const closed = order.value?.status === "closed";
  const turn = () => change(post<RepairOrderView>(`${path}/${closed ? "reopen" : "close"}`, {}));
  const shown = problem ?? order.problem ?? offers.problem;
  return (
    <div className="page">
      <Bar title={order.value?.plate || order.value?.number || t("technician.order")} back="/technician" />
      <main className="page-body">
        {shown ? (
          <p className="notice" role="alert">
            {shown}
          </p>
        ) : null}
        {order.value ? <Car order={order.value} /> : <Skeleton lines={4} />}
        {order.value ? <Answered order={order.value} onForget={forget} /> : null}
        {order.value ? <Begun order={order.value} /> : null}
        {order.value && mayTurn(order.value) ? (
          <Button look="quiet" onClick={() => void turn()}>
            {t(closed ? "technician.reopen_order" : "technician.close_order")}
          </Button>
        ) : null}
        {closed ? (
          <p className="notice">{t("technician.order_is_closed")}</p>
        ) : order.value && offers.value ? (
          <Procedures order={order.value} offers={offers.value} onAnswer={answer} onProblem={setProblem} />
        ) : (
          <Skeleton lines={3} />
        )}
      </main>
    </div>
  );
}

/** A car that nobody has worked on yet is closed by no slip of a finger. */
const mayTurn = ({ jobs, status }: RepairOrderView): boolean =>
  status === "closed" || (jobs.length > 0 && jobs.every((job) => job.phase === "finished"));

function Car({ order }: { readonly order: RepairOrderView }) {
  return (
    <section className="block" aria-labelledby="car">
      <h2 id="car" className="car-title">
        {say(order.title)}
      </h2>
      <p className="vin" translate="no">
        {order.vin}
      </p>
      {order.complaint ? <p className="quote">{order.complaint}</p> : null}
      {order.warnings.map((warning) => (
        <p className="notice-line" key={warning.en}>
          <Icon name="info" />
          <span>{say(warning)}</span>
        </p>
      ))}
      <details className="fold">
        <summary>{t("technician.facts", { count: order.facts.length })}</summary>
        <dl className="facts">
          {order.facts.map((fact) => (
            <div key={fact.name}>
              <dt>{say(fact.label)}</dt>
              <dd>
                {say(fact.text)} <small>{t("technician.fact_source", { source: say(fact.origin) })}</small>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

/** What people said of the car: it decides which procedures apply, so a slip can be taken back. */
function Answered({
  order,
  onForget,
}: {
  readonly order: RepairOrderView;
  readonly onForget: (fact: string) => Promise<void>;
}) {
  return order.facts
    .filter((fact) => fact.source === "asked")
    .map((fact) => (
      <section className="notice" key={fact.name}>
        <p>{t("technician.answered", { fact: say(fact.label), value: say(fact.text) })}</p>
        <Button onClick={() => void onForget(fact.name)}>{t("technician.answer_again")}</Button>
      </section>
    ));
}

/** Jobs that were begun on this order. */
function Begun({ order }: { readonly order: RepairOrderView }) {
  if (order.jobs.length === 0) return null;
  return (
    <ul className="rows">
      {order.jobs.map((job) => (
        <li key={job.job}>
          <Link
            className="row"
            href={job.phase === "finished" ? `/records/${job.job}` : `/technician/jobs/${job.job}`}
          >
            <span className="row-lead">{say(job.title)}</span>
            <span className="row-more">
              {job.phase === "finished"
                ? t("technician.finished_record")
                : t("technician.step_of", { step: job.current_number, steps: job.steps })}
              {job.mine || !job.holder_name ? "" : ` · ${job.holder_name}`}
            </span>
            <Icon name="next" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
