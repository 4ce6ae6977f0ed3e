import { t } from "../i18n";
import type { Truth } from "../protocol.gen";
import { TruthMark } from "./TruthMark";

const TRUTHS: readonly Truth[] = [
  "claimed",
  "measured",
  "photo_checked",
  "human_verified",
  "skipped",
  "overridden",
  "contradicted",
  "not_applicable",
  "pending",
];

/** How many steps are how true; it explains the marks at the same time. */
export function Tally({ truths }: { readonly truths: readonly Truth[] }) {
  const counts = TRUTHS.map((truth) => ({ truth, count: truths.filter((one) => one === truth).length }));
  return (
    <ul className="tally" aria-label={t("words.tally")}>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ truth, count }) => (
          <li key={truth}>
            <TruthMark truth={truth} /> {count}
          </li>
        ))}
    </ul>
  );
}
