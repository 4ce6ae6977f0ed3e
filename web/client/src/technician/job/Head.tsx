/** Order, car, link and what waits to be sent; procedure, place in it, and the time since it began. */

import { type ReactNode, useEffect, useState } from "react";
import { say, t } from "../../i18n";
import { useLink, useLive } from "../../live";
import type { JobView } from "../../protocol.gen";
import { Link } from "../../router";
import { Icon } from "../../ui/Icon";
import { DemoMark } from "../../ui/Marks";
import { useTitle } from "../../ui/useTitle";
import { LinkNow } from "../Bar";
import { elapsed } from "./clock";

const TICK_MS = 15_000;

function useElapsed(view: JobView): string {
  const offset = useLive()?.connection.offset_ms ?? 0;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const until = view.finished_at ? view.finished_at / 1000 : now + offset;
  return elapsed(view.started_at / 1000, until);
}

interface Props {
  readonly view: JobView | null;
  readonly onOverview: () => void;
  /** What must be seen wherever the page is scrolled to. */
  readonly children: ReactNode;
}

export function Head({ view, onOverview, children }: Props) {
  useTitle(view ? `${view.vehicle.plate || view.order_number} ${say(view.title)}` : "");
  return (
    <header className="head">
      <div className="head-line">
        <Link className="bar-back" href="/technician" aria-label={t("technician.to_work")}>
          <Icon name="back" size={24} />
        </Link>
        <p className="head-car">
          {view ? (
            <>
              <strong>{view.vehicle.plate || view.order_number}</strong> {say(view.vehicle.title)}
            </>
          ) : null}
        </p>
        <LinkNow />
      </div>
      {view ? <Place view={view} onOverview={onOverview} /> : null}
      {children}
    </header>
  );
}

function Place({ view, onOverview }: { readonly view: JobView; readonly onOverview: () => void }) {
  const time = useElapsed(view);
  const late = useLink(useLive()) === "late";
  const number = t("technician.place", { step: view.current_number, steps: view.steps.length });
  return (
    <button type="button" className="place" onClick={onOverview}>
      {late ? (
        <span className="place-late" role="status">
          {t("technician.no_answer_yet")}
        </span>
      ) : (
        <>
          <span className="place-title">{say(view.title)}</span>
          {view.demonstration ? <DemoMark /> : null}
          <span className="place-number">{number}</span>
          <time className="place-time">{time}</time>
        </>
      )}
      <span className="unseen">{t("technician.overview")}</span>
      <span className="progress" aria-hidden="true">
        {view.steps.map((step) => (
          <i key={step.id} data-truth={step.truth} data-current={step.id === view.current || undefined} />
        ))}
      </span>
    </button>
  );
}
