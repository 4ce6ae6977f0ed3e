/** What a hand does for the first gate that is closed; it stands in the thumb zone, before the way on. */

import { t } from "../../i18n";
import type { Job } from "../../job";
import type { GateNow } from "../../machine";
import type { StepView } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { stateOf } from "./GateList";
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
  const refused = gate.verdict && gate.verdict.outcome !== "pass" && state === "closed";
  return (
    <div className="gate-action">
      <ByKind {...props} />
      {gate.overridable && refused ? (
        <Button look="quiet" wide onClick={() => open({ kind: "override", gate: gate.id })}>
          {t("technician.override")}
        </Button>
      ) : null}
    </div>
  );
}

function ByKind(props: GateProps) {
  const state = stateOf(props.gate);
  if (state === "queued" || state === "awaiting_bytes") {
    return <p className="thumb-line">{t(`technician.wait_${state}`)}</p>;
  }
  if (state === "checking") return <Checking />;
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

function Checking() {
  return (
    <p className="thumb-line" role="status" aria-busy="true">
      {t("technician.checking")}
    </p>
  );
}
