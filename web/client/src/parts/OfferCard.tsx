import { say, t } from "../i18n";
import type { Offer, Place } from "../protocol.gen";
import { Button } from "../ui/Button";
import { change, money } from "../ui/format";
import { Icon, type IconName } from "../ui/Icon";
import { DemoMark } from "../ui/Marks";
import { type Row, rows, sums } from "./breakdown";
import { TierBadge } from "./TierBadge";

const PLACE_ICONS: Record<Place, IconName> = { here: "accept", transfer: "send", order: "wait" };

interface Props {
  offer: Offer;
  /** Its number in the list, by which it can be chosen in words. */
  nth: number;
  disabled: boolean;
  onTake: (offer: Offer) => void;
}

/** One part from one place: what it is, what it costs, when it is here, why it fits, and one button. */
export function OfferCard({ offer, nth, disabled, onTake }: Props) {
  return (
    <article
      className="offer"
      aria-label={`${say(offer.tier_label)} ${say(offer.name)} ${offer.part_number}`}
    >
      <div className="offer-head">
        <span className="offer-nth">{nth}</span>
        <TierBadge offer={offer} />
        <span className="offer-brand">{offer.brand}</span>
        {offer.demonstration ? <DemoMark /> : null}
      </div>
      <div className="offer-what">
        <p className="offer-name">{say(offer.name)}</p>
        <p className="offer-number">{offer.part_number}</p>
        {offer.superseded_from.length > 0 ? (
          <p className="offer-small">
            {t("parts.supersedes", { numbers: offer.superseded_from.join(" → ") })}
          </p>
        ) : null}
      </div>
      <p className="offer-price">
        <strong className="offer-gross">{money(offer.gross, offer.currency)}</strong>
        <span>{t("parts.gross")}</span>
        <span className="offer-net">
          {t("parts.net")} {money(offer.net, offer.currency)}
        </span>
      </p>
      <p className="offer-place">
        <Icon name={PLACE_ICONS[offer.place]} size={18} />
        <strong>{say(offer.place_label)}</strong>
        <span>{say(offer.arrival)}</span>
      </p>
      <p className="offer-small">{offer.supplier}</p>
      <p className="offer-small">{say(offer.why)}</p>
      <Breakdown offer={offer} />
      <Button wide disabled={disabled} onClick={() => onTake(offer)}>
        {t("parts.take")}
      </Button>
    </article>
  );
}

function label(row: Row, tax: string): string {
  if (row.label) return say(row.label);
  return t(`parts.sum.${row.kind}`, { percent: tax });
}

function Breakdown({ offer }: { offer: Offer }) {
  return (
    <details className="breakdown">
      <summary>
        <Icon name="down" size={18} />
        {t("parts.breakdown")}
      </summary>
      <table>
        <tbody>
          {rows(offer).map((row, index) => (
            <tr key={row.key} className={`breakdown-${row.kind}`}>
              <th scope="row">{label(row, offer.tax_percent)}</th>
              <td>
                {row.kind === "driver" || row.kind === "tax"
                  ? change(row.amount, offer.currency, index === 0)
                  : money(row.amount, offer.currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sums(offer) ? null : <p className="offer-small">{t("parts.sum_differs")}</p>}
    </details>
  );
}
