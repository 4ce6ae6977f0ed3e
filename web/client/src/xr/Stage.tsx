/** The canvas of the scene: in the headset what the person sees, on the page the same for those who look on. */

import { Canvas, useFrame, useThree } from "@react-three/fiber";
import { useEffect } from "react";
import { type PerspectiveCamera, Vector3, type WebGLRenderer } from "three";
import { type Angles, fieldFor, type Layout, PANEL_AT, PICTURE_AT, PICTURE_FIELD } from "./angles";
import type { Content } from "./content";
import type { Emulator } from "./emulator";
import type { Press } from "./press";
import { BUTTON_NAME, layoutOf, Scene } from "./Scene";

interface Props {
  readonly content: Content;
  readonly sign: CanvasImageSource | null;
  /** The step's drawing, once it is ready to be drawn. */
  readonly drawing: CanvasImageSource | null;
  readonly press: Press;
  readonly emulated: Emulator | null;
  /** In a headset, real or emulated. */
  readonly inside: boolean;
  readonly onBack: () => void;
  readonly onReady: (gl: WebGLRenderer) => void;
}

/** Where the panel stands: in a headset aside, on a screen as far aside as the screen is wide. */
function asideIn(inside: boolean, emulated: boolean): Angles | null {
  if (!inside) return null;
  if (!emulated) return PANEL_AT;
  return portrait() ? null : PICTURE_AT;
}

const portrait = (): boolean => window.innerWidth < window.innerHeight;

/** On the page the picture is as large as what it shows. */
function Fitted({ places }: { readonly places: Layout }) {
  const { camera, size } = useThree();
  const field = fieldFor(places, size.width / size.height);
  useEffect(() => {
    const eye = camera as PerspectiveCamera;
    eye.fov = field;
    eye.updateProjectionMatrix();
  }, [camera, field]);
  return null;
}

interface AimProps {
  readonly emulated: Emulator;
  readonly places: Layout;
}

/** Keeps the emulated hand pointed at the button, and the emulated glasses as large as the window. */
function Aim({ emulated, places }: AimProps) {
  const { scene, gl } = useThree();
  useFrame(() => {
    if (gl.xr.isPresenting) {
      const { innerWidth, innerHeight } = window;
      emulated.see(gl.domElement, portrait() ? fieldFor(places, innerWidth / innerHeight) : PICTURE_FIELD);
    }
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

export function Stage({ content, sign, drawing, press, emulated, inside, onBack, onReady }: Props) {
  const places = layoutOf(content);
  const aside = asideIn(inside, emulated !== null);
  useEffect(() => () => press.up("key"), [press]);
  return (
    <Canvas
      flat
      camera={{ near: 0.05, far: 40, position: [0, 0, 0] }}
      gl={{ antialias: true, alpha: true }}
      onCreated={({ gl }) => {
        gl.xr.enabled = true;
        onReady(gl);
      }}
    >
      <Mirrored emulated={emulated !== null} />
      <Scene content={content} sign={sign} drawing={drawing} press={press} onBack={onBack} aside={aside} />
      {inside ? null : <Fitted places={places} />}
      {emulated ? <Aim emulated={emulated} places={places} /> : null}
    </Canvas>
  );
}

/** The room is drawn on the page and in the emulated headset; in a real one there is the workshop. */
function Mirrored({ emulated }: { readonly emulated: boolean }) {
  const presenting = useThree((three) => three.gl.xr.isPresenting);
  return presenting && !emulated ? null : <Room />;
}
