/** Draws a panel's words on a canvas: any character that this device can write stands in the scene. */

import { lang, t } from "../i18n";
import type { Box } from "../protocol.gen";
import type { Content, HazardPanelWords } from "./content";
import { breakLines, evenLines, largest } from "./lines";

/** 1024 px over 20° at 1.2 m: capitals of 0.5° are 25 px, so words are at least 36 px high. */
export const PX_PER_DEGREE = 51.2;
const FACE = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif';
const INK = "#eef4f3";
const MUTED = "#c3d0ce";
const PAPER = "#0b1315";
const ACCENT = "#6ccbd8";
const ACCENT_INK = "#04171a";
const NOTICE = "#ffd21f";
const EDGE = "#71868a";
const PAD = 44;
/** Room for the place in the job, right of the title. */
const PLACE = 150;
/** Height of the signal word's band, and side of the sign below it. */
const HEAD = 170;
const SIGN = 190;
/** Where the mark of what is fictional stands, below the place in the job. */
const DEMO_TOP = 100;
const DEMO_HEIGHT = 50;
/** By how much all of a step's words are made smaller, until they fit. */
const FACTORS = [1, 0.9, 0.8, 0.72] as const;
const LAST_FACTOR = 0.64;
/** The smallest words that can be read at this distance, and the smallest drawing. */
const LEAST = 36;
const DRAWING_LEAST = 150;

/** Source: ANSI Z535.6 and GB 2893; the same as the page's tokens. */
const SIGNAL: Record<HazardPanelWords["level"], readonly [ground: string, ink: string]> = {
  danger: ["#ae0f1b", "#ffffff"],
  warning: ["#ff8a1f", "#000000"],
  caution: ["#ffd21f", "#000000"],
  notice: ["#00468c", "#ffffff"],
};

type Pen = CanvasRenderingContext2D;

function font(pen: Pen, size: number, weight = 500): void {
  pen.font = `${weight} ${size}px ${FACE}`;
}

function ground(pen: Pen, fill: string, edge: string): void {
  const { width, height } = pen.canvas;
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.lineWidth = 6;
  pen.beginPath();
  pen.roundRect(3, 3, width - 6, height - 6, 20);
  pen.fill();
  pen.stroke();
}

interface Block {
  readonly text: string;
  readonly sizes: readonly number[];
  readonly most: number;
  readonly weight: number;
  readonly colour: string;
  readonly align?: "left" | "center";
  /** Kept free at the right. */
  readonly inset?: number;
}

interface Laid {
  readonly size: number;
  readonly lines: readonly string[];
  readonly height: number;
}

/** A block at the largest of its sizes that keeps within its lines. */
function lay(pen: Pen, block: Block): Laid {
  const width = pen.canvas.width - 2 * PAD - (block.inset ?? 0);
  const linesAt = (size: number) => {
    font(pen, size, block.weight);
    return evenLines(block.text, width, (piece) => pen.measureText(piece).width, lang());
  };
  const size = largest(block.sizes, block.most, (one) => linesAt(one).length);
  const lines = linesAt(size);
  return { size, lines, height: lines.length * size * 1.3 + size * 0.35 };
}

/** Writes a block from `top` down; returns where it ended. */
function write(pen: Pen, block: Block, top: number): number {
  if (!block.text) return top;
  const { size, lines, height } = lay(pen, block);
  font(pen, size, block.weight);
  pen.fillStyle = block.colour;
  pen.textAlign = block.align ?? "left";
  pen.textBaseline = "top";
  const x = block.align === "center" ? pen.canvas.width / 2 : PAD;
  for (const [index, line] of lines.entries()) pen.fillText(line, x, top + index * size * 1.3);
  return top + height;
}

/** The mark of what is fictional, in its dashed frame, with its upper right corner there. */
function writeDemo(pen: Pen, right: number, top: number, colour: string): void {
  font(pen, 36, 600);
  const word = t("words.demo");
  const width = pen.measureText(word).width + 24;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = 3;
  pen.setLineDash([9, 7]);
  pen.strokeRect(right - width, top, width, DEMO_HEIGHT);
  pen.setLineDash([]);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(word, right - width / 2, top + DEMO_HEIGHT / 2 + 2);
}

/** A block in sizes that are smaller by a factor, but never smaller than can be read. */
const smaller = (block: Block, factor: number): Block => ({
  ...block,
  sizes: block.sizes.map((size) => Math.max(LEAST, Math.round(size * factor))),
});

/** What stands below the title: what QA sent back, value by far the largest, text, what a gate wants, further values and tools. */
function stepBlocks({ notice, value, valueName, text, gate, notes }: Content): readonly Block[] {
  const most = value || gate || notice ? 3 : 4;
  const blocks: Block[] = [
    { text: notice, sizes: [52, 46, 42], most: 2, weight: 700, colour: NOTICE },
    { text: value, sizes: [136, 112, 84], most: 1, weight: 700, colour: INK },
    { text: valueName, sizes: [44], most: 1, weight: 500, colour: MUTED },
    { text, sizes: [60, 54, 48, 42], most, weight: 500, colour: INK },
    { text: gate, sizes: [52, 46, 42], most: 2, weight: 600, colour: ACCENT },
    ...notes.map((note) => ({ text: note, sizes: [44, 40], most: 2, weight: 500, colour: MUTED })),
  ];
  return blocks.filter((block) => block.text !== "");
}

/** The open step: everything at the largest size at which all of it stands, and its drawing in what is left. */
export function paintStep(pen: Pen, content: Content, drawing: CanvasImageSource | null): void {
  ground(pen, PAPER, EDGE);
  const right = pen.canvas.width - PAD;
  font(pen, 46, 600);
  pen.fillStyle = MUTED;
  pen.textAlign = "right";
  pen.textBaseline = "top";
  pen.fillText(content.place, right, PAD);
  if (content.demonstration) writeDemo(pen, right, DEMO_TOP, MUTED);
  const title = { text: content.title, sizes: [74, 64, 56], most: 1, weight: 700, colour: INK, inset: PLACE };
  const below = content.demonstration ? DEMO_TOP + DEMO_HEIGHT + 8 : 0;
  let top = Math.max(below, write(pen, title, PAD - 6));
  const blocks = stepBlocks(content);
  const room = pen.canvas.height - PAD / 2 - top;
  const tall = (factor: number) =>
    blocks.reduce((sum, block) => sum + lay(pen, smaller(block, factor)).height, 0);
  const factor = FACTORS.find((one) => tall(one) <= room) ?? LAST_FACTOR;
  for (const block of blocks) top = write(pen, smaller(block, factor), top);
  if (drawing) paintDrawing(pen, drawing, content.spot, top);
}

/** The drawing below the words, where it is still large enough to be made out, with its spot. */
function paintDrawing(pen: Pen, drawing: CanvasImageSource, spot: Box | null, top: number): void {
  const height = Math.min(pen.canvas.height - PAD / 2 - top, 360);
  if (height < DRAWING_LEAST) return;
  const width = height * 1.6;
  const left = (pen.canvas.width - width) / 2;
  const inner = width * 0.6;
  pen.drawImage(drawing, left, top + (height - inner) / 2, width, inner);
  if (!spot) return;
  pen.strokeStyle = ACCENT;
  pen.lineWidth = 5;
  pen.beginPath();
  const [x, y] = [left + (spot.x + spot.w / 2) * width, top + (spot.y + spot.h / 2) * height];
  pen.ellipse(x, y, (spot.w * width) / 2, (spot.h * height) / 2, 0, 0, 2 * Math.PI);
  pen.stroke();
}

/** A hazard alone: band with signal word, sign, one sentence what can happen, one what to do. */
export function paintHazard(pen: Pen, content: Content, sign: CanvasImageSource | null): void {
  const { hazard } = content;
  if (!hazard) return;
  const [fill, ink] = SIGNAL[hazard.level];
  ground(pen, PAPER, fill);
  pen.fillStyle = fill;
  pen.fillRect(6, 6, pen.canvas.width - 12, HEAD);
  if (content.demonstration) writeDemo(pen, pen.canvas.width - PAD, PAD, ink);
  const sentence = { most: 1, align: "center" as const, colour: INK };
  write(pen, { ...sentence, text: hazard.word, sizes: [112], weight: 800, colour: ink }, 26);
  if (sign) pen.drawImage(sign, (pen.canvas.width - SIGN) / 2, HEAD + 24, SIGN, SIGN);
  const consequence = { ...sentence, most: 2, text: hazard.consequence, sizes: [88, 78, 68], weight: 700 };
  const top = write(pen, consequence, HEAD + SIGN + 44);
  write(pen, { ...sentence, most: 2, text: hazard.action, sizes: [62, 56, 50], weight: 500 }, top);
}

/** Acknowledged hazards as one thin band. */
export function paintBand(pen: Pen, band: readonly HazardPanelWords[]): void {
  const [first] = band;
  if (!first) return;
  const [fill, ink] = SIGNAL[first.level];
  ground(pen, PAPER, fill);
  font(pen, 52, 800);
  const width = pen.measureText(first.word).width + 60;
  pen.fillStyle = fill;
  pen.fillRect(6, 6, width, pen.canvas.height - 12);
  pen.fillStyle = ink;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillText(first.word, 34, pen.canvas.height / 2);
  pen.fillStyle = INK;
  const more = band.length > 1 ? ` +${band.length - 1}` : "";
  const room = pen.canvas.width - width - 60;
  const size = largest([46, 40, 36], 2, (one) => {
    font(pen, one, 500);
    return breakLines(first.action + more, room, (piece) => pen.measureText(piece).width, lang()).length;
  });
  font(pen, size, 500);
  const lines = breakLines(first.action + more, room, (piece) => pen.measureText(piece).width, lang());
  const from = pen.canvas.height / 2 - ((lines.length - 1) * size * 1.25) / 2;
  for (const [index, line] of lines.entries()) pen.fillText(line, width + 36, from + index * size * 1.25);
}

export interface ButtonLook {
  readonly label: string;
  readonly aimed: boolean;
  /** How much of a press that must be meant has passed, 0 to 1. */
  readonly held: number;
}

/** The one button. While it is pressed it fills from the left; nothing else moves. */
export function paintButton(pen: Pen, { label, aimed, held }: ButtonLook): void {
  const { width, height } = pen.canvas;
  ground(pen, ACCENT, aimed ? "#ffffff" : ACCENT);
  if (held > 0) {
    pen.fillStyle = "#a5e2ea";
    pen.fillRect(6, 6, (width - 12) * held, height - 12);
  }
  font(pen, 76, 700);
  pen.fillStyle = ACCENT_INK;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(label, width / 2, height / 2 + 2);
}
