/** The same job in a headset. Without one the page says so; in the demonstration it offers an emulated one. */

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { WebGLRenderer } from "three";
import type { Demo } from "../api.gen";
import { useDisplayed } from "../displayed";
import { say, t } from "../i18n";
import { useJob } from "../job";
import { useLoaded } from "../loading";
import type { PageProps } from "../pages";
import { Bar } from "../technician/Bar";
import { JobClosed } from "../technician/JobClosed";
import { useDrawing } from "../technician/job/Drawing";
import { sound } from "../technician/job/sounds";
import { useSpoken } from "../technician/job/speech";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Empty";
import { DemoBand } from "../ui/Marks";
import { Controls } from "./Controls";
import type { Emulator } from "./emulator";
import { modeHere } from "./session";
import { useActs } from "./useActs";
import { useDecoded } from "./useDecoded";
import { useKeys } from "./useKeys";
import { useSign } from "./useSign";
import "../technician/technician.css";
import "./headset.css";

const Stage = lazy(() => import("./Stage").then(({ Stage: found }) => ({ default: found })));

/** The server's time in microseconds, once a second: a timer in the scene needs no more. */
function useServerTime(offset_ms: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (now + offset_ms) * 1000;
}

type Reach = "asking" | "none" | XRSessionMode;

export default function HeadsetPage({ params }: PageProps) {
  const id = params.job ?? "";
  const job = useJob(id, sound);
  const now_us = useServerTime(job.live?.connection.offset_ms ?? 0);
  const { content, press, back } = useActs(job, now_us);
  const { screen } = job;
  useDisplayed(screen, job.put);
  useSpoken(screen.kind === "hazard" ? screen.hazard : null);
  useKeys(press, back);
  const headset = useHeadset();
  const sign = useSign(content.hazard?.symbol ?? null);
  const drawing = useDecoded(useDrawing(content.picture));
  const title = "view" in screen && screen.view ? say(screen.view.title) : t("headset.title");
  if (screen.kind === "refused" && !headset.inside) return <Closed code={screen.code} />;
  return (
    <div className="page headset">
      <Bar title={title} back={`/technician/jobs/${encodeURIComponent(id)}`} />
      <main className="page-body">
        <div className="stage" role="img" aria-label={t("headset.mirror")}>
          <Suspense fallback={<Skeleton box="4 / 3" lines={0} />}>
            <Stage
              key={headset.visits}
              content={content}
              sign={sign.image}
              drawing={drawing}
              press={press}
              emulated={headset.emulated}
              inside={headset.inside}
              onBack={back}
              onReady={headset.drawn}
            />
          </Suspense>
        </div>
        {sign.drawn}
        {headset.inside ? null : <Enter headset={headset} />}
      </main>
      <Controls content={content} press={press} onBack={back} headset={headset} />
    </div>
  );
}

export interface Headset {
  readonly reach: Reach;
  readonly inside: boolean;
  /** Whether it can be entered now: the scene is drawn, and nobody is on the way in. */
  readonly ready: boolean;
  readonly emulated: Emulator | null;
  readonly problem: string;
  /** How often it was left; the page draws the scene afresh then, in the size that it has here. */
  readonly visits: number;
  readonly drawn: (renderer: WebGLRenderer) => void;
  readonly enter: () => Promise<void>;
  readonly emulate: () => Promise<void>;
  readonly leave: () => void;
}

function useHeadset(): Headset {
  const [renderer, drawn] = useState<WebGLRenderer | null>(null);
  const [reach, setReach] = useState<Reach>("asking");
  const [session, setSession] = useState<XRSession | null>(null);
  const [emulated, setEmulated] = useState<Emulator | null>(null);
  const [problem, setProblem] = useState("");
  const [entering, setEntering] = useState(false);
  const [visits, setVisits] = useState(0);
  const running = useRef<XRSession | null>(null);
  useEffect(() => {
    modeHere().then((mode) => setReach(mode ?? "none"));
    return () => void running.current?.end().catch(() => undefined);
  }, []);
  const begin = async (mode: XRSessionMode, prepare?: () => Promise<void>) => {
    if (!renderer) return;
    setEntering(true);
    try {
      await prepare?.();
      const { enter } = await import("./session");
      const started = await enter(renderer, mode);
      running.current = started;
      started.addEventListener("end", () => {
        running.current = null;
        setSession(null);
        drawn(null);
        setVisits((n) => n + 1);
      });
      setSession(started);
      setProblem("");
    } catch {
      setProblem(t("headset.not_entered"));
    } finally {
      setEntering(false);
    }
  };
  return {
    reach,
    inside: session !== null,
    ready: renderer !== null && !entering,
    emulated,
    problem,
    visits,
    drawn,
    enter: () => (reach === "asking" || reach === "none" ? Promise.resolve() : begin(reach)),
    emulate: () =>
      begin("immersive-ar", async () => {
        const { emulator } = await import("./emulator");
        setEmulated(await emulator());
      }),
    leave: () => void running.current?.end(),
  };
}

/** There is no such job for this person: why, and the way back. */
function Closed({ code }: { readonly code: string }) {
  return (
    <div className="page headset">
      <Bar title={t("headset.title")} back="/technician" />
      <main className="page-body">
        <JobClosed code={code} />
      </main>
    </div>
  );
}

function Enter({ headset }: { readonly headset: Headset }) {
  const demo = useLoaded<Demo>("/api/demo");
  const { reach } = headset;
  return (
    <section className="block">
      {headset.problem ? (
        <p className="notice" role="alert">
          {headset.problem}
        </p>
      ) : null}
      {reach === "none" ? null : (
        <Button
          look="primary"
          wide
          disabled={reach === "asking" || !headset.ready}
          onClick={() => void headset.enter()}
        >
          {t("headset.enter")}
        </Button>
      )}
      <p className="row-more">{t(reach === "none" ? "headset.no_webxr_hint" : "headset.enter_hint")}</p>
      {demo.value?.demo ? (
        <>
          <DemoBand />
          <Button wide disabled={!headset.ready} onClick={() => void headset.emulate()}>
            {t("headset.emulate")}
          </Button>
        </>
      ) : null}
    </section>
  );
}
