/** One repair order: the car as decoded, and the procedures that apply to it. */

import { useRef, useState } from "react";
import { post } from "../api";
import type { JobStartedView } from "../api.gen";
import { say, t } from "../i18n";
import { useLive } from "../live";
import { useLoaded } from "../loading";
import type { PageProps } from "../pages";
import { sentence } from "../problem";
import type {
  JobLine,
  ProcedureOffer,
  ProcedureOffers,
  QuestionView,
  RepairOrderView,
} from "../protocol.gen";
import { Link, navigate } from "../router";
import { Button } from "../ui/Button";
import { EmptyState, Skeleton } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { DemoMark } from "../ui/Marks";
import { Bar } from "./Bar";
import "./technician.css";

export default function OrderPage({ params }: PageProps) {
  const path = `/api/repair-orders/${encodeURIComponent(params.order ?? "")}`;
  const order = useLoaded<RepairOrderView>(path);
  const offers = useLoaded<ProcedureOffers>(`${path}/procedures`);
  const [problem, setProblem] = useState<string | null>(null);
  const answer = async (fact: string, value: string) => {
    try {
      order.set(await post<RepairOrderView>(`${path}/facts`, { fact, value }));
      offers.again();
      setProblem(null);
    } catch (thrown) {
      setProblem(sentence(thrown));
    }
  };
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
        {order.value ? <Begun order={order.value} /> : null}
        {order.value && offers.value ? (
          <Procedures order={order.value} offers={offers.value} onAnswer={answer} onProblem={setProblem} />
        ) : (
          <Skeleton lines={3} />
        )}
      </main>
    </div>
  );
}

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

interface ProceduresProps {
  readonly order: RepairOrderView;
  readonly offers: ProcedureOffers;
  readonly onAnswer: (fact: string, value: string) => Promise<void>;
  readonly onProblem: (problem: string) => void;
}

function Procedures({ order, offers, onAnswer, onProblem }: ProceduresProps) {
  const [starting, setStarting] = useState<string | null>(null);
  const live = useLive();
  const busy = starting !== null || live === null;
  const key = useRef(crypto.randomUUID());
  const start = async (procedure: string) => {
    setStarting(procedure);
    try {
      const body = { repair_order: order.id, procedure, device: live?.device ?? "" };
      const { job } = await post<JobStartedView>("/api/jobs", body, `${key.current}-${procedure}`);
      navigate(`/technician/jobs/${job}`);
    } catch (thrown) {
      key.current = crypto.randomUUID();
      onProblem(sentence(thrown));
      setStarting(null);
    }
  };
  return (
    <section className="block" aria-labelledby="procedures">
      <h2 id="procedures">{t("technician.procedures")}</h2>
      {offers.question ? <Question question={offers.question} onAnswer={onAnswer} /> : null}
      {offers.offers.map((offer) => (
        <OfferCard
          key={offer.version}
          offer={offer}
          running={order.jobs.find((job) => job.procedure === offer.procedure && job.phase !== "finished")}
          busy={busy}
          onStart={start}
        />
      ))}
      {offers.offers.length === 0 && !offers.question ? (
        <EmptyState title={t("technician.not_covered")}>
          <p>{t("technician.not_covered_hint")}</p>
        </EmptyState>
      ) : null}
      <Refused offers={offers} />
    </section>
  );
}

interface OfferProps {
  readonly offer: ProcedureOffer;
  /** A job of the same procedure that is under way on this order: to go on with it is the first way. */
  readonly running: JobLine | undefined;
  readonly busy: boolean;
  readonly onStart: (procedure: string) => Promise<void>;
}

function OfferCard({ offer, running, busy, onStart }: OfferProps) {
  return (
    <article className="card offer">
      <h3>{say(offer.title)}</h3>
      <p className="offer-line">
        {t("technician.offer_line", { number: offer.number, steps: offer.steps })}
        {offer.demonstration ? <DemoMark /> : null}
      </p>
      <p className="offer-why">{say(offer.reason)}</p>
      {running ? <Running job={running} /> : null}
      <Button
        look={running ? "quiet" : "primary"}
        wide
        disabled={busy}
        onClick={() => void onStart(offer.procedure)}
      >
        {t(running ? "technician.start_another" : "technician.start_job")}
      </Button>
    </article>
  );
}

/** Who is at which step of it, and the way there. */
function Running({ job }: { readonly job: JobLine }) {
  const at = { step: job.current_number, steps: job.steps };
  return (
    <>
      <p role="status">
        <strong>
          {job.holder_name
            ? t("technician.under_way_by", { name: job.holder_name, ...at })
            : t("technician.under_way", at)}
        </strong>
      </p>
      <Link className="button button-primary button-wide" href={`/technician/jobs/${job.job}`}>
        {t("technician.go_on")}
      </Link>
    </>
  );
}

function Question({
  question,
  onAnswer,
}: {
  readonly question: QuestionView;
  readonly onAnswer: (fact: string, value: string) => Promise<void>;
}) {
  return (
    <section className="card question" aria-label={say(question.prompt)}>
      <h3>{say(question.prompt)}</h3>
      <p className="offer-why">{t("technician.question_why")}</p>
      {question.options.map((option) => (
        <Button key={option.value} wide onClick={() => void onAnswer(question.fact, option.value)}>
          {say(option.label)}
        </Button>
      ))}
    </section>
  );
}

function Refused({ offers }: { readonly offers: ProcedureOffers }) {
  if (offers.refused.length === 0) return null;
  return (
    <details className="fold">
      <summary>{t("technician.refused", { count: offers.refused.length })}</summary>
      <ul className="rows rows-still">
        {offers.refused.map((refused) => (
          <li className="row" key={refused.title.en}>
            <span className="row-lead">{say(refused.title)}</span>
            <span className="row-more">{say(refused.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
