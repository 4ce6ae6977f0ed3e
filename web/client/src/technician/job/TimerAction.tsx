/** A wait that runs on the server; this page only shows how much is left of it. */

import { useEffect, useState } from "react";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { clock } from "./clock";
import type { GateProps } from "./GateAction";

function useLeft(due_at: number | null, offset_ms: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (due_at === null) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [due_at]);
  return due_at === null ? 0 : due_at / 1000 - (now + offset_ms);
}

export function TimerAction({ gate, step, job }: GateProps) {
  const left = useLeft(gate.due_at, job.live?.connection.offset_ms ?? 0);
  const spot = { step: step.id, gate: gate.id };
  if (gate.due_at === null) {
    return (
      <Button look="primary" wide icon="wait" onClick={() => void job.put("timer.start", spot, spot)}>
        {t("technician.timer_start", { time: clock(gate.seconds * 1000) })}
      </Button>
    );
  }
  return (
    <p className="timer">
      <span className="timer-left" role="timer">
        {clock(left)}
      </span>
      <span>{t("technician.timer_running")}</span>
    </p>
  );
}
