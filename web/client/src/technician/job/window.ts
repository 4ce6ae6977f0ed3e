/** The window that a reading should lie in. Pure. */

import type { GateView } from "../../protocol.gen";
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

interface Advice {
  readonly key: string;
  readonly values: { readonly value: string; readonly window: string };
}

type Measured = Pick<GateView, "value" | "unit" | "low" | "high" | "overridable">;

/** What is said of a reading outside the window, the one being typed before the one that was recorded.
 *
 * A temperature comes into its window by waiting; what else may not be overridden, if measuring again does not
 * help, is the foreman's.
 */
export function adviceOf(gate: Measured, typed: string): Advice | undefined {
  const value = typed || gate.value;
  if (!value || !outside(value, gate.low, gate.high)) return undefined;
  const when = typed ? "typed" : "recorded";
  const way = gate.overridable ? "overridable" : gate.unit === "°C" ? "temperature" : "final";
  const values = { value: withUnit(value, gate.unit), window: windowOf(gate.low, gate.high, gate.unit) };
  return { key: `technician.measure_${when}_${way}`, values };
}
