/** What the step demands, and how far each is: the mark is a shape and a word. */

import { useCallback, useEffect, useRef, useState } from "react";
import { say, t } from "../../i18n";
import type { Job } from "../../job";
import type { GateNow } from "../../machine";
import type { VerdictView } from "../../protocol.gen";
import { withUnit } from "../../ui/format";
import { Icon, type IconName } from "../../ui/Icon";
import { PhotoWithBox, Suspect } from "../../ui/Photo";

export type GateState = "open" | "overridden" | "queued" | "awaiting_bytes" | "checking" | "closed";

/** How far a gate is, with what still waits on this device. Pure. */
export function stateOf(gate: GateNow): GateState {
  if (gate.status === "opened") return "open";
  if (gate.status === "overridden") return "overridden";
  if (gate.queued) return "queued";
  return gate.status;
}

/** Whether a gate has nothing to show yet but what it asks for; that stands beside its button. Pure. */
export const asksInThumb = (gate: GateNow): boolean => stateOf(gate) === "closed" && !gate.verdict;

const ICONS: Record<GateState, IconName> = {
  open: "accept",
  overridden: "info",
  queued: "send",
  awaiting_bytes: "send",
  checking: "wait",
  closed: "camera",
};

export function GateList({ gates, job }: { readonly gates: readonly GateNow[]; readonly job: Job }) {
  return (
    <ul className="gates" aria-label={t("technician.gates")}>
      {gates.map((gate) => (
        <li className="gate" key={gate.id} data-state={stateOf(gate)}>
          <GateLine gate={gate} />
          {gate.kind === "photo" ? <PhotoState gate={gate} job={job} /> : null}
        </li>
      ))}
    </ul>
  );
}

function iconOf(gate: GateNow): IconName {
  const state = stateOf(gate);
  if (state !== "closed") return ICONS[state];
  return gate.kind === "photo" ? "camera" : gate.kind === "timer" ? "wait" : "tool";
}

function GateLine({ gate }: { readonly gate: GateNow }) {
  const state = stateOf(gate);
  const saidBelow = state === "open" && gate.verdict !== null;
  return (
    <div className="gate-line">
      <Icon name={iconOf(gate)} size={24} />
      <p className="gate-prompt">{say(gate.prompt)}</p>
      {saidBelow ? null : (
        <p className="gate-state" role="status">
          {t(state === "open" ? `technician.gate_open_${gate.kind}` : `technician.gate_${state}`)}
          {gate.value ? ` · ${withUnit(gate.value, gate.unit)}` : ""}
          {gate.witness ? ` · ${gate.witness}` : ""}
        </p>
      )}
    </div>
  );
}

/** A photo that was taken here and is on its way. */
function useOwnPhoto(gate: GateNow, job: Job): string | null {
  const [url, setUrl] = useState<string | null>(null);
  const data = gate.queued?.data;
  const sha256 = data && "sha256" in data ? String(data.sha256) : null;
  const outbox = job.live?.outbox;
  useEffect(() => {
    if (!sha256 || !outbox) return;
    let made: string | null = null;
    let here = true;
    outbox.photo(sha256).then((bytes) => {
      if (!bytes || !here) return;
      made = URL.createObjectURL(bytes);
      setUrl(made);
    });
    return () => {
      here = false;
      if (made) URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [sha256, outbox]);
  return url;
}

function PhotoState({ gate, job }: { readonly gate: GateNow; readonly job: Job }) {
  const own = useOwnPhoto(gate, job);
  const [known] = useState(gate.verdict?.evidence);
  if (own) return <OwnPhoto url={own} />;
  const { verdict } = gate;
  if (!verdict || gate.status === "checking") return null;
  return <Verdict verdict={verdict} fresh={verdict.evidence !== known} />;
}

/** A file that is no photo shows nothing here; the server says so in words. */
function OwnPhoto({ url }: { readonly url: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) return null;
  return (
    <img className="own-photo" src={url} alt={t("technician.photo_taken")} onError={() => setBroken(true)} />
  );
}

const VERDICT_ICONS: Record<VerdictView["outcome"], IconName> = {
  pass: "accept",
  fail: "cross",
  unsure: "unsure",
  retake: "retake",
};

/** The camera's word, its cause, and the place on the photo that it is about; a fresh one comes into view. */
function Verdict({ verdict, fresh }: { readonly verdict: VerdictView; readonly fresh: boolean }) {
  const { evidence, outcome, heat } = verdict;
  const place = useRef<HTMLDivElement>(null);
  const show = useCallback(() => {
    place.current?.scrollIntoView({ block: "start" });
    place.current?.querySelector(".photo-heat")?.scrollIntoView({ block: "nearest" });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another photo's verdict is another thing to see
  useEffect(() => {
    if (fresh) show();
  }, [evidence, fresh, show]);
  return (
    <div ref={place} className={`verdict verdict-${outcome}`} data-outcome={outcome} role="status">
      <p className="verdict-word">
        <Icon name={VERDICT_ICONS[outcome]} size={28} />
        <strong>{t(`technician.outcome_${outcome}`)}</strong>
      </p>
      {outcome === "pass" ? null : <p>{say(verdict.message)}</p>}
      <PhotoWithBox
        path={`/api/photos/${verdict.sha256}`}
        alt={t("technician.photo_taken")}
        {...(fresh ? { onDrawn: show } : {})}
      >
        {heat ? <Suspect box={heat} /> : null}
      </PhotoWithBox>
    </div>
  );
}
