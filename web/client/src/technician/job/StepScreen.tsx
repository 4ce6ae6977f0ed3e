/** The open step: drawing, one action, its value, what is needed for it, what it demands, and the way on. */

import { say, t } from "../../i18n";
import type { Job } from "../../job";
import type { GateNow, Screen } from "../../machine";
import type { StepView } from "../../protocol.gen";
import { Button, IconButton } from "../../ui/Button";
import { useStill } from "../../ui/useStill";
import { Value } from "../../ui/Value";
import { Chips } from "./Chips";
import { Drawing } from "./Drawing";
import { Kept } from "./Ended";
import { GateAction } from "./GateAction";
import { asksInThumb, GateList } from "./GateList";
import { HazardBand } from "./HazardBand";
import type { Panel } from "./More";

type StepNow = Extract<Screen, { kind: "step" }>;

interface Props {
  readonly screen: StepNow;
  readonly job: Job;
  readonly open: (panel: Panel) => void;
}

const isOpen = (gate: GateNow): boolean => gate.status === "opened" || gate.status === "overridden";

export function StepScreen({ screen, job, open }: Props) {
  const { step, band, gates } = screen;
  const asked = gates.find((gate) => !isOpen(gate));
  const thumb = useStill<HTMLElement>(`${step.id} ${asked?.id}`);
  const listed = gates.filter((gate) => gate !== asked || !asksInThumb(gate));
  return (
    <>
      <main className="job-body step" key={step.id}>
        <HazardBand band={band} />
        {step.picture ? <Drawing path={step.picture} spot={step.spot} title={say(step.title)} /> : null}
        <h1 className="step-title">{say(step.title)}</h1>
        <Values step={step} />
        <p className="step-text">{say(step.text)}</p>
        <Chips step={step} open={open} />
        {listed.length > 0 ? <GateList gates={listed} job={job} /> : null}
      </main>
      <footer className="thumb" ref={thumb}>
        <Onward screen={screen} job={job} open={open} />
        <div className="thumb-ways">
          <IconButton
            icon="back"
            label={t("technician.step_back")}
            look="plain"
            disabled={step.number === 1 || screen.leaving}
            onClick={() => void job.put("step.back", {}, { step: step.id })}
          />
          <IconButton
            icon="more"
            label={t("words.more")}
            look="plain"
            onClick={() => open({ kind: "menu" })}
          />
        </div>
      </footer>
    </>
  );
}

/** The first value stands largest on the page; any further ones in lines below it. */
function Values({ step }: { readonly step: StepView }) {
  const [first, ...others] = step.values;
  if (!first) return null;
  return (
    <div className="values">
      <p className="value-first">
        <Value large value={first.value} unit={first.unit} tolerance={first.tolerance} />
        <span className="value-name">{say(first.name)}</span>
      </p>
      {others.map((value) => (
        <p className="value-other" key={value.name.en}>
          <span className="value-name">{say(value.name)}</span>
          <Value value={value.value} unit={value.unit} tolerance={value.tolerance} />
        </p>
      ))}
    </div>
  );
}

/** The one biggest button: what the step still demands, else done and on. */
function Onward({ screen, job, open }: Props) {
  const { view, step, gates, leaving } = screen;
  const mark = view.steps.find((one) => one.id === step.id);
  const next = view.steps.find((one) => one.truth === "pending" && one.id !== step.id);
  if (leaving) return <Kept live={job.live} word="technician.leaving" />;
  if (mark && mark.truth !== "pending") {
    if (view.finishable || !next) return <Finish job={job} finishable={view.finishable} />;
    const go = () => void job.put("step.show", { step: next.id }, { step: step.id });
    return (
      <Button look="primary" wide onClick={go}>
        {t("technician.on_to", { step: next.number })}
      </Button>
    );
  }
  const closed = gates.find((gate) => !isOpen(gate));
  if (closed) return <GateAction key={closed.id} gate={closed} step={step} job={job} open={open} />;
  const done = () => void job.put("step.complete", { step: step.id, means: "tap" }, { step: step.id });
  return (
    <Button look="primary" wide onClick={done}>
      {t("technician.done_next")}
    </Button>
  );
}

function Finish({ job, finishable }: { readonly job: Job; readonly finishable: boolean }) {
  return (
    <Button look="primary" wide disabled={!finishable} onClick={() => void job.put("job.finish", {})}>
      {t("technician.finish")}
    </Button>
  );
}
