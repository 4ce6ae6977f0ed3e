/** The journey that leads through the demonstration. */

export interface Stop {
  readonly key: string;
  /** The login that this stop is played with. */
  readonly login: string;
  /** What the page is opened with, such as a car of the demonstration to ask about. */
  readonly query?: string;
}

/** Six stops, in the order in which a job goes through them. */
export const JOURNEY: readonly Stop[] = [
  { key: "order", login: "tech1" },
  { key: "photo", login: "tech1" },
  { key: "parts", login: "parts", query: "?vin=0YST2SY40MA000815" },
  { key: "review", login: "qa" },
  { key: "takeover", login: "tech2" },
  { key: "record", login: "tech1" },
];
