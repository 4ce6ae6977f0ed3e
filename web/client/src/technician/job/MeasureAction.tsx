/** A value that the person reads off and types; it counts as claimed, and the window stands beside it. */

import { type FormEvent, useState } from "react";
import { say, t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import type { GateProps } from "./GateAction";
import { adviceOf, outside, windowOf } from "./window";

const WRITTEN = /^-?\d{1,9}([.,]\d{1,6})?$/;

export function MeasureAction({ gate, step, job, open }: GateProps) {
  const [typed, setTyped] = useState("");
  const good = WRITTEN.test(typed);
  const window = windowOf(gate.low, gate.high, gate.unit);
  const recorded = gate.value !== "" && outside(gate.value, gate.low, gate.high);
  const advice = adviceOf(gate, good ? typed : "");
  const record = (event: FormEvent) => {
    event.preventDefault();
    const data = { step: step.id, gate: gate.id, value: typed, unit: gate.unit };
    void job.put("measure.record", data, { step: step.id, gate: gate.id }).then(() => setTyped(""));
  };
  return (
    <form className="measure" onSubmit={record}>
      <Field
        label={say(gate.prompt)}
        value={typed}
        inputMode="decimal"
        maxLength={17}
        autoComplete="off"
        enterKeyHint="done"
        end={gate.unit}
        hint={window && !advice ? t("technician.measure_window", { window }) : undefined}
        error={typed && !good ? t("technician.measure_unreadable") : advice && t(advice.key, advice.values)}
        onChange={(event) => setTyped(event.target.value.normalize("NFKC").trim())}
      />
      <Button look="primary" wide type="submit" disabled={!good}>
        {t("technician.measure_record")}
      </Button>
      {recorded && gate.overridable ? (
        <Button wide onClick={() => open({ kind: "override", gate: gate.id })}>
          {t("technician.override")}
        </Button>
      ) : null}
    </form>
  );
}
