/** Sizes and places in the scene, in degrees of the view. Pure. */

export const DISTANCE_M = 1.2;

/** Half of a panel's angle spans half of its width: 20° at 1.2 m is 0.42 m. */
export const metres = (degrees: number): number => 2 * DISTANCE_M * Math.tan(((degrees / 2) * Math.PI) / 180);

export interface Angles {
  /** Degrees to the left, from straight on. */
  readonly yaw: number;
  /** Degrees up. */
  readonly pitch: number;
}

const PANEL = { width: 20, height: 14 } as const;
const HAZARD = { width: 32, height: 22 } as const;
export const BUTTON_HEIGHT = 3.2;
export const BAND = { width: 20, height: 4 } as const;
const GAP = 0.6;
/** Below and to the right, so that the middle of the view stays free for the work. */
export const PANEL_AT: Angles = { yaw: -15, pitch: -15 };
/** A picture has no corner of the eye: it shows the panel as a head sees it that has turned half-way to it. */
export const PICTURE_AT: Angles = { yaw: -8, pitch: -6 };
/** The upright field of a wide picture in which everything at `PICTURE_AT` is seen. */
export const PICTURE_FIELD = 46;
const MARGIN = 1.1;
const FOLLOW_AFTER_DEG = 30;
export const FOLLOW_AFTER_S = 0.5;

/** What stands one below the other: the panel, and where there are any its button and the band of hazards. */
export interface Layout {
  readonly panel: { readonly width: number; readonly height: number };
  /** Middle of the button below the panel's middle. */
  readonly button: number;
  readonly band: number;
  /** Of everything together. */
  readonly height: number;
}

/** The places of the parts that there are. */
export function layout(parts: {
  readonly hazard: boolean;
  readonly button: boolean;
  readonly band: boolean;
}): Layout {
  const panel = parts.hazard ? HAZARD : PANEL;
  const button = panel.height / 2 + GAP + BUTTON_HEIGHT / 2;
  const edge = parts.button ? button + BUTTON_HEIGHT / 2 : panel.height / 2;
  const band = edge + GAP + BAND.height / 2;
  const lowest = parts.band ? band + BAND.height / 2 : edge;
  return { panel, button, band, height: lowest + panel.height / 2 };
}

/** Straight ahead, with the middle of the whole in the middle of the view. */
export const centred = ({ height, panel }: Layout): Angles => ({
  yaw: 0,
  pitch: (height - panel.height) / 2,
});

/** The upright field of view, in degrees, in which a layout that is straight ahead fills a picture. */
export function fieldFor({ panel, height }: Layout, aspect: number): number {
  const across = (panel.width * MARGIN * Math.PI) / 360;
  const upright = (2 * Math.atan(Math.tan(across) / aspect) * 180) / Math.PI;
  return Math.max(height * MARGIN, upright);
}

/** Shortest way from one yaw to another, −180 to 180. */
export const turn = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180;

export interface Follow {
  /** Where the panels' middle is held. */
  readonly at: Angles;
  /** How long the head has been further away than it may, in seconds. */
  readonly away_s: number;
}

/** Panels stay where they are until the head has been 30° away from them for half a second. */
export function follow(now: Follow, head: Angles, passed_s: number): Follow {
  const away = Math.hypot(turn(now.at.yaw, head.yaw), head.pitch - now.at.pitch);
  if (away <= FOLLOW_AFTER_DEG) return now.away_s === 0 ? now : { ...now, away_s: 0 };
  const away_s = now.away_s + passed_s;
  if (away_s < FOLLOW_AFTER_S) return { ...now, away_s };
  return { at: { yaw: head.yaw, pitch: Math.max(-40, Math.min(25, head.pitch)) }, away_s: 0 };
}

/** A place on the sphere around the head: right is +x, up is +y, forward is −z. */
export function onSphere({ yaw, pitch }: Angles, distance = DISTANCE_M): readonly [number, number, number] {
  const [y, p] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  return [
    -Math.sin(y) * Math.cos(p) * distance,
    Math.sin(p) * distance,
    -Math.cos(y) * Math.cos(p) * distance,
  ];
}

/** Where a head looks, from the forward direction of its camera. */
export function headOf(x: number, y: number, z: number): Angles {
  const pitch = (Math.asin(Math.max(-1, Math.min(1, y))) * 180) / Math.PI;
  return { yaw: (Math.atan2(-x, -z) * 180) / Math.PI, pitch };
}
