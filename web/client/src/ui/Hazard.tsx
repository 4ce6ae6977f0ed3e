import { say, t } from "../i18n";
import type { HazardView } from "../protocol.gen";
import { SafetySign } from "./signs";

/** The triangle with an exclamation mark that stands before the signal word wherever a person can be hurt. */
function AlertSymbol() {
  return (
    <svg width="1.1em" height="1.1em" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2 23 21.5H1z" fill="currentColor" />
      <path d="M12 9v6M12 18v.4" stroke="var(--hazard)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}

interface Props {
  hazard: Pick<HazardView, "level" | "symbol" | "consequence" | "action">;
  /** One line high, for lists and for the band after it was acknowledged. */
  small?: boolean;
}

/** One hazard: signal word, what can happen, what to do, its sign. Nothing moves and nothing decorates it. */
export function HazardPanel({ hazard, small = false }: Props) {
  return (
    <section className={`hazard hazard-${hazard.level}${small ? " hazard-small" : ""}`}>
      <div className="hazard-word">
        {hazard.level === "notice" ? null : <AlertSymbol />}
        <strong>{t(`words.hazard.${hazard.level}`)}</strong>
      </div>
      <div className="hazard-body">
        <SafetySign symbol={hazard.symbol} size={small ? 36 : 96} />
        <div className="hazard-sentences">
          <p className="hazard-consequence">{say(hazard.consequence)}</p>
          <p>{say(hazard.action)}</p>
        </div>
      </div>
    </section>
  );
}
