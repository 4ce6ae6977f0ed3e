import { useEffect, useState } from "react";
import { lang, say, t } from "../i18n";
import type { Readback } from "../protocol.gen";
import { Button } from "../ui/Button";
import { moment, money } from "../ui/format";
import { TierBadge } from "./TierBadge";
import type { QuoteState } from "./talk";

interface Props {
  readback: Readback;
  state: QuoteState;
  online: boolean;
  onConfirm: (quote: string) => void;
  onChange: () => void;
}

/** Everything that will happen on yes, once more before it happens. */
export function ReadbackCard({ readback, state, online, onConfirm, onChange }: Props) {
  const expired = useExpired(readback.expires_at);
  const busy = state === "ordering";
  const open = busy || (state === "open" && !expired);
  return (
    <section className="readback" aria-label={t("parts.readback")}>
      <h2>{t("parts.readback")}</h2>
      <ul className="readback-lines">
        {readback.lines.map((line) => (
          <li key={line.part_number}>
            <span>
              {say(line.name)} <span className="offer-number">{line.part_number}</span>{" "}
              <TierBadge offer={line} />
            </span>
            <span>× {line.quantity}</span>
            {readback.lines.length > 1 ? (
              <span className="readback-amount">{money(line.gross, readback.currency)}</span>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="offer-price">
        <strong className="offer-gross">{money(readback.gross, readback.currency)}</strong>
        <span>{t("parts.gross")}</span>
        <span className="offer-net">
          {t("parts.net")} {money(readback.net, readback.currency)}
        </span>
      </p>
      <dl className="facts">
        {readback.car ? (
          <>
            <dt>{t("parts.car")}</dt>
            <dd>
              {readback.car.plate || readback.car.vin} · {say(readback.car.title)}
            </dd>
          </>
        ) : null}
        <dt>{t("parts.supplier")}</dt>
        <dd>{readback.supplier}</dd>
        <dt>{t("parts.arrival")}</dt>
        <dd>{say(readback.arrival)}</dd>
        <dt>{t("parts.valid_until")}</dt>
        <dd>{moment(readback.expires_at, lang())}</dd>
      </dl>
      {open ? (
        <div className="readback-buttons">
          <Button look="primary" disabled={busy || !online} onClick={() => onConfirm(readback.quote)}>
            {busy ? t("parts.ordering") : t("parts.confirm")}
          </Button>
          <Button disabled={busy} onClick={onChange}>
            {t("parts.change")}
          </Button>
        </div>
      ) : (
        <p className="offer-small">{t(`parts.quote.${state === "open" ? "expired" : state}`)}</p>
      )}
      {open && !online ? <p className="offer-small">{t("parts.no_order_offline")}</p> : null}
    </section>
  );
}

function useExpired(expires_at: number): boolean {
  const [expired, setExpired] = useState(() => Date.now() * 1000 >= expires_at);
  useEffect(() => {
    const left = expires_at / 1000 - Date.now();
    if (left <= 0) return setExpired(true);
    const timer = setTimeout(() => setExpired(true), Math.min(left, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [expires_at]);
  return expired;
}
