/** The demonstration's logins, and the journey that leads through them. */

import type { Role } from "../pages";
import type { Text } from "../protocol.gen";

export interface DemoLogin {
  readonly login: string;
  readonly password: string;
  readonly role: Role;
  readonly name: Text;
  readonly page: string;
}

export interface Demo {
  readonly demo: boolean;
  readonly logins: readonly DemoLogin[];
  readonly warning: Text;
}

export interface Stop {
  readonly key: string;
  /** The login that this stop is played with. */
  readonly login: string;
}

/** Six stops, in the order in which a job goes through them. */
export const JOURNEY: readonly Stop[] = [
  { key: "order", login: "tech1" },
  { key: "photo", login: "tech1" },
  { key: "parts", login: "parts" },
  { key: "review", login: "qa" },
  { key: "takeover", login: "tech2" },
  { key: "record", login: "tech1" },
];
