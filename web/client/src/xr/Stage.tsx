/** The canvas of the scene: in the headset what the person sees, on the page the same for those who look on. */

import { Canvas, useFrame, useThree } from "@react-three/fiber";
import { useEffect } from "react";
import { Vector3, type WebGLRenderer } from "three";
import type { Content } from "./content";
import type { Emulator } from "./emulator";
import type { Press } from "./press";
import { BUTTON_NAME, Scene } from "./Scene";

interface Props {
  readonly content: Content;
  readonly sign: CanvasImageSource | null;
  readonly press: Press;
  readonly emulated: Emulator | null;
  readonly onBack: () => void;
  readonly onReady: (gl: WebGLRenderer) => void;
}

/** Keeps the emulated controller pointed at the button. */
function Aim({ emulated }: { readonly emulated: Emulator }) {
  const scene = useThree((three) => three.scene);
  useFrame(() => {
    const button = scene.getObjectByName(BUTTON_NAME);
    if (!button) return;
    const { x, y, z } = button.getWorldPosition(new Vector3());
    emulated.point([x, y, z]);
  });
  return null;
}

/** Where nothing real is behind the panels: a floor to stand on, and nothing that asks to be looked at. */
function Room() {
  return (
    <>
      <color attach="background" args={["#26302f"]} />
      <gridHelper args={[20, 20, "#4c5a5a", "#36413f"]} position={[0, -1.6, 0]} />
    </>
  );
}

export function Stage({ content, sign, press, emulated, onBack, onReady }: Props) {
  useEffect(() => () => press.up("key"), [press]);
  return (
    <Canvas
      flat
      camera={{ fov: 62, near: 0.05, far: 40, position: [0, 0, 0] }}
      gl={{ antialias: true, alpha: true }}
      onCreated={({ gl }) => {
        gl.xr.enabled = true;
        onReady(gl);
      }}
    >
      <Mirrored emulated={emulated !== null} />
      <Scene content={content} sign={sign} press={press} onBack={onBack} />
      {emulated ? <Aim emulated={emulated} /> : null}
    </Canvas>
  );
}

/** The room is drawn on the page and in the emulated headset; in a real one there is the workshop. */
function Mirrored({ emulated }: { readonly emulated: boolean }) {
  const presenting = useThree((three) => three.gl.xr.isPresenting);
  return presenting && !emulated ? null : <Room />;
}
