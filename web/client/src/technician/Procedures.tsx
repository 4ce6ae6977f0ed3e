/** The procedures that apply to an order's car, with the reason; or the one question that settles it. */

import { useRef, useState } from "react";
import { post } from "../api";
import type { JobStartedView } from "../api.gen";
import { say, t } from "../i18n";
import { useLive } from "../live";
import { Problem, sentence } from "../problem";
import type {
  JobLine,
  ProcedureOffer,
  ProcedureOffers,
  QuestionView,
  RepairOrderView,
} from "../protocol.gen";
import { Link, navigate } from "../router";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/Empty";
import { DemoMark } from "../ui/Marks";

interface ProceduresProps {
  readonly order: RepairOrderView;
  readonly offers: ProcedureOffers;
  readonly onAnswer: (fact: string, value: string) => Promise<void>;
  readonly onProblem: (problem: string) => void;
}

export function Procedures({ order, offers, onAnswer, onProblem }: ProceduresProps) {
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
      const again = thrown instanceof Problem && thrown.temporary; // it may have begun all the same
      if (!again) key.current = crypto.randomUUID();
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
          running={order.jobs.findLast(
            (job) => job.procedure === offer.procedure && job.phase !== "finished",
          )}
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
