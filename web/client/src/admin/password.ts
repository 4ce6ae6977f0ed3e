/** A first password that a person can read out and type: three groups, about 62 bits. */

/** No letter or digit that is taken for another one. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz";
const DIGITS = "23456789";

/** `among.length` is at most 256; a byte beyond the last whole multiple is thrown away, so that none is likelier. */
function pick(among: string, random: () => number): string {
  const whole = 256 - (256 % among.length);
  let byte = random();
  while (byte >= whole) byte = random();
  return among.charAt(byte % among.length);
}

const randomByte = (): number => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;

/** Such as `kmbrt-28475-wqhzn`. `random` gives bytes, 0 to 255. */
export function newPassword(random: () => number = randomByte): string {
  const group = (among: string) => Array.from({ length: 5 }, () => pick(among, random)).join("");
  return [group(LETTERS), group(DIGITS), group(LETTERS)].join("-");
}
