/** A mileage while it is being typed. The server decides; this spares the way there. */

import { t } from "../i18n";

/** The server's own limit: `MILEAGE_MOST_KM` of `assist/workshop/orders.py`. */
export const MILEAGE_MOST_KM = 5_000_000;

/** What is wrong with the mileage as a sentence; empty where it can be sent. */
export function mileageFault(typed: string): string {
  if (Number(typed) <= MILEAGE_MOST_KM) return "";
  const grouped = (km: number) => km.toLocaleString("en-US");
  return t("technician.mileage_beyond", { given: grouped(Number(typed)), most: grouped(MILEAGE_MOST_KM) });
}
