/** Every step of the job with how true it is that it was done; a reached one may be looked at again. */

import { say, t } from "../../i18n";
import type { Job } from "../../job";
import type { JobView, StepMark } from "../../protocol.gen";
import { TruthMark } from "../../ui/TruthMark";

interface Props {
  readonly view: JobView;
  readonly job: Job;
  readonly onClose: () => void;
}

export function Overview({ view, job, onClose }: Props) {
  const show = (step: StepMark) => {
    onClose();
    if (step.id !== view.current) {
      void job.put("step.show", { step: step.id }, view.current ? { step: view.current } : {});
    }
  };
  return (
    <ol className="overview">
      {view.steps.map((step) => (
        <li key={step.id} aria-current={step.id === view.current ? "step" : undefined}>
          <Line step={step} may={view.mine && view.phase !== "finished" && step.title !== null} show={show} />
        </li>
      ))}
    </ol>
  );
}

interface LineProps {
  readonly step: StepMark;
  readonly may: boolean;
  readonly show: (step: StepMark) => void;
}

function Line({ step, may, show }: LineProps) {
  const words = (
    <>
      <span className="overview-number">{step.number}</span>
      <span className="overview-title">{step.title ? say(step.title) : t("technician.step_ahead")}</span>
      {step.title ? <TruthMark truth={step.truth} /> : null}
    </>
  );
  if (!may) return <div className="overview-line">{words}</div>;
  return (
    <button type="button" className="overview-line" onClick={() => show(step)}>
      {words}
    </button>
  );
}
