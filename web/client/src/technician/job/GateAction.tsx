/** What a hand does for the first gate that is closed; it stands in the thumb zone, before the way on. */

import { useEffect, useState } from "react";
import { say, t } from "../../i18n";
import type { Job } from "../../job";
import type { GateNow } from "../../machine";
import type { StepView } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Kept } from "./Ended";
import { asksInThumb, stateOf } from "./GateList";
import { MeasureAction } from "./MeasureAction";
import type { Panel } from "./More";
import { PhotoAction } from "./PhotoAction";
import { TimerAction } from "./TimerAction";
import { WitnessAction } from "./WitnessAction";

export interface GateProps {
  readonly gate: GateNow;
  readonly step: StepView;
  readonly job: Job;
  readonly open: (panel: Panel) => void;
}

export function GateAction(props: GateProps) {
  const { gate, open } = props;
  const state = stateOf(gate);
  const late = useLate(state === "checking");
  const refused = gate.verdict && gate.verdict.outcome !== "pass" && state === "closed";
  return (
    <div className="gate-action" data-kind={gate.kind}>
      {asksInThumb(gate) && gate.kind !== "measure" ? <p className="thumb-ask">{say(gate.prompt)}</p> : null}
      <ByKind {...props} late={late} />
      {gate.overridable && (refused || late) ? (
        <Button look="quiet" wide onClick={() => open({ kind: "override", gate: gate.id })}>
          {t("technician.override")}
        </Button>
      ) : null}
    </div>
  );
}

const LATE_MS = 10_000;

/** Whether something has taken longer than a person should be kept from going on. */
function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  return late;
}

function ByKind(props: GateProps & { readonly late: boolean }) {
  const state = stateOf(props.gate);
  if (state === "queued" || state === "awaiting_bytes") {
    return <Kept live={props.job.live} word={`technician.wait_${state}`} />;
  }
  if (state === "checking") {
    return (
      <>
        <Checking late={props.late} />
        {props.late ? <PhotoAction {...props} /> : null}
      </>
    );
  }
  switch (props.gate.kind) {
    case "photo":
      return <PhotoAction {...props} />;
    case "measure":
      return <MeasureAction {...props} />;
    case "timer":
      return <TimerAction {...props} />;
    case "witness":
      return <WitnessAction {...props} />;
  }
}

function Checking({ late }: { readonly late: boolean }) {
  return (
    <p className="thumb-line" role="status" aria-busy="true">
      {t(late ? "technician.checking_late" : "technician.checking")}
    </p>
  );
}
