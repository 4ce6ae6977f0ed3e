/** The rest of what a person may want at a step, in words. */

import { useContext, useState } from "react";
import { t } from "../../i18n";
import type { JobView, StepView } from "../../protocol.gen";
import { Link } from "../../router";
import { Button } from "../../ui/Button";
import { LanguageSwitch } from "../../ui/Marks";
import { OpenPanel } from "./panels";
import { muted, setMuted } from "./speech";

export function Menu({ view, step }: { readonly view: JobView; readonly step: StepView | null }) {
  const open = useContext(OpenPanel);
  const [quiet, setQuiet] = useState(muted);
  const closed = step?.gates.find((gate) => gate.overridable && gate.status === "closed");
  return (
    <div className="menu">
      <Button wide onClick={() => open({ kind: "overview" })}>
        {t("technician.overview")}
      </Button>
      <Button wide icon="loupe" onClick={() => open({ kind: "search" })}>
        {t("technician.search")}
      </Button>
      {step ? (
        <Button wide icon="part" onClick={() => open({ kind: "parts" })}>
          {t("technician.ask_parts")}
        </Button>
      ) : null}
      <Link className="button button-wide" href={`/headset/${view.job}`}>
        {t("technician.headset")}
      </Link>
      {closed ? (
        <Button wide onClick={() => open({ kind: "override", gate: closed.id })}>
          {t("technician.override")}
        </Button>
      ) : null}
      {step?.skippable ? (
        <Button wide onClick={() => open({ kind: "skip" })}>
          {t("technician.skip")}
        </Button>
      ) : null}
      <Button
        wide
        aria-pressed={quiet}
        onClick={() => {
          setMuted(!quiet);
          setQuiet(!quiet);
        }}
      >
        {t(quiet ? "technician.sound_on" : "technician.sound_off")}
      </Button>
      <LanguageSwitch />
    </div>
  );
}
