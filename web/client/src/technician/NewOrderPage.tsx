/** A new repair order: the VIN first, everything else may follow. */

import { type FormEvent, useRef, useState } from "react";
import { post } from "../api";
import type { RepairOrders } from "../api.gen";
import { t } from "../i18n";
import { useLoaded } from "../loading";
import { Problem, sentence } from "../problem";
import type { RepairOrderView } from "../protocol.gen";
import { Link, navigate } from "../router";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Bar } from "./Bar";
import { mileageFault } from "./mileage";
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
  const [refused, setRefused] = useState<unknown>(null);
  const [left, setLeft] = useState(false);
  const key = useRef(crypto.randomUUID());
  const form = useRef<HTMLFormElement>(null);
  const typed = look(draft.vin);
  const tooFar = mileageFault(draft.mileage);
  const at = problemsOf(refused);
  const change = (part: Partial<Draft>) => {
    key.current = crypto.randomUUID();
    setRefused(null);
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
    if (tooFar) {
      form.current?.querySelector<HTMLInputElement>("[name=mileage]")?.focus();
      return;
    }
    setBusy(true);
    try {
      const order = await post<RepairOrderView>("/api/repair-orders", body(draft, typed.vin), key.current);
      navigate(`/technician/orders/${order.id}`, { replace: true });
    } catch (thrown) {
      setRefused(thrown);
      setBusy(false);
    }
  };
  return (
    <form className="page" ref={form} onSubmit={(event) => void open(event)}>
      <Bar title={t("technician.new_order")} back="/technician" />
      <main className="page-body">
        {at.page ? (
          <p className="notice" role="alert">
            {at.page}
          </p>
        ) : null}
        <VinField
          typed={typed}
          problem={at.vin}
          left={left}
          onType={(vin) => {
            setLeft(false);
            change({ vin });
          }}
          onLeave={() => setLeft(typed.count > 0)}
        />
        {typed.fault === null ? <Already vin={typed.vin} /> : null}
        <Field
          label={t("technician.plate")}
          value={draft.plate}
          error={at.plate || undefined}
          maxLength={16}
          autoCapitalize="characters"
          onChange={(event) => change({ plate: event.target.value })}
        />
        <Field
          label={t("technician.mileage")}
          name="mileage"
          value={draft.mileage}
          error={tooFar || at.mileage_km || undefined}
          inputMode="numeric"
          maxLength={7}
          onChange={(event) => change({ mileage: event.target.value.replace(/\D/g, "") })}
          end="km"
        />
        <Field
          label={t("technician.complaint")}
          value={draft.complaint}
          error={at.complaint || undefined}
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

/** The newest order of the same car, so that nobody opens a second one unawares. */
function Already({ vin }: { readonly vin: string }) {
  const orders = useLoaded<RepairOrders>("/api/repair-orders");
  const there = orders.value?.items.find((order) => order.vin === vin);
  if (!there) return null;
  return (
    <div className="notice" role="status">
      <p>{t("technician.order_already", { number: there.number })}</p>
      <Link className="button button-plain" href={`/technician/orders/${there.id}`}>
        {t("technician.order_already_open")}
      </Link>
    </div>
  );
}

/** A refusal as a sentence at the field that it is about, or at the head of the page. */
function problemsOf(thrown: unknown) {
  const said = thrown === null ? "" : sentence(thrown);
  const field = thrown instanceof Problem ? thrown.field : "";
  const at = (name: string) => (field === name ? said : "");
  const own = {
    vin: at("vin"),
    plate: at("plate"),
    mileage_km: at("mileage_km"),
    complaint: at("complaint"),
  };
  return { ...own, page: field in own ? "" : said };
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
