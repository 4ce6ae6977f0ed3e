import { say, t } from "../i18n";
import type { ChatAnswer } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { OfferCard } from "./OfferCard";
import { type OrderActions, OrderCard } from "./OrderCard";
import type { Orders } from "./orders";
import { ReadbackCard } from "./ReadbackCard";
import type { QuoteState, Turn } from "./talk";

interface TurnActions {
  readonly speak: (text: string, label: string) => void;
  readonly confirm: (quote: string) => void;
  readonly change: () => void;
  readonly orders: OrderActions;
}

interface Props {
  turn: Turn;
  /** Whether nothing was said after it. */
  last: boolean;
  /** Whether its offers are the last ones; earlier ones are no longer held and are asked for again. */
  offering: boolean;
  busy: boolean;
  /** How the turn's read-back stands, if it has one. */
  quote: QuoteState | null;
  orders: Orders;
  actions: TurnActions;
}

/** What the person said, and what came back. */
export function TurnView({ turn, ...rest }: Props) {
  const { orders, actions } = rest;
  const placed = turn.order ? orders.of(turn.order) : undefined;
  return (
    <li className="turn">
      <p className="turn-said">
        <span className="unseen">{t("parts.you")}</span>
        {turn.said}
      </p>
      {turn.answer ? <Answer answer={turn.answer} {...rest} /> : null}
      {placed ? (
        <div className="turn-answer">
          <p>{t("parts.ordered")}</p>
          <OrderCard order={placed} actions={actions.orders} />
        </div>
      ) : null}
      {turn.problem ? (
        <p className="notice-line" role="alert">
          <Icon name="info" />
          <span>{turn.problem}</span>
        </p>
      ) : null}
      {turn.answer || turn.order || turn.problem ? null : (
        <p className="turn-waiting">
          {actions.orders.online ? t("parts.looking") : t("parts.waits_for_link")}
        </p>
      )}
    </li>
  );
}

interface AnswerProps extends Omit<Props, "turn"> {
  answer: ChatAnswer;
}

function Answer({ answer, last, offering, busy, quote, orders, actions }: AnswerProps) {
  const { question, offers, readback } = answer;
  return (
    <div className="turn-answer">
      {answer.text.zh === (question?.prompt ?? readback?.text)?.zh ? null : <p>{say(answer.text)}</p>}
      {question ? (
        <fieldset className="question">
          <legend>{say(question.prompt)}</legend>
          <div className="options">
            {question.options.map((option) => (
              <Button
                key={option.value}
                disabled={!last || busy}
                onClick={() => actions.speak(option.value, say(option.label))}
              >
                {say(option.label)}
              </Button>
            ))}
          </div>
        </fieldset>
      ) : null}
      {offers.length > 0 ? (
        <div className="offers">
          {offers.map((offer) => (
            <OfferCard
              key={offer.id}
              offer={offer}
              held={offering}
              disabled={busy || !offering}
              onTake={(taken) => actions.speak(taken.id, t("parts.taken", takenValues(taken)))}
            />
          ))}
        </div>
      ) : null}
      {readback ? (
        <ReadbackCard
          readback={readback}
          state={quote ?? "replaced"}
          online={actions.orders.online}
          onConfirm={actions.confirm}
          onChange={actions.change}
        />
      ) : null}
      {answer.orders.map((order) => (
        <OrderCard key={order.id} order={orders.of(order.id) ?? order} actions={actions.orders} />
      ))}
    </div>
  );
}

function takenValues(offer: ChatAnswer["offers"][number]) {
  return { tier: say(offer.tier_label), name: say(offer.name), number: offer.part_number };
}
