import { useMemo } from "react";
import { say } from "../i18n";
import { sentence } from "../problem";
import { useToast } from "../ui/Toast";
import type { OrderActions } from "./OrderCard";
import type { AtDesk } from "./useDesk";
import type { Talk } from "./useTalk";

/** What a person may still do about an order: take it back, or choose when the supplier is silent. */
export function useOrderActions({ desk, link }: AtDesk, talk: Talk): OrderActions {
  const toast = useToast();
  const { speak, orders } = talk;
  return useMemo(
    () => ({
      online: link === "online",
      choose: (order, choice) => speak(choice.value, `${order.number} · ${say(choice.label)}`),
      cancel: async (order) => {
        if (!desk) return;
        try {
          orders.heard(await desk.cancel(order.id));
        } catch (thrown) {
          toast(sentence(thrown));
        }
      },
    }),
    [desk, link, speak, orders.heard, toast],
  );
}
