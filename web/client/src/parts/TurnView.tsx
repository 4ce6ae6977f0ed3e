import { say, t } from "../i18n";
import type { ChatAnswer, Offer } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { blocks } from "./blocks";
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
          <p>{t(placed.place === "order" ? "parts.ordered" : "parts.ordered_reserved")}</p>
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
          {actions.orders.online
            ? t(turn.quote ? "parts.ordering" : "parts.looking")
            : t("parts.waits_for_link")}
        </p>
      )}
    </li>
  );
}

interface AnswerProps extends Omit<Props, "turn"> {
  answer: ChatAnswer;
}

function Answer({ answer, last, busy, quote, orders, actions }: AnswerProps) {
  const { question, offers, readback } = answer;
  const take = (taken: Offer) => actions.speak(taken.id, t("parts.taken", takenValues(taken)));
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
      {blocks(offers).map((block) => (
        <section key={block.offers[0]?.offer.id} aria-label={block.heading ? say(block.heading) : undefined}>
          {block.heading ? <h2 className="offers-heading">{say(block.heading)}</h2> : null}
          <div className="offers">
            {block.offers.map(({ offer, nth }) => (
              <OfferCard key={offer.id} offer={offer} nth={nth} disabled={busy} onTake={take} />
            ))}
          </div>
        </section>
      ))}
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

function takenValues(offer: Offer) {
  return { tier: say(offer.tier_label), name: say(offer.name), number: offer.part_number };
}
