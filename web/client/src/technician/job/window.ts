/** The window that a reading should lie in. Pure. */

import { withUnit } from "../../ui/format";

/** The window as it is read: 35–45 °C, at least 3 mm, at most 0.05 mm. */
export function windowOf(low: string, high: string, unit: string): string {
  if (low && high) return withUnit(`${low}–${high}`, unit);
  if (low) return withUnit(`≥ ${low}`, unit);
  return high ? withUnit(`≤ ${high}`, unit) : "";
}

/** Whether a typed value lies outside; the server judges. */
export function outside(typed: string, low: string, high: string): boolean {
  const value = Number(typed.replace(",", "."));
  return (low !== "" && value < Number(low)) || (high !== "" && value > Number(high));
}
