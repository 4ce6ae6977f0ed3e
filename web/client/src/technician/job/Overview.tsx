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
      {folded(view.steps).map(([step, ...more]) => (
        <li key={step.id} aria-current={step.id === view.current ? "step" : undefined}>
          {more.length > 0 ? (
            <Ahead first={step.number} count={more.length + 1} />
          ) : (
            <Line
              step={step}
              may={view.mine && view.phase !== "finished" && step.title !== null}
              show={show}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

type Row = readonly [StepMark, ...StepMark[]];

/** The rows of the list: each reached step alone, those between that were not reached in one. Pure. */
export function folded(steps: readonly StepMark[]): readonly Row[] {
  const rows: [StepMark, ...StepMark[]][] = [];
  for (const step of steps) {
    const last = rows.at(-1);
    if (last && last[0].title === null && step.title === null) last.push(step);
    else rows.push([step]);
  }
  return rows;
}

function Ahead({ first, count }: { readonly first: number; readonly count: number }) {
  return (
    <div className="overview-line">
      <span className="overview-number">
        {first}–{first + count - 1}
      </span>
      <span className="overview-title">{t("technician.steps_ahead", { count })}</span>
    </div>
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
