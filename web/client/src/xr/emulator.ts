/** A headset that is not there, for the demonstration and for tests; its code is loaded only when asked for. */

export interface Emulator {
  /** Turns the head by degrees. */
  readonly turn: (yaw: number, pitch: number) => void;
  /** Points the right controller at a place, in metres. */
  readonly point: (at: readonly [number, number, number]) => void;
  readonly trigger: (down: boolean) => void;
  readonly squeeze: () => void;
}

/** The scene's origin is at the eyes; the emulator's is on the floor below them. */
const EYES_M = 1.6;
const HAND_AT = { x: 0.18, y: -0.35, z: -0.15 };
const SQUEEZE_MS = 120;
const MOST_PITCH = 70;

/** The rotation that looks along a direction, as a quaternion of yaw and then pitch. Pure. */
export function looking(yaw_deg: number, pitch_deg: number): readonly [number, number, number, number] {
  const [y, p] = [(yaw_deg * Math.PI) / 360, (pitch_deg * Math.PI) / 360];
  return [
    Math.cos(y) * Math.sin(p),
    Math.sin(y) * Math.cos(p),
    -Math.sin(y) * Math.sin(p),
    Math.cos(y) * Math.cos(p),
  ];
}

let installed: Promise<Emulator> | null = null;

async function install(): Promise<Emulator> {
  const { metaQuest3, XRDevice } = await import("iwer");
  const device = new XRDevice(metaQuest3, { stereoEnabled: false, fovy: Math.PI / 3 });
  device.installRuntime({ forceInstall: true });
  device.position.set(0, EYES_M, 0);
  const { right, left } = device.controllers;
  if (left) left.connected = false;
  right?.position.set(HAND_AT.x, EYES_M + HAND_AT.y, HAND_AT.z);
  let [yaw, pitch] = [0, 0];
  return {
    turn(by_yaw, by_pitch) {
      yaw += by_yaw;
      pitch = Math.max(-MOST_PITCH, Math.min(MOST_PITCH, pitch + by_pitch));
      device.quaternion.set(...looking(yaw, pitch));
    },
    point([x, y, z]) {
      const [dx, dy, dz] = [x - HAND_AT.x, y - HAND_AT.y, z - HAND_AT.z];
      const far = Math.hypot(dx, dy, dz) || 1;
      const toDegrees = 180 / Math.PI;
      right?.quaternion.set(...looking(Math.atan2(-dx, -dz) * toDegrees, Math.asin(dy / far) * toDegrees));
    },
    trigger(down) {
      right?.updateButtonValue("trigger", down ? 1 : 0);
    },
    squeeze() {
      right?.updateButtonValue("squeeze", 1);
      setTimeout(() => right?.updateButtonValue("squeeze", 0), SQUEEZE_MS);
    },
  };
}

/** The one emulated headset of this page. */
export function emulator(): Promise<Emulator> {
  installed ??= install();
  return installed;
}
