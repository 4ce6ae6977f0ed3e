/** A new repair order: the VIN first, everything else may follow. */

import { type FormEvent, useRef, useState } from "react";
import { post } from "../api";
import { t } from "../i18n";
import { sentence } from "../problem";
import type { RepairOrderView } from "../protocol.gen";
import { navigate } from "../router";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Bar } from "./Bar";
import { look, namesOf, type Typed, VIN_LENGTH } from "./vin";
import "./technician.css";

interface Draft {
  readonly vin: string;
  readonly plate: string;
  readonly mileage: string;
  readonly complaint: string;
}

function body(draft: Draft, vin: string) {
  return {
    vin,
    plate: draft.plate.trim(),
    mileage_km: draft.mileage ? Number(draft.mileage) : null,
    complaint: draft.complaint.trim(),
  };
}

export default function NewOrderPage() {
  const [draft, setDraft] = useState<Draft>({ vin: "", plate: "", mileage: "", complaint: "" });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [left, setLeft] = useState(false);
  const key = useRef(crypto.randomUUID());
  const form = useRef<HTMLFormElement>(null);
  const typed = look(draft.vin);
  const change = (part: Partial<Draft>) => {
    key.current = crypto.randomUUID();
    setProblem("");
    setDraft({ ...draft, ...part });
  };
  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (typed.fault) {
      setLeft(true);
      form.current?.querySelector("input")?.focus();
      return;
    }
    setBusy(true);
    try {
      const order = await post<RepairOrderView>("/api/repair-orders", body(draft, typed.vin), key.current);
      navigate(`/technician/orders/${order.id}`, { replace: true });
    } catch (thrown) {
      setProblem(sentence(thrown));
      setBusy(false);
    }
  };
  return (
    <form className="page" ref={form} onSubmit={(event) => void open(event)}>
      <Bar title={t("technician.new_order")} back="/technician" />
      <main className="page-body">
        <VinField
          typed={typed}
          problem={problem}
          left={left}
          onType={(vin) => {
            setLeft(false);
            change({ vin });
          }}
          onLeave={() => setLeft(typed.count > 0)}
        />
        <Field
          label={t("technician.plate")}
          value={draft.plate}
          maxLength={16}
          autoCapitalize="characters"
          onChange={(event) => change({ plate: event.target.value })}
        />
        <Field
          label={t("technician.mileage")}
          value={draft.mileage}
          inputMode="numeric"
          maxLength={7}
          onChange={(event) => change({ mileage: event.target.value.replace(/\D/g, "") })}
          end="km"
        />
        <Field
          label={t("technician.complaint")}
          value={draft.complaint}
          maxLength={500}
          onChange={(event) => change({ complaint: event.target.value })}
        />
      </main>
      <footer className="thumb">
        <Button look="primary" wide type="submit" disabled={busy} aria-disabled={typed.fault !== null}>
          {busy ? t("technician.decoding") : wayOn(typed)}
        </Button>
      </footer>
    </form>
  );
}

/** What the button says: what it does, or why it does nothing yet. */
const wayOn = (typed: Typed): string =>
  typed.fault ? t(`technician.vin_button_${typed.fault}`, namesOf(typed)) : t("technician.open_order");

interface VinProps {
  readonly typed: Typed;
  readonly problem: string;
  /** The person has gone on from the field, so what is missing is worth a sentence. */
  readonly left: boolean;
  readonly onType: (typed: string) => void;
  readonly onLeave: () => void;
}

function faultSentence(typed: Typed, left: boolean): string {
  const { fault } = typed;
  const said = fault === "strange" || fault === "long" || (fault !== null && left);
  return said ? t(`technician.vin_${fault}`, namesOf(typed)) : "";
}

/** One field that shows the VIN in its three parts, with a live count. */
function VinField({ typed, problem, left, onType, onLeave }: VinProps) {
  const error = faultSentence(typed, left) || problem;
  const hint = typed.doubtful || error ? undefined : t("technician.vin_hint");
  return (
    <div className="vin-field">
      <Field
        label={t("technician.vin")}
        value={typed.vin}
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="done"
        hint={hint}
        error={error || undefined}
        onChange={(event) => onType(event.target.value)}
        onBlur={onLeave}
        end={
          <span className="vin-count" role="status">
            {typed.count}/{VIN_LENGTH}
          </span>
        }
      />
      {typed.doubtful ? (
        <p className="notice-line" role="status">
          <Icon name="info" />
          <span>{t("technician.vin_doubtful")}</span>
        </p>
      ) : null}
    </div>
  );
}
