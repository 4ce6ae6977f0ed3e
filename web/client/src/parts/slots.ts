/** What a step's part slots let one begin a chat with. Pure, but for the language. */

import { say, t } from "../i18n";
import type { SlotView } from "../protocol.gen";

/** A sentence to begin with, and how its button reads. */
export interface Example {
  readonly text: string;
  readonly label: string;
}

/** One button for each slot: the part, in the number that the step needs. */
export const slotExamples = (slots: readonly SlotView[]): readonly Example[] =>
  slots.map(({ name, quantity }) => ({
    text: t("parts.this_slot", { name: say(name), count: quantity }),
    label: `${say(name)} × ${quantity}`,
  }));

/** What may be typed, by the example of the step's first part. */
export function slotHint([first]: readonly SlotView[]): string {
  return first ? t("parts.hint_slot", { name: say(first.name) }) : t("parts.hint_step");
}
