/** What the server would not take: which entry, and why in its own sentence, until the person has read it. */

import { say, t } from "../../i18n";
import type { Job } from "../../job";
import { refusalSentence } from "../../problem";
import type { JobView } from "../../protocol.gen";
import type { Entry } from "../../storage";
import { Button } from "../../ui/Button";
import { withUnit } from "../../ui/format";

export function Refusals({ job }: { readonly job: Job }) {
  if (job.refusals.length === 0) return null;
  const view = "view" in job.screen ? job.screen.view : null;
  return (
    <div className="notice" role="alert">
      {job.refusals.map(({ entry, error }) => (
        <p key={entry.n}>
          <strong>{about(entry, view)}</strong> {error ? refusalSentence(error) : ""}
        </p>
      ))}
      <Button onClick={job.dismiss}>{t("technician.read")}</Button>
    </div>
  );
}

/** The step that an entry is about, and its reading where it is one. */
function about({ step, data }: Entry, view: JobView | null): string {
  const mark = view?.steps.find((one) => one.id === step);
  const { value, unit } = data as { readonly value?: string; readonly unit?: string };
  return [
    mark ? `${mark.number}` : "",
    mark?.title ? say(mark.title) : "",
    value && unit ? withUnit(value, unit) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
