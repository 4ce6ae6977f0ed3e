/** Breaks text into lines by words, in Chinese too, where a canvas only knows how wide a piece is. Pure. */

export type Measure = (piece: string) => number;

const FORBIDDEN_AT_START = /^[,.;:!?)\]}%，。；：！？）】》、’”°]/;

function pieces(text: string, lang: string): string[] {
  const words = new Intl.Segmenter(lang, { granularity: "word" }).segment(text);
  const found: string[] = [];
  for (const { segment } of words) {
    if (found.length > 0 && FORBIDDEN_AT_START.test(segment)) found.push((found.pop() ?? "") + segment);
    else found.push(segment);
  }
  return found;
}

/** Lines no wider than `width`; a piece that is wider by itself is broken between its characters. */
export function breakLines(text: string, width: number, measure: Measure, lang: string): string[] {
  const lines: string[] = [];
  let line = "";
  const place = (piece: string) => {
    if (measure(line + piece) <= width) {
      line += piece;
      return;
    }
    if (line.trim()) lines.push(line.trim());
    line = piece.trimStart();
  };
  for (const piece of pieces(text, lang)) {
    if (measure(piece) <= width) place(piece);
    else for (const character of piece) place(character);
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
}

const AFTER_MARK = /(?<=[，。；：！？、][”’）】》]*)/;

/** Chinese lines that end where a clause does; none where a clause is wider than a line. */
function clauseLines(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const clause of text.split(AFTER_MARK)) {
    if (measure(clause) > width) return [];
    const last = lines.at(-1);
    if (last !== undefined && measure(last + clause) <= width) lines[lines.length - 1] = last + clause;
    else lines.push(clause);
  }
  return lines;
}

/** The same number of lines, broken after a clause or else as even as words allow: no last word stands alone. */
export function evenLines(text: string, width: number, measure: Measure, lang: string): string[] {
  const lines = breakLines(text, width, measure, lang);
  const clauses = clauseLines(text, width, measure);
  if (clauses.length > 0 && clauses.length <= lines.length) return clauses;
  let [low, high] = [width / 2, width];
  while (high - low > width / 64) {
    const middle = (low + high) / 2;
    if (breakLines(text, middle, measure, lang).length > lines.length) low = middle;
    else high = middle;
  }
  return breakLines(text, high, measure, lang);
}

/** The largest of some sizes at which the text keeps within a number of lines; the smallest where none does. */
export function largest<T extends number>(
  sizes: readonly T[],
  most: number,
  linesAt: (size: T) => number,
): T {
  return sizes.find((size) => linesAt(size) <= most) ?? (sizes.at(-1) as T);
}
