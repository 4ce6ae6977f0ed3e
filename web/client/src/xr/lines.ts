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

/** The largest of some sizes at which the text keeps within a number of lines; the smallest where none does. */
export function largest<T extends number>(
  sizes: readonly T[],
  most: number,
  linesAt: (size: T) => number,
): T {
  return sizes.find((size) => linesAt(size) <= most) ?? (sizes.at(-1) as T);
}
