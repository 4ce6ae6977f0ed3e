/** How a record writes names and times. Pure, but for the language. */

import { has, lang, say, t } from "../i18n";
import type { Record as JobRecord, RecordStep } from "../protocol.gen";

type Named = Pick<JobRecord, "people" | "suppliers">;

/** Everybody who had a hand in the job. */
export const peopleOf = (record: Named): readonly string[] => record.people.map((person) => person.name);

/** The name of a person or supplier of the record; what neither did is the system's. */
export function nameIn(record: Named, id: string): string {
  return (
    record.people.find((person) => person.id === id)?.name ?? supplierIn(record, id) ?? t("record.system")
  );
}

/** A supplier's name as the reader writes it. */
export function supplierIn(record: Named, id: string): string | undefined {
  const found = record.suppliers.find((supplier) => supplier.id === id);
  return found && say(found.name);
}

/** The word of a code where the page has one, else the code itself. */
export const wordOf = (group: string, code: string): string =>
  has(`${group}_${code}`) ? t(`${group}_${code}`) : code;

/** Why the camera did not pass a photo; what stands behind a colon is the server's own. */
export const causeOf = (cause: string): string => wordOf("record.cause", cause.replace(/:.*/, ""));

/** A moment with its date, to the minute or to the second. */
export function day(micros: number, seconds = false): string {
  const options = { dateStyle: "medium", timeStyle: seconds ? "medium" : "short" } as const;
  return new Date(micros / 1000).toLocaleString(lang() === "zh" ? "zh-CN" : "en-GB", options);
}

/** A moment within a job: its time alone on the day on which the job began, which the head names. */
export function moment(record: Pick<JobRecord, "started_at">, micros: number, seconds = false): string {
  const at = new Date(micros / 1000);
  if (at.toDateString() !== new Date(record.started_at / 1000).toDateString()) return day(micros, seconds);
  const options = { timeStyle: seconds ? "medium" : "short" } as const;
  return at.toLocaleTimeString(lang() === "zh" ? "zh-CN" : "en-GB", options);
}

/** How long something took, in hours and minutes. */
export function span(from_us: number, to_us: number): string {
  const minutes = Math.max(0, Math.round((to_us - from_us) / 60_000_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours > 0 ? t("record.hours", { hours, minutes: rest }) : t("record.minutes", { minutes: rest });
}

/** What a step is called; of one that nobody was shown only that it is to come. */
export const titleOf = (step: Pick<RecordStep, "title">): string =>
  step.title ? say(step.title) : t("record.not_shown");
