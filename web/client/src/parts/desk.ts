/** What a chat may ask of the server: a turn, an order, a cancellation, and an order's state as it changes. */

import type { Connection } from "../connection";
import { command } from "../frames";
import { lang } from "../i18n";
import { Problem } from "../problem";
import type { ChatAnswer, OrderView, Push, Reply } from "../protocol.gen";

/** Where a chat is spoken from. */
interface Place {
  readonly chat: string;
  readonly job?: string | undefined;
  readonly step?: string | undefined;
  /** The last turn whose answer stands on the screen. */
  readonly seen: number;
}

export interface Desk {
  readonly turn: (place: Place, text: string) => Promise<ChatAnswer>;
  /** Orders what the read-back said, exactly once: the key belongs to the quote. */
  readonly order: (chat: string, quote: string) => Promise<OrderView>;
  readonly cancel: (order: string) => Promise<OrderView>;
  /** Tells the order's state now and at each change, until the returned function is called. */
  readonly follow: (order: string, hear: (order: OrderView) => void) => () => void;
}

function result<T>(reply: Reply): T {
  if (reply.ok) return reply.data as T;
  const { code = "unknown", message = "" } = reply.error ?? {};
  throw new Problem({ status: 400, code, detail: message });
}

const isOrder = (data: object | null): data is OrderView => data !== null && "status_label" in data;

/** The desk behind one connection. */
export function deskOf(connection: Connection): Desk {
  return {
    turn: async ({ chat, job, step, seen }, text) => {
      const about = { ...(job ? { job } : {}), ...(step ? { step } : {}) };
      return result(await connection.ask(command("chat.turn", { chat, text, lang: lang(), seen, ...about })));
    },
    order: async (chat, quote) =>
      result(await connection.ask({ ...command("parts.order", { chat, quote }), idem: `order-${quote}` })),
    cancel: async (order) => result(await connection.ask(command("parts.cancel", { order }))),
    follow: (order, hear) =>
      connection.follow(`order:${order}`, {
        opened: (page) => {
          if (page.order) hear(page.order);
        },
        push: (push: Push) => {
          const data = push.data as object | null;
          if (isOrder(data)) hear(data);
        },
      }),
  };
}
