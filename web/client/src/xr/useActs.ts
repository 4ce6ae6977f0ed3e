/** What the one button of the scene does to the job, and by which means the person did it. */

import { useCallback, useMemo, useRef } from "react";
import type { Job } from "../job";
import type { Means } from "../protocol.gen";
import { type Act, type Content, contentOf } from "./content";
import { meansOf } from "./means";
import { makePress, type Press } from "./press";

async function perform(job: Job, act: Act, means: Means): Promise<void> {
  switch (act.kind) {
    case "understood":
      job.understood(act.hash);
      if (!act.all) return;
      return job.put("hazard.ack", { step: act.step, hazards: [...act.all], means }, { step: act.step });
    case "complete":
      return job.put("step.complete", { step: act.step, means }, { step: act.step });
    case "show":
      return job.put("step.show", { step: act.step }, { step: act.from });
    case "timer": {
      const spot = { step: act.step, gate: act.gate };
      return job.put("timer.start", spot, spot);
    }
    case "take":
      await job.ask(act.type, {});
      return;
    case "finish":
      return job.put("job.finish", {});
  }
}

export interface Acts {
  readonly content: Content;
  readonly press: Press;
  readonly back: () => void;
}

/** `now_us` is the server's time, so that a running timer shows what is left. */
export function useActs(job: Job, now_us: number): Acts {
  const content = contentOf(job.screen, now_us);
  const key = JSON.stringify(content);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the content's own words
  const same = useMemo(() => content, [key]);
  const latest = useRef({ job, content: same });
  latest.current = { job, content: same };
  const press = useMemo(
    () =>
      makePress(() => {
        const { button } = latest.current.content;
        if (!button) return null;
        const act = (hand: string) => void perform(latest.current.job, button.act, meansOf(hand));
        return { hold_ms: button.hold_ms, act };
      }),
    [],
  );
  const back = useCallback(() => {
    const now = latest.current;
    const { screen } = now.job;
    if (now.content.back && screen.kind === "step") {
      void now.job.put("step.back", {}, { step: screen.step.id });
    }
  }, []);
  return { content: same, press, back };
}
