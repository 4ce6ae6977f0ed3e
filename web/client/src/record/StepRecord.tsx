/** One step of the record: its hazards first, then its truth, and every proof that was given for it. */

import type { ReactNode } from "react";
import { say, t } from "../i18n";
import type { Record as JobRecord, RecordGate, RecordJudged, RecordPhoto, RecordStep } from "../protocol.gen";
import { withUnit } from "../ui/format";
import { PhotoWithBox } from "../ui/Photo";
import { TruthMark } from "../ui/TruthMark";
import { causeOf, moment, nameIn, supplierIn, titleOf, wordOf } from "./reading";

/** A timer that rings less late than this rang in time. */
const LATE_MS = 1_000;

interface Props {
  readonly step: RecordStep;
  readonly record: JobRecord;
}

export function StepRecord({ step, record }: Props) {
  const by = step.by ? nameIn(record, step.by) : "";
  return (
    <li className="paper-step">
      <span className="paper-number">{step.number}</span>
      <div className="paper-step-body">
        <Hazards step={step} record={record} />
        <div className="paper-step-head">
          <h2>{titleOf(step)}</h2>
          <TruthMark truth={step.truth} />
        </div>
        {step.at ? (
          <p className="paper-by">
            {by} · {moment(record, step.at)}
            {step.times_completed > 1 ? ` · ${t("record.times", { count: step.times_completed })}` : ""}
          </p>
        ) : null}
        {step.values.map((value) => (
          <Line key={value.name.en} word={t("record.specified")}>
            {say(value.name)} {withUnit(value.value, value.unit)} {value.tolerance}
          </Line>
        ))}
        {step.skip_reason ? <Line word={t("record.skip_reason")}>{step.skip_reason}</Line> : null}
        {step.gates.map((gate) => (
          <Gate key={gate.id} gate={gate} record={record} />
        ))}
        {step.parts.map((part) => (
          <Line key={part.order + part.slot} word={t("record.part")}>
            {part.name ? `${say(part.name)} ` : ""}
            {part.part} × {part.quantity} · {wordOf("record.order", part.status)}
            {part.supplier ? ` · ${supplierIn(record, part.supplier) ?? ""}` : ""} · {nameIn(record, part.by)}{" "}
            · {moment(record, part.at)}
          </Line>
        ))}
      </div>
    </li>
  );
}

function Line({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <p className="paper-line">
      <span>{word}</span> <span>{children}</span>
    </p>
  );
}

function Hazards({ step, record }: Props) {
  return step.hazards.map((hazard) => (
    <Line key={`${hazard.at}${hazard.by}`} word={t("record.hazards")}>
      {hazard.texts.map((text, place) => (
        <span key={hazard.hazards[place]}>
          {hazard.levels[place] ? <strong>{t(`words.hazard.${hazard.levels[place]}`)}</strong> : null}{" "}
          {say(text)}{" "}
        </span>
      ))}
      <span className="paper-by">
        {nameIn(record, hazard.by)} · {moment(record, hazard.at, true)} ·{" "}
        {wordOf("record.means", hazard.means)}
      </span>
    </Line>
  ));
}

function Gate({ gate, record }: { readonly gate: RecordGate; readonly record: JobRecord }) {
  return (
    <section className="paper-gate">
      <p className="paper-gate-head">
        <span>{say(gate.prompt)}</span>
        <TruthMark truth={gate.truth} />
      </p>
      {gate.measures.map((one) => (
        <Line key={one.at} word={t("record.reading")}>
          <strong>{withUnit(one.value, one.unit)}</strong> ·{" "}
          {t(one.within ? "record.within" : "record.outside")} · {wordOf("record.source", one.source)} ·{" "}
          {nameIn(record, one.by)} · {moment(record, one.at)}
        </Line>
      ))}
      {gate.timer_fired_at ? (
        <Line word={t("record.timer")}>
          {moment(record, gate.timer_fired_at, true)}
          {gate.late_ms && gate.late_ms >= LATE_MS
            ? ` · ${t("record.late", { seconds: Math.round(gate.late_ms / 1000) })}`
            : ""}
        </Line>
      ) : null}
      {gate.witness ? (
        <Line word={t("record.witness")}>
          {nameIn(record, gate.witness)}
          {gate.witnessed_at ? ` · ${moment(record, gate.witnessed_at)}` : ""}
        </Line>
      ) : null}
      {gate.overrides.map((one) => (
        <Line key={one.at} word={t("record.override")}>
          {t("record.reason_note", { reason: wordOf("words.override", one.reason), note: one.note })} ·{" "}
          {nameIn(record, one.by)} · {moment(record, one.at)}
          <Qa judged={one} record={record} />
        </Line>
      ))}
      <div className="paper-photos">
        {gate.photos.map((photo) => (
          <Photo key={photo.evidence} photo={photo} record={record} />
        ))}
      </div>
    </section>
  );
}

/** QA's word on a photo, or on an override without one. */
function Qa({ judged, record }: { readonly judged: RecordJudged; readonly record: JobRecord }) {
  if (!judged.qa) return null;
  return (
    <span className="paper-qa">
      {t("record.qa")} {t(`record.qa_${judged.qa}`)} · {nameIn(record, judged.qa_by)}
      {judged.qa_reason ? ` · ${wordOf("words.qa_reason", judged.qa_reason)}` : ""}
      {judged.qa_note ? ` · ${judged.qa_note}` : ""}
    </span>
  );
}

/** One photo with the camera's word and QA's. */
function Photo({ photo, record }: { readonly photo: RecordPhoto; readonly record: JobRecord }) {
  return (
    <div className="paper-photo">
      <PhotoWithBox
        path={`/api/photos/${photo.sha256}`}
        alt={t("record.photo")}
        box={photo.box}
        boxLabel={t("words.marked")}
      />
      <p>
        {nameIn(record, photo.by)} · {moment(record, photo.at)}
      </p>
      <p>
        {t("record.camera")} {photo.outcome ? t(`record.outcome_${photo.outcome}`) : t("record.not_checked")}
        {photo.cause && photo.outcome !== "pass" ? ` · ${causeOf(photo.cause)}` : ""}
        {photo.detector ? <small> {photo.detector}</small> : null}
      </p>
      <Qa judged={photo} record={record} />
      <code className="paper-hash">{photo.sha256.slice(0, 16)}</code>
    </div>
  );
}
