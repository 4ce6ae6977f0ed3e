/** Money, times and sizes as the two languages write them. Pure. */

import type { Lang } from "../i18n";

const SIGNS: Record<string, string> = { CNY: "¥", EUR: "€", USD: "$" };
/** The narrow no-break space between a number and its unit. */
export const NNBSP = "\u202f";

/** Minor units as a price with two places: 128000 → ¥1,280.00. */
export function money(minor: number, currency: string): string {
  const sign = SIGNS[currency];
  const digits = (Math.abs(minor) / 100).toLocaleString("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const amount = sign ? `${sign}${digits}` : `${currency}${NNBSP}${digits}`;
  return minor < 0 ? `−${amount}` : amount;
}

/** A line of a breakdown: what it adds carries a plus, what it takes off a minus, the first line neither. */
export function change(minor: number, currency: string, first: boolean): string {
  return first || minor < 0 ? money(minor, currency) : `+${money(minor, currency)}`;
}

/** A number and its unit, kept on one line by a narrow no-break space. */
export function withUnit(value: string, unit: string): string {
  return unit ? `${value}${NNBSP}${unit}` : value;
}

const ZONE_OPTIONS = { hour: "2-digit", minute: "2-digit", hour12: false } as const;

/** UTC microseconds as a time of day, with the date in front when it is not today. */
export function moment(micros: number, lang: Lang, now: number = Date.now()): string {
  const at = new Date(micros / 1000);
  const tag = lang === "zh" ? "zh-CN" : "en-GB";
  const time = at.toLocaleTimeString(tag, ZONE_OPTIONS);
  if (at.toDateString() === new Date(now).toDateString()) return time;
  return `${at.toLocaleDateString(tag, { month: "short", day: "numeric" })} ${time}`;
}
