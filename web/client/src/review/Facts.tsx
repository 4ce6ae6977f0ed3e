import type { ReviewItem } from "../api.gen";
import { has, lang, say, t } from "../i18n";
import { moment } from "../ui/format";
import { HazardPanel } from "../ui/Hazard";
import { PhotoWithBox } from "../ui/Photo";
import { Value } from "../ui/Value";
import { OverrideWords } from "./Override";

/** What the photo has to show: a good one beside it, the hazards, the step, its limits, and why it is asked. */
export function Facts({ item }: { item: ReviewItem }) {
  return (
    <div className="review-facts">
      {item.sha256 ? <Good item={item} /> : null}
      {item.hazards.map((hazard) => (
        <HazardPanel key={hazard.hash} hazard={hazard} small />
      ))}
      <section>
        <h2>
          {item.step_number}. {say(item.title)}
        </h2>
        <p>{say(item.text)}</p>
        {item.limits.length > 0 ? (
          <dl className="review-limits">
            {item.limits.map((limit) => (
              <div key={limit.name.en}>
                <dt>{say(limit.name)}</dt>
                <dd>
                  <Value value={limit.value} unit={limit.unit} tolerance={limit.tolerance} />
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </section>
      <section>
        <h2>{t("review.why")}</h2>
        <ul className="review-reasons">
          {item.risk_reasons.map((reason) => (
            <li key={reason.en}>{say(reason)}</li>
          ))}
          {item.risk_reasons.length > 0 ? null : <li>{t("review.why_routine")}</li>}
        </ul>
        {item.sha256 ? <Camera item={item} /> : null}
        {item.sha256 && item.override ? <OverrideWords override={item.override} /> : null}
      </section>
      <p className="review-muted">
        {item.taken_by_name} · {moment(item.taken_at, lang())} · {item.plate} · {item.order_number}
      </p>
    </div>
  );
}

function Good({ item }: { item: ReviewItem }) {
  return (
    <section>
      <h2>{t("review.good")}</h2>
      {item.good.length > 0 ? (
        <div className="review-good">
          {item.good.slice(0, 2).map((path) => (
            <PhotoWithBox key={path} path={path} alt={t("review.good")} />
          ))}
        </div>
      ) : (
        <p className="review-muted">{t("review.no_good")}</p>
      )}
    </section>
  );
}

function Camera({ item }: { item: ReviewItem }) {
  if (!item.outcome) return <p>{t("review.camera.none")}</p>;
  const key = `review.camera.${item.outcome}`;
  return (
    <>
      <p>
        {has(key) ? t(key) : item.outcome}
        {item.score === null ? "" : ` · ${t("review.score", { score: item.score.toFixed(2) })}`}
      </p>
      {item.cause && item.cause_text ? <p className="review-muted">{say(item.cause_text)}</p> : null}
    </>
  );
}
