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

/** The same number of lines, as even as words allow: no last word stands alone. */
export function evenLines(text: string, width: number, measure: Measure, lang: string): string[] {
  const lines = breakLines(text, width, measure, lang);
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
