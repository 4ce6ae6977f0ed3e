/** One job on the phone: the machine says which one thing is shown, this page draws it. */

import { useCallback, useLayoutEffect, useState } from "react";
import { type Job, useJob } from "../../job";
import type { PageProps } from "../../pages";
import type { Push } from "../../protocol.gen";
import { Skeleton } from "../../ui/Empty";
import { Ended } from "./Ended";
import { Ends } from "./Ends";
import { HazardScreen } from "./HazardScreen";
import { Head } from "./Head";
import { More, type Panel } from "./More";
import { OpenPanel } from "./panels";
import { Refusals } from "./Refusals";
import { ReworkBanner } from "./Rework";
import { StepScreen } from "./StepScreen";
import { sound } from "./sounds";
import "../technician.css";
import "./job.css";

export default function JobPage({ params }: PageProps) {
  const hear = useCallback((push: Push) => sound(push), []);
  const job = useJob(params.job ?? "", hear);
  const [panel, setPanel] = useState<Panel | null>(null);
  const { screen } = job;
  const view = "view" in screen ? screen.view : null;
  const alone = screen.kind === "hazard";
  const shown = `${screen.kind} ${screen.kind === "step" ? screen.step.id : ""}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is read from its beginning
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
  }, [shown]);
  return (
    <div className="page job" data-screen={screen.kind}>
      <Head view={view} onOverview={() => setPanel({ kind: "overview" })}>
        <Ended live={job.live} />
        <Refusals job={job} />
      </Head>
      {view && !alone ? <ReworkBanner view={view} job={job} /> : null}
      <Shown job={job} open={setPanel} />
      {view && panel ? (
        <OpenPanel value={setPanel}>
          <More panel={panel} view={view} job={job} onClose={() => setPanel(null)} />
        </OpenPanel>
      ) : null}
    </div>
  );
}

function Shown({ job, open }: { readonly job: Job; readonly open: (panel: Panel) => void }) {
  const { screen } = job;
  if (screen.kind === "waiting") return <Waiting />;
  if (screen.kind === "hazard") return <HazardScreen screen={screen} job={job} />;
  if (screen.kind === "step") return <StepScreen screen={screen} job={job} open={open} />;
  return <Ends screen={screen} job={job} />;
}

function Waiting() {
  return (
    <main className="job-body" aria-busy="true">
      <Skeleton box="4 / 3" lines={3} />
    </main>
  );
}
