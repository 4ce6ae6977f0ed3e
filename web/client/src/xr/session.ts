/** Enters and leaves the headset. Nothing is fetched from elsewhere for it. */

import type { WebGLRenderer } from "three";

const MODES: readonly XRSessionMode[] = ["immersive-ar", "immersive-vr"];

/** How this device could show the scene, if at all: see-through first. */
export async function modeHere(): Promise<XRSessionMode | null> {
  for (const mode of MODES) {
    const can = await navigator.xr?.isSessionSupported(mode).catch(() => false);
    if (can) return mode;
  }
  return null;
}

/** Shows the scene in the headset until the session ends. */
export async function enter(gl: WebGLRenderer, mode: XRSessionMode): Promise<XRSession> {
  if (!navigator.xr) throw new Error("this device has no WebXR");
  const session = await navigator.xr.requestSession(mode, { optionalFeatures: ["hand-tracking"] });
  gl.xr.setReferenceSpaceType("local");
  await gl.xr.setSession(session);
  return session;
}
