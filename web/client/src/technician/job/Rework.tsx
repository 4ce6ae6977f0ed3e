/** A photo that QA sent back: the banner leads to the step, and to the spot on the photo. */

import { useState } from "react";
import { has, t } from "../../i18n";
import type { Job } from "../../job";
import type { JobView, ReworkView } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { PhotoWithBox } from "../../ui/Photo";
import { Sheet } from "../../ui/Sheet";

export function ReworkBanner({ view, job }: { readonly view: JobView; readonly job: Job }) {
  const [opened, setOpened] = useState<string | null>(null);
  const [first] = view.reworks;
  if (!first) return null;
  const shown = view.reworks.find((rework) => rework.evidence === opened);
  return (
    <>
      <button type="button" className="rework" onClick={() => setOpened(first.evidence)}>
        <Icon name="retake" size={24} />
        <span>
          <strong>{t(`technician.rework_${first.kind}`, { step: first.number })}</strong>
          {view.reworks.length > 1 ? ` +${view.reworks.length - 1}` : ""}
        </span>
        <Icon name="next" />
      </button>
      {shown ? <ReworkSheet rework={shown} view={view} job={job} onClose={() => setOpened(null)} /> : null}
    </>
  );
}

interface Props {
  readonly rework: ReworkView;
  readonly view: JobView;
  readonly job: Job;
  readonly onClose: () => void;
}

function ReworkSheet({ rework, view, job, onClose }: Props) {
  const there = view.current === rework.step;
  const go = () => {
    onClose();
    if (there) return;
    void job.put("step.show", { step: rework.step }, view.current ? { step: view.current } : {});
  };
  return (
    <Sheet
      open
      title={t(`technician.rework_${rework.kind}`, { step: rework.number })}
      closeLabel={t("words.close")}
      onClose={onClose}
      wide
    >
      {rework.sha256 ? (
        <PhotoWithBox
          path={`/api/photos/${rework.sha256}`}
          alt={t("technician.photo_taken")}
          box={rework.box}
          boxLabel={t("words.marked")}
        />
      ) : null}
      <p>
        <strong>{reasonOf(rework)}</strong>
      </p>
      {rework.note ? <p className="quote">{rework.note}</p> : null}
      <p className="row-more">{t(`technician.rework_what_${rework.kind}`)}</p>
      <Button look="primary" wide onClick={go} disabled={!view.mine}>
        {t(there ? "technician.rework_here" : "technician.rework_go", { step: rework.number })}
      </Button>
    </Sheet>
  );
}

function reasonOf(rework: ReworkView): string {
  const key = `words.qa_reason_${rework.reason}`;
  return has(key) ? t(key) : rework.reason;
}
