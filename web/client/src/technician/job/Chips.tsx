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
        </button>
      ))}
    </p>
  );
}
