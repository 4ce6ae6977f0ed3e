/** A VIN while it is being typed. The server decides; this only helps the hand. Pure. */

export const VIN_LENGTH = 17;

/** Source: 49 CFR 565.15, tables III to V; ISO 3779. */
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";
const VALUES = "12345678123457923456789";

function worth(character: string): number {
  if (/\d/.test(character)) return Number(character);
  return Number(VALUES[LETTERS.indexOf(character)]);
}

/** Upper case, without the blanks and hyphens that people write. */
export const tidy = (typed: string): string => typed.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "");

/** The first letter that no VIN has: I, O and Q, or anything that is no letter and no digit. */
const strange = (vin: string): string | null => vin.match(/[^A-HJ-NPR-Z0-9]/u)?.[0] ?? null;

/** Whether the ninth place agrees with the others; a European VIN may differ and be right. */
export function checkDigitFits(vin: string): boolean {
  if (vin.length !== VIN_LENGTH || strange(vin)) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * worth(vin.charAt(place)), 0);
  const rest = sum % 11;
  return vin.charAt(8) === (rest === 10 ? "X" : String(rest));
}

export interface Typed {
  readonly vin: string;
  readonly count: number;
  readonly strange: string | null;
  /** What is wrong, named for the texts that say it; null where the VIN can be sent. */
  readonly fault: "missing" | "strange" | "short" | "long" | null;
  /** No fault, but the check digit does not agree: look again. */
  readonly doubtful: boolean;
}

/** What can be said of a VIN so far. */
export function look(typed: string): Typed {
  const vin = tidy(typed);
  const odd = strange(vin);
  const fault = faultOf(vin, odd);
  const doubtful = fault === null && !checkDigitFits(vin);
  return { vin, count: vin.length, strange: odd, fault, doubtful };
}

function faultOf(vin: string, odd: string | null): Typed["fault"] {
  if (vin === "") return "missing";
  if (odd !== null) return "strange";
  if (vin.length === VIN_LENGTH) return null;
  return vin.length < VIN_LENGTH ? "short" : "long";
}

/** What the sentences about a VIN name. */
export const namesOf = ({ count, strange: odd }: Typed) => ({
  count,
  character: odd ?? "",
  difference: Math.abs(VIN_LENGTH - count),
});
