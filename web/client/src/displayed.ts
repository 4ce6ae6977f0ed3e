/** Tells the server, once, that this device has drawn a hazard; that is no acknowledgement. */

import { useEffect, useRef } from "react";
import type { Job } from "./job";
import type { Screen } from "./machine";

export function useDisplayed(screen: Screen, put: Job["put"]): void {
  const told = useRef("");
  const hazard = screen.kind === "hazard" ? screen : null;
  const step = hazard?.step;
  const hash = hazard?.hazard?.hash;
  useEffect(() => {
    if (!hash || !step || told.current === `${step} ${hash}`) return;
    const frame = requestAnimationFrame(() => {
      told.current = `${step} ${hash}`;
      void put("hazard.displayed", { step, hazards: [hash] }, { step });
    });
    return () => cancelAnimationFrame(frame);
  }, [step, hash, put]);
}
