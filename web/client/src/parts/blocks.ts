/** Offers as they stand on the screen: below their heading where several parts were asked for. Pure. */

import type { Offer, Text } from "../protocol.gen";

export interface Block {
  readonly heading: Text | null;
  /** Each offer with its number in the whole list, by which people choose: "the second one". */
  readonly offers: readonly { readonly offer: Offer; readonly nth: number }[];
}

/** The blocks in the order in which they were sent. */
export function blocks(offers: readonly Offer[]): readonly Block[] {
  const found: { heading: Text | null; offers: { offer: Offer; nth: number }[] }[] = [];
  for (const [at, offer] of offers.entries()) {
    const heading = offer.group ?? null;
    const last = found.at(-1);
    const numbered = { offer, nth: at + 1 };
    if (last && last.heading?.zh === heading?.zh) last.offers.push(numbered);
    else found.push({ heading, offers: [numbered] });
  }
  return found;
}
