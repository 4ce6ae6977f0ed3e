/** What the step needs, one tap away, and how much of it there is. */

import { t } from "../../i18n";
import type { StepView } from "../../protocol.gen";
import type { Panel } from "./More";

export function Chips({ step, open }: { readonly step: StepView; readonly open: (panel: Panel) => void }) {
  const chips: readonly (readonly [string, number, Panel])[] = [
    ["technician.tools", step.tools.length + step.consumables.length, { kind: "tools" }],
    ["technician.parts", step.slots.length, { kind: "slots" }],
    ["technician.sources", step.values.length, { kind: "sources" }],
  ];
  const there = chips.filter(([, count]) => count > 0);
  if (there.length === 0) return null;
  return (
    <p className="chips">
      {there.map(([key, count, panel]) => (
        <button type="button" className="chip" key={key} onClick={() => open(panel)}>
          {t(key, { count })}
          {panel.kind === "slots" ? <Ordered step={step} /> : null}
        </button>
      ))}
    </p>
  );
}

/** How the part of the step that was ordered last stands, in a word. */
function Ordered({ step }: { readonly step: StepView }) {
  const ordered = step.slots.filter((slot) => slot.order_status);
  const status = ordered.at(-1)?.order_status;
  if (!status) return null;
  return ` · ${t(`technician.order_${status}`)}`;
}
