/** What is shown when no step is: a free job, one that somebody else holds, the finish, and the record. */

import { useState } from "react";
import { say, t } from "../../i18n";
import type { Job } from "../../job";
import { useLink } from "../../live";
import type { Screen } from "../../machine";
import { refusalSentence } from "../../problem";
import { Link } from "../../router";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Tally } from "../../ui/Tally";
import { JobClosed } from "../JobClosed";

type End = Exclude<Screen, { kind: "waiting" | "hazard" | "step" }>;

export function Ends({ screen, job }: { readonly screen: End; readonly job: Job }) {
  if (screen.kind === "refused") {
    return (
      <main className="job-body end">
        <JobClosed code={screen.code} />
      </main>
    );
  }
  if (screen.kind === "finished") return <Finished screen={screen} />;
  if (screen.kind === "finishable") return <Finishable screen={screen} job={job} />;
  return <Take screen={screen} job={job} />;
}

type WithView = Extract<Screen, { kind: "unclaimed" | "held" | "finishable" | "finished" }>;

/** A free job is claimed; one that is held is taken over, and the holder's name says from whom. */
function Take({ screen, job }: { readonly screen: WithView; readonly job: Job }) {
  const { view } = screen;
  const held = screen.kind === "held";
  const online = useLink(job.live) === "online";
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    const reply = await job.ask(held ? "job.takeover" : "job.claim", {});
    setProblem(reply.error ? refusalSentence(reply.error) : "");
    setBusy(false);
  };
  return (
    <>
      <main className="job-body end">
        {held ? <Icon name="eye" size={40} /> : <Icon name="tool" size={40} />}
        <h1>
          {held ? t("technician.held_by", { name: view.holder_name || view.holder || "" }) : say(view.title)}
        </h1>
        <p>{t("technician.at_step", { step: view.current_number, steps: view.steps.length })}</p>
        <p>{t(held ? "technician.takeover_hint" : "technician.claim_hint")}</p>
        {problem ? (
          <p className="notice" role="alert">
            {problem}
          </p>
        ) : null}
        {online ? null : <p className="row-more">{t("technician.take_needs_network")}</p>}
      </main>
      <footer className="thumb">
        <Button look="primary" wide disabled={!online || busy} onClick={() => void take()}>
          {t(held ? "technician.takeover" : "technician.claim")}
        </Button>
      </footer>
    </>
  );
}

function Finishable({ screen, job }: { readonly screen: WithView; readonly job: Job }) {
  return (
    <>
      <main className="job-body end">
        <Icon name="accept" size={40} />
        <h1>{t("technician.all_settled")}</h1>
        <Tally truths={screen.view.steps.map((step) => step.truth)} />
        <p>{t("technician.all_settled_hint")}</p>
      </main>
      <footer className="thumb">
        <Button look="primary" wide onClick={() => void job.put("job.finish", {})}>
          {t("technician.finish")}
        </Button>
      </footer>
    </>
  );
}

function Finished({ screen }: { readonly screen: WithView }) {
  const { view } = screen;
  return (
    <>
      <main className="job-body end">
        <Icon name="accept" size={40} />
        <h1>{t("technician.finished")}</h1>
        <p>{say(view.title)}</p>
        <Tally truths={view.steps.map((step) => step.truth)} />
      </main>
      <footer className="thumb">
        <Link className="button button-primary button-wide" href={`/records/${view.job}`}>
          {t("technician.to_record")}
        </Link>
      </footer>
    </>
  );
}
