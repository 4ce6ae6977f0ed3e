/** Leaving a step out, and opening a gate without what it demands: both carry a reason that QA reads. */

import { type FormEvent, useState } from "react";
import { t } from "../../i18n";
import type { Job } from "../../job";
import type { OverrideReason, StepView } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";

interface Props {
  readonly step: StepView;
  readonly job: Job;
  readonly onClose: () => void;
}

const SHORTEST = 2;
const LONGEST = 2000;

export function SkipForm({ step, job, onClose }: Props) {
  const [reason, setReason] = useState("");
  const skip = (event: FormEvent) => {
    event.preventDefault();
    void job.put("step.skip", { step: step.id, reason: reason.trim() }, { step: step.id });
    onClose();
  };
  return (
    <form className="form" onSubmit={skip}>
      <p>{t("technician.skip_hint")}</p>
      <Field
        label={t("technician.reason")}
        value={reason}
        maxLength={LONGEST}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button look="primary" wide type="submit" disabled={reason.trim().length < SHORTEST}>
        {t("technician.skip_confirm")}
      </Button>
    </form>
  );
}

export function OverrideForm({ step, gate, job, onClose }: Props & { readonly gate: string }) {
  const reasons = step.gates.find((one) => one.id === gate)?.override_reasons ?? [];
  const [reason, setReason] = useState<OverrideReason | null>(null);
  const [note, setNote] = useState("");
  const override = (event: FormEvent) => {
    event.preventDefault();
    if (!reason) return;
    const data = { step: step.id, gate, reason, note: note.trim() };
    void job.put("gate.override", data, { step: step.id, gate });
    onClose();
  };
  return (
    <form className="form" onSubmit={override}>
      <p>{t("technician.override_hint")}</p>
      <fieldset className="choices">
        <legend>{t("technician.reason")}</legend>
        {reasons.map((one) => (
          <label className="choice" key={one}>
            <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
            <span>{t(`words.override_${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <Field
        label={t("technician.override_note")}
        value={note}
        maxLength={LONGEST}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button look="primary" wide type="submit" disabled={!reason || note.trim().length < SHORTEST}>
        {t("technician.override_confirm")}
      </Button>
    </form>
  );
}
