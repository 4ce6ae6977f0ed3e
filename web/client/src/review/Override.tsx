import type { OverrideView, ReviewItem } from "../api.gen";
import { has, say, t } from "../i18n";
import { windowOf } from "../technician/job/window";
import { TruthMark } from "../ui/TruthMark";
import { Value } from "../ui/Value";

/** What stands in the photo's place where a gate without one was overridden: what it demands, and the reading. */
export function OverrideStage({ item }: { item: ReviewItem }) {
  const { reading, override } = item;
  const window = reading ? windowOf(reading.low, reading.high, reading.unit) : "";
  return (
    <section className="stage-override" aria-label={t("review.override_alt")}>
      <h2>{say(item.prompt)}</h2>
      {reading?.value ? (
        <Value value={reading.value} unit={reading.unit} large />
      ) : (
        <p>{t(reading ? "review.no_reading" : "review.no_photo")}</p>
      )}
      {window ? <p className="review-muted">{t("review.window", { window })}</p> : null}
      {override ? <OverrideWords override={override} /> : null}
    </section>
  );
}

/** Why the technician went on without what the gate demands, in their own words too. */
export function OverrideWords({ override }: { override: OverrideView }) {
  const key = `words.override_${override.reason}`;
  return (
    <div className="review-override">
      <TruthMark truth="overridden" />
      <p>{has(key) ? t(key) : override.reason}</p>
      <blockquote>{override.note}</blockquote>
    </div>
  );
}
