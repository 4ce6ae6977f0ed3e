import { type ReactNode, useEffect, useState } from "react";
import { lang, say, t } from "../i18n";
import { useLive } from "../live";
import type { ChatOption, OrderStatus, OrderView } from "../protocol.gen";
import { Button } from "../ui/Button";
import { moment, money } from "../ui/format";
import { Icon } from "../ui/Icon";
import { DemoMark } from "../ui/Marks";
import { secondsLeft } from "./orders";
import { TierBadge } from "./TierBadge";

const line = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round" } as const;
const OPEN = <circle cx="10" cy="10" r="7.5" {...line} strokeDasharray="2.6 3.3" />;
const WAITING = (
  <>
    <circle cx="10" cy="10" r="7.5" {...line} />
    <path d="M10 6v4.5l2.5 1.5" {...line} />
  </>
);
const UNCLEAR = (
  <>
    <path d="M10 2 18 10l-8 8-8-8z" {...line} strokeLinejoin="round" />
    <path d="M10 6.5v4M10 13.4v.1" {...line} />
  </>
);

/** One shape for each state of an order; the server's own word stands beside it. */
const SHAPES: Record<OrderStatus, ReactNode> = {
  placed: OPEN,
  unasked: (
    <>
      <circle cx="10" cy="10" r="7.5" {...line} strokeDasharray="2.6 3.3" />
      <path d="M4.5 4.5l11 11" {...line} />
    </>
  ),
  asked: WAITING,
  reserved: <circle cx="10" cy="10" r="7.5" {...line} />,
  confirmed: (
    <>
      <circle cx="10" cy="10" r="8.5" fill="currentColor" />
      <path d="M6 10.5 9 13.5l5-6.5" {...line} stroke="var(--surface)" />
    </>
  ),
  refused: <path d="M4.5 4.5l11 11M15.5 4.5l-11 11" {...line} />,
  unanswered: UNCLEAR,
  contradicted: UNCLEAR,
  overtaken: <path d="M3 10h13M11 5l5 5-5 5" {...line} />,
  cancelled: <path d="M4 10h12" {...line} />,
};

export interface OrderActions {
  cancel: (order: OrderView) => Promise<void>;
  choose: (order: OrderView, choice: ChatOption) => void;
  /** Whether the server can be reached now. */
  online: boolean;
}

/** One order as it truly stands, with what may still be done about it. */
export function OrderCard({ order, actions }: { order: OrderView; actions: OrderActions }) {
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    await actions.cancel(order).finally(() => setBusy(false));
  };
  return (
    <article className="order" aria-label={order.number}>
      <div className="order-head">
        <span className="mark" role="status">
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            {SHAPES[order.status]}
          </svg>
          {say(order.status_label)}
        </span>
        {order.demonstration ? <DemoMark /> : null}
      </div>
      <ul className="readback-lines">
        {order.lines.map((one) => (
          <li key={one.part_number}>
            <span>
              {say(one.name)} <span className="offer-number">{one.part_number}</span>{" "}
              <TierBadge offer={one} />
            </span>
            <span>× {one.quantity}</span>
            <span className="readback-amount">{money(one.gross, order.currency)}</span>
          </li>
        ))}
      </ul>
      <p className="offer-small">
        {[order.number, order.car, order.supplier, order.by_name].filter(Boolean).join(" · ")}
      </p>
      <When order={order} />
      {order.advice ? <p>{say(order.advice)}</p> : null}
      {order.choices.length > 0 ? (
        <div className="options">
          {order.choices.map((choice) => (
            <Button
              key={choice.value}
              disabled={busy || !actions.online}
              onClick={() => actions.choose(order, choice)}
            >
              {say(choice.label)}
            </Button>
          ))}
        </div>
      ) : null}
      <History order={order} />
      {order.cancellable ? (
        <Button disabled={busy || !actions.online} onClick={() => void cancel()}>
          {busy ? t("parts.cancelling") : t("parts.cancel")}
        </Button>
      ) : null}
    </article>
  );
}

/** Until when an answer is awaited, or when what was promised arrives. */
function When({ order }: { order: OrderView }) {
  const waits = order.status === "placed" || order.status === "asked";
  const promised = (order.status === "confirmed" || order.status === "reserved") && order.place !== "here";
  if (waits && order.due_at) return <Due at={order.due_at} />;
  if (!order.arrives_at || !promised) return null;
  return <p className="offer-small">{t("parts.arrives", { at: moment(order.arrives_at, lang()) })}</p>;
}

/** The time of day while it is some way off, then the seconds that are left, by the server's clock. */
function Due({ at }: { at: number }) {
  const offset = useLive()?.connection.offset_ms ?? 0;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left_s = secondsLeft(at, now + offset);
  if (left_s === null)
    return <p className="offer-small">{t("parts.answer_until", { at: moment(at, lang()) })}</p>;
  return (
    <p className="offer-small">
      {left_s > 0 ? t("parts.answer_in", { count: left_s }) : t("parts.answer_now")}
    </p>
  );
}

function History({ order }: { order: OrderView }) {
  return (
    <details className="breakdown">
      <summary>
        <Icon name="down" size={18} />
        {t("parts.history", { count: order.history.length })}
      </summary>
      <ol className="order-history">
        {order.history.map((one) => (
          <li key={`${one.at}-${one.status}`}>
            <time dateTime={new Date(one.at / 1000).toISOString()}>{moment(one.at, lang())}</time>
            <span>{say(one.note)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
