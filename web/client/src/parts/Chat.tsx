import { useLayoutEffect, useRef } from "react";
import { say, t } from "../i18n";
import type { SlotView, VehicleLine } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { LinkState } from "../ui/Marks";
import { useStill } from "../ui/useStill";
import { Beginning } from "./Beginning";
import { Composer, type ComposerHandle } from "./Composer";
import { states } from "./orders";
import { type Example, slotExamples, slotHint } from "./slots";
import { TurnView } from "./TurnView";
import { carOf, lastSaid, orderIdsOf, quoteState, type Turn } from "./talk";
import { type AtDesk, useDesk } from "./useDesk";
import { useOrderActions } from "./useOrderActions";
import { type Talk, useTalk } from "./useTalk";
import "./parts.css";

interface Props {
  /** The job and step from which it is asked. */
  job: string;
  step: string;
  /** The parts that the step needs. */
  slots: readonly SlotView[];
}

/** The chat with its own talk, for a place that shows nothing but it, such as a step. */
export function Chat({ job, step, slots }: Props) {
  const at = useDesk();
  const talk = useTalk(at.desk, { job, step });
  return (
    <ChatView at={at} talk={talk} examples={slotExamples(slots)} hint={slotHint(slots)} cars={[]} inStep />
  );
}

interface ViewProps {
  at: AtDesk;
  talk: Talk;
  /** Sentences to begin with. */
  examples: readonly Example[];
  /** What may be typed. */
  hint: string;
  /** Cars that wait in the shop, to begin with one of them. */
  cars: readonly VehicleLine[];
  /** Whether car and part are those of an open step. */
  inStep?: boolean;
}

/** Asks for parts in words: the car on top, offers as cards, one read-back before anything is ordered. */
export function ChatView({ at, talk, examples, hint, cars, inStep = false }: ViewProps) {
  const orders = useOrderActions(at, talk);
  const composer = useRef<ComposerHandle>(null);
  const change = () => composer.current?.focus();
  return (
    <section className="chat" aria-label={t("parts.title")}>
      <Car turns={talk.turns} onStartOver={talk.startOver} busy={talk.busy} inStep={inStep} />
      <Log
        talk={talk}
        examples={examples}
        cars={cars}
        inStep={inStep}
        actions={{ speak: talk.speak, confirm: talk.confirm, change, orders }}
      />
      {orders.online ? null : (
        <div className="chat-link">
          <LinkState link={at.link} />
        </div>
      )}
      <Composer
        ref={composer}
        last={lastSaid(talk.turns)}
        hint={talk.turns.at(-1)?.answer?.readback ? t("parts.hint_change") : hint}
        busy={talk.busy}
        onSay={(text) => talk.speak(text, text)}
      />
    </section>
  );
}

function Car({
  turns,
  busy,
  inStep,
  onStartOver,
}: {
  turns: readonly Turn[];
  busy: boolean;
  inStep: boolean;
  onStartOver: () => void;
}) {
  const car = carOf(turns);
  if (!car && turns.length === 0) return null;
  return (
    <div className="chat-car">
      <Icon name="car" size={24} />
      {car ? (
        <p>
          <strong>
            {car.plate} {say(car.title)}
          </strong>
          <span className="chat-vin">{car.vin}</span>
        </p>
      ) : (
        <p className="offer-small">{inStep ? "" : t("parts.no_car")}</p>
      )}
      <Button look="quiet" disabled={busy} onClick={onStartOver}>
        {t(inStep ? "parts.start_over_step" : "parts.start_over")}
      </Button>
    </div>
  );
}

interface LogProps {
  talk: Talk;
  examples: readonly Example[];
  cars: readonly VehicleLine[];
  inStep: boolean;
  actions: Parameters<typeof TurnView>[0]["actions"];
}

function Log({ talk, actions, ...beginning }: LogProps) {
  const { turns, orders, busy } = talk;
  const newest = turns.at(-1);
  const settled = Boolean(newest?.answer || newest?.order || newest?.problem);
  const shown = new Set(orderIdsOf(turns));
  const seen = states(orders.list.filter((order) => shown.has(order.id)));
  const log = useStill<HTMLDivElement>(`${newest?.id} ${settled} ${seen}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `settled` brings the answer into view when it comes
  useLayoutEffect(() => {
    const turn = log.current?.querySelector(".turns > :last-child");
    if (newest) turn?.scrollIntoView({ block: "start" });
  }, [newest?.id, settled]);

  if (turns.length === 0) return <Beginning {...beginning} speak={actions.speak} />;
  return (
    <div ref={log} className="chat-log" role="log" aria-label={t("parts.conversation")}>
      <ol className="turns">
        {turns.map((turn) => (
          <TurnView
            key={turn.id}
            turn={turn}
            last={turn === newest}
            busy={busy}
            quote={turn.answer?.readback ? quoteState(turns, turn.answer.readback.quote) : null}
            orders={orders}
            actions={actions}
          />
        ))}
      </ol>
    </div>
  );
}
