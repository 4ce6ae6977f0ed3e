/** A value that the person reads off and types; it counts as claimed, and the window is shown beforehand. */

import { type FormEvent, useState } from "react";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import type { GateProps } from "./GateAction";
import { outside, windowOf } from "./window";

const WRITTEN = /^-?\d{1,9}([.,]\d{1,6})?$/;

export function MeasureAction({ gate, step, job, open }: GateProps) {
  const [typed, setTyped] = useState("");
  const good = WRITTEN.test(typed);
  const out = good && outside(typed, gate.low, gate.high);
  const before = gate.value && outside(gate.value, gate.low, gate.high);
  const record = (event: FormEvent) => {
    event.preventDefault();
    const data = { step: step.id, gate: gate.id, value: typed, unit: gate.unit };
    void job.put("measure.record", data, { step: step.id, gate: gate.id }).then(() => setTyped(""));
  };
  return (
    <form className="measure" onSubmit={record}>
      <Field
        label={t("technician.measure_label", { window: windowOf(gate.low, gate.high, gate.unit) })}
        value={typed}
        inputMode="decimal"
        maxLength={17}
        autoComplete="off"
        enterKeyHint="done"
        end={gate.unit}
        error={typed && !good ? t("technician.measure_unreadable") : undefined}
        hint={out ? t("technician.measure_outside") : undefined}
        onChange={(event) => setTyped(event.target.value.trim())}
      />
      <Button look="primary" wide type="submit" disabled={!good}>
        {t("technician.measure_record")}
      </Button>
      {before && gate.overridable ? (
        <Button wide onClick={() => open({ kind: "override", gate: gate.id })}>
          {t("technician.override")}
        </Button>
      ) : null}
    </form>
  );
}
