/** What was done, when, by whom, on which version, with which photo and which part; on screen and on paper. */

import { useEffect } from "react";
import { say, t } from "../i18n";
import { useLoaded } from "../loading";
import type { PageProps } from "../pages";
import type { Record as JobRecord } from "../protocol.gen";
import { useUser } from "../session";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Empty";
import { LanguageSwitch } from "../ui/Marks";
import { Tally } from "../ui/Tally";
import { useTitle } from "../ui/useTitle";
import { day, moment, nameIn, peopleOf, span, titleOf, wordOf } from "./reading";
import { StepRecord } from "./StepRecord";
import "./record.css";

export default function RecordPage({ params }: PageProps) {
  const job = params.job ?? "";
  const {
    value: record,
    problem,
    again,
  } = useLoaded<JobRecord>(`/api/jobs/${encodeURIComponent(job)}/record`);
  useTitle(record ? `${t("record.title")} ${record.order_number}` : "");
  usePageHead(record ? `${record.order_number} · ${record.vehicle.plate} · ${say(record.title)}` : "");
  return (
    <div className="record">
      <Ways record={record} />
      <main>
        {problem ? (
          <div className="record-problem" role="alert">
            <p>{problem}</p>
            <Button onClick={again}>{t("words.retry")}</Button>
          </div>
        ) : null}
        {record ? <Paper record={record} /> : problem ? null : <Skeleton lines={8} />}
      </main>
    </div>
  );
}

/** What stands on every sheet of paper, so that a loose one is known; beside it the number of the sheet. */
function usePageHead(text: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    const size = "font: 8pt sans-serif; color: #555";
    sheet.replaceSync(`@page {
      margin: 16mm 14mm;
      @top-left { content: ${JSON.stringify(text)}; ${size} }
      @top-right { content: counter(page) " / " counter(pages); ${size} }
    }`);
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [text]);
}

/** Everything that paper does not need. */
function Ways({ record }: { readonly record: JobRecord | null }) {
  const user = useUser();
  const technician = user?.roles.some((role) => role === "technician" || role === "foreman");
  return (
    <nav className="record-ways" aria-label={t("record.ways")}>
      <a className="button button-quiet" href={technician ? "/technician" : "/"}>
        {t("words.back")}
      </a>
      <span className="record-gap" />
      <LanguageSwitch />
      <Button disabled={!record} onClick={() => record && download(record)}>
        {t("record.json")}
      </Button>
      <Button look="primary" disabled={!record} onClick={() => window.print()}>
        {t("record.print")}
      </Button>
    </nav>
  );
}

function download(record: JobRecord): void {
  const bytes = new Blob([JSON.stringify(record, null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = `${record.order_number}-${record.procedure}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Paper({ record }: { readonly record: JobRecord }) {
  return (
    <article className="paper">
      <header className="paper-head">
        <p className="paper-kind">{t("record.title")}</p>
        <h1>{say(record.title)}</h1>
        {record.demonstration ? <p className="demo demo-band">{t("record.demonstration")}</p> : null}
        <Facts record={record} />
        <Tally truths={record.steps.map((step) => step.truth)} />
      </header>
      <ol className="paper-steps">
        {record.steps.map((step) => (
          <StepRecord key={step.id} step={step} record={record} />
        ))}
      </ol>
      <Log record={record} />
      <footer className="paper-foot">
        <p>
          {t("record.digest")} <code>{record.digest}</code>
        </p>
        <p>{t("record.digest_hint", { events: record.log.length, rev: record.rev })}</p>
      </footer>
    </article>
  );
}

function Facts({ record }: { readonly record: JobRecord }) {
  const ended = record.finished_at;
  const rows: readonly (readonly [string, string])[] = [
    ["record.order", record.order_number],
    ["record.vehicle", [record.vehicle.plate, say(record.vehicle.title)].filter(Boolean).join(" · ")],
    ["record.vin", record.vehicle.vin],
    ["record.version", `${record.version_number} · ${record.version.slice(0, 12)}`],
    ["record.started", day(record.started_at)],
    ["record.ended", ended ? `${day(ended)} · ${span(record.started_at, ended)}` : t("record.not_finished")],
    ["record.people", peopleOf(record).join(t("record.comma"))],
  ];
  return (
    <dl className="paper-facts">
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {record.finished_by ? (
        <div>
          <dt>{t("record.finished_by")}</dt>
          <dd>{nameIn(record, record.finished_by)}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Log({ record }: { readonly record: JobRecord }) {
  const titles = new Map(record.steps.map((step) => [step.id, `${step.number} ${titleOf(step)}`]));
  return (
    <details className="paper-log">
      <summary>{t("record.log", { count: record.log.length })}</summary>
      <ol>
        {record.log.map((event) => (
          <li key={event.seq}>
            <span>{event.seq}</span> <time>{moment(record, event.at, true)}</time>{" "}
            {wordOf("record.event", event.type)} {titles.get(event.step ?? "") ?? ""}{" "}
            {nameIn(record, event.by)}
          </li>
        ))}
      </ol>
    </details>
  );
}
