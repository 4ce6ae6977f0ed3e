/** A headset that is not there, for the demonstration and for tests; its code is loaded only when asked for. */

export interface Emulator {
  /** Turns the head by degrees. */
  readonly turn: (yaw: number, pitch: number) => void;
  /** Points the right hand, or the controller in it, at a place, in metres. */
  readonly point: (at: readonly [number, number, number]) => void;
  /** Lays the controllers aside, or takes them up again. */
  readonly bare: (hands: boolean) => void;
  /** Presses: the trigger of the controller, or thumb and finger of the bare hand. */
  readonly press: (down: boolean) => void;
  readonly squeeze: () => void;
  /** Draws on all points of the window, with this upright field of view in degrees. */
  readonly see: (canvas: HTMLCanvasElement, field_deg: number) => void;
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
  const { right } = device.controllers;
  const hand = device.hands.right;
  for (const left of [device.controllers.left, device.hands.left]) if (left) left.connected = false;
  for (const held of [right, hand]) held?.position.set(HAND_AT.x, EYES_M + HAND_AT.y, HAND_AT.z);
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
      const along = looking(Math.atan2(-dx, -dz) * toDegrees, Math.asin(dy / far) * toDegrees);
      for (const held of [right, hand]) held?.quaternion.set(...along);
    },
    bare(hands) {
      device.primaryInputMode = hands ? "hand" : "controller";
    },
    press(down) {
      if (device.primaryInputMode === "hand") hand?.updatePinchValue(down ? 1 : 0);
      else right?.updateButtonValue("trigger", down ? 1 : 0);
    },
    squeeze() {
      right?.updateButtonValue("squeeze", 1);
      setTimeout(() => right?.updateButtonValue("squeeze", 0), SQUEEZE_MS);
    },
    see(canvas, field_deg) {
      device.fovy = (field_deg * Math.PI) / 180;
      const [width, height] = [window.innerWidth, window.innerHeight].map((px) =>
        Math.round(px * window.devicePixelRatio),
      );
      if (width && canvas.width !== width) canvas.width = width;
      if (height && canvas.height !== height) canvas.height = height;
      if (canvas.style.width !== "100%") Object.assign(canvas.style, { width: "100%", height: "100%" });
    },
  };
}

/** The one emulated headset of this page. */
export function emulator(): Promise<Emulator> {
  installed ??= install();
  return installed;
}
