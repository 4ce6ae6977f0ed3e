/** What a price is made of, row by row: named drivers, then net, tax and gross. Pure, in minor units. */

import type { Offer, Text } from "../protocol.gen";

export interface Row {
  readonly key: string;
  /** The driver's own words; the sums are named by the page. */
  readonly label: Text | null;
  readonly amount: number;
  readonly kind: "driver" | "net" | "tax" | "gross";
}

type Priced = Pick<Offer, "breakdown" | "net" | "gross">;

/** The rows in the order in which they are added up. */
export function rows(offer: Priced): readonly Row[] {
  const drivers = offer.breakdown.map(
    (line): Row => ({ key: line.driver, label: line.label, amount: line.amount, kind: "driver" }),
  );
  return [
    ...drivers,
    { key: "net", label: null, amount: offer.net, kind: "net" },
    { key: "tax", label: null, amount: offer.gross - offer.net, kind: "tax" },
    { key: "gross", label: null, amount: offer.gross, kind: "gross" },
  ];
}

/** Whether the drivers sum exactly to the net price; a page says so where they do not. */
export function sums(offer: Priced): boolean {
  return offer.breakdown.reduce((total, line) => total + line.amount, 0) === offer.net;
}
