/** One hazard, alone: it is read, and then acknowledged by a press that is meant. Nothing moves. */

import { useDisplayed } from "../../displayed";
import { say, t } from "../../i18n";
import type { Job } from "../../job";
import type { Screen } from "../../machine";
import { HazardPanel } from "../../ui/Hazard";
import { HoldButton } from "../../ui/HoldButton";
import { useSpoken } from "./speech";

type HazardNow = Extract<Screen, { kind: "hazard" }>;

export function HazardScreen({ screen, job }: { readonly screen: HazardNow; readonly job: Job }) {
  const { hazard, left, all, step } = screen;
  useDisplayed(screen, job.put);
  useSpoken(hazard);
  const understood = () => {
    if (!hazard) return;
    job.understood(hazard.hash);
    if (left === 1) void job.put("hazard.ack", { step, hazards: all, means: "tap" }, { step });
  };
  return (
    <>
      <main className="job-body hazard-alone" aria-live="assertive">
        <h1 className="unseen">{say(screen.view.title)}</h1>
        {hazard ? <HazardPanel key={hazard.hash} hazard={hazard} /> : <p>{t("technician.ack_sending")}</p>}
      </main>
      <footer className="thumb">
        {all.length > 1 && hazard ? (
          <p className="thumb-line">
            {t("technician.hazard_of", { number: all.length - left + 1, count: all.length })}
          </p>
        ) : null}
        <HoldButton
          key={hazard?.hash ?? "none"}
          disabled={!hazard}
          onHeld={understood}
          pressedLabel={t("technician.keep_pressing")}
        >
          {t("technician.understood")}
        </HoldButton>
      </footer>
    </>
  );
}
