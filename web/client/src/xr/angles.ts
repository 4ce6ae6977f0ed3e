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

export const PANEL = { width: 20, height: 14 } as const;
export const HAZARD = { width: 32, height: 22 } as const;
export const BAND = { width: 20, height: 4 } as const;
/** Below and to the right, so that the middle of the view stays free for the work. */
export const PANEL_AT: Angles = { yaw: -15, pitch: -15 };
const FOLLOW_AFTER_DEG = 30;
export const FOLLOW_AFTER_S = 0.5;

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
