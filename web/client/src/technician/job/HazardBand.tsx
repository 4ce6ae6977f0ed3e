/** Hazards that were acknowledged stay in sight as one thin band; a tap opens them in full. */

import { say, t } from "../../i18n";
import type { HazardView } from "../../protocol.gen";
import { HazardPanel } from "../../ui/Hazard";

export function HazardBand({ band }: { readonly band: readonly HazardView[] }) {
  const [first] = band;
  if (!first) return null;
  return (
    <details className={`hazard-band hazard-${first.level}`}>
      <summary>
        <strong>{t(`words.hazard.${first.level}`)}</strong>
        <span>{say(first.action)}</span>
        {band.length > 1 ? <b>+{band.length - 1}</b> : null}
      </summary>
      {band.map((hazard) => (
        <HazardPanel key={hazard.hash} hazard={hazard} small />
      ))}
    </details>
  );
}
