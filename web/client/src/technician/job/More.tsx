/** Everything that is one tap away from the step, each as one sheet. */

import { lazy, Suspense } from "react";
import { say, t } from "../../i18n";
import type { Job } from "../../job";
import type { JobView, StepView } from "../../protocol.gen";
import { Skeleton } from "../../ui/Empty";
import { withUnit } from "../../ui/format";
import { Sheet } from "../../ui/Sheet";
import { Search } from "../Search";
import { Menu } from "./Menu";
import { Overview } from "./Overview";
import { OverrideForm, SkipForm } from "./Reasons";

export type Panel =
  | { readonly kind: "menu" | "overview" | "tools" | "slots" | "parts" | "sources" | "search" | "skip" }
  | { readonly kind: "override"; readonly gate: string };

const Chat = lazy(() => import("../../parts/Chat").then(({ Chat: default_ }) => ({ default: default_ })));

interface Props {
  readonly panel: Panel;
  readonly view: JobView;
  readonly job: Job;
  readonly onClose: () => void;
}

export function More({ panel, view, job, onClose }: Props) {
  const screen = job.screen;
  const step = screen.kind === "step" ? screen.step : null;
  return (
    <Sheet
      open
      title={t(`technician.panel_${panel.kind}`)}
      closeLabel={t("words.close")}
      onClose={onClose}
      wide={panel.kind === "parts"}
    >
      <Content panel={panel} view={view} step={step} job={job} onClose={onClose} />
    </Sheet>
  );
}

interface ContentProps extends Props {
  readonly step: StepView | null;
}

function Content({ panel, view, step, job, onClose }: ContentProps) {
  if (panel.kind === "overview") return <Overview view={view} job={job} onClose={onClose} />;
  if (panel.kind === "menu") return <Menu view={view} step={step} />;
  if (panel.kind === "search") return <Search order={view.order} />;
  if (!step) return <p>{t("technician.step_closed")}</p>;
  if (panel.kind === "tools") return <Tools step={step} />;
  if (panel.kind === "sources") return <Sources step={step} />;
  if (panel.kind === "skip") return <SkipForm step={step} job={job} onClose={onClose} />;
  if (panel.kind === "override") {
    return <OverrideForm step={step} gate={panel.gate} job={job} onClose={onClose} />;
  }
  return <Parts view={view} step={step} />;
}

function Tools({ step }: { readonly step: StepView }) {
  return (
    <ul className="plain-list">
      {[...step.tools, ...step.consumables].map((tool) => (
        <li key={tool.en}>{say(tool)}</li>
      ))}
    </ul>
  );
}

/** Where each number of the step comes from. */
function Sources({ step }: { readonly step: StepView }) {
  return (
    <dl className="facts">
      {step.values.map((value) => (
        <div key={value.name.en}>
          <dt>{say(value.name)}</dt>
          <dd>
            {withUnit(value.value, value.unit)} {value.tolerance} <small>{value.source}</small>
            {value.demonstration ? <small> · {t("technician.value_demo")}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What has been ordered for the step, and the chat in which its parts are found and ordered. */
function Parts({ view, step }: { readonly view: JobView; readonly step: StepView }) {
  const ordered = step.slots.filter((slot) => slot.order_status);
  return (
    <>
      {ordered.length > 0 ? (
        <ul className="plain-list">
          {ordered.map((one) => (
            <li key={one.id}>
              {say(one.name)} × {one.quantity}
              {` · ${t(`technician.order_${one.order_status}`)}`}
            </li>
          ))}
        </ul>
      ) : null}
      <Suspense fallback={<Skeleton lines={4} />}>
        <Chat job={view.job} step={step.id} slots={step.slots} />
      </Suspense>
    </>
  );
}
