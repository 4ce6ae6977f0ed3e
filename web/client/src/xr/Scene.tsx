/** The panels of one job around the head: a hazard alone in the middle, else the step below and to the right. */

import { useFrame, useThree } from "@react-three/fiber";
import { useCallback, useRef, useState } from "react";
import { type Group, Vector3 } from "three";
import {
  type Angles,
  BAND,
  BUTTON_HEIGHT,
  centred,
  DISTANCE_M,
  type Follow,
  follow,
  headOf,
  layout,
  metres,
  onSphere,
} from "./angles";
import type { Content } from "./content";
import { Panel } from "./Panel";
import { Pointers } from "./Pointers";
import { type ButtonLook, paintBand, paintButton, paintHazard, paintStep } from "./paint";
import type { Press } from "./press";

export const BUTTON_NAME = "button";

interface Props {
  readonly content: Content;
  /** The hazard's sign, once it is ready to be drawn. */
  readonly sign: CanvasImageSource | null;
  /** The step's drawing, once it is ready to be drawn. */
  readonly drawing: CanvasImageSource | null;
  readonly press: Press;
  readonly onBack: () => void;
  /** Where the panel is held, out of the middle of the view, which belongs to the work; null: in the middle. */
  readonly aside: Angles | null;
}

/** Holds a group of panels before the head, and brings it after the head when that has turned away. */
function useFollowing(offset: Angles) {
  const group = useRef<Group>(null);
  const state = useRef<Follow>({ at: { yaw: 0, pitch: 0 }, away_s: 0 });
  const placed = useRef("");
  const looks = useRef(new Vector3());
  const camera = useThree((three) => three.camera);
  useFrame((three, passed_s) => {
    const eye = three.gl.xr.isPresenting ? three.gl.xr.getCamera() : camera;
    eye.getWorldDirection(looks.current);
    const head = headOf(looks.current.x, looks.current.y, looks.current.z);
    const key = `${offset.yaw} ${offset.pitch} ${three.gl.xr.isPresenting}`;
    if (placed.current !== key) state.current = { at: head, away_s: 0 };
    placed.current = key;
    state.current = follow(state.current, head, passed_s);
    const { at } = state.current;
    const [x, y, z] = onSphere({ yaw: at.yaw + offset.yaw, pitch: at.pitch + offset.pitch });
    const from = eye.getWorldPosition(new Vector3());
    group.current?.position.set(from.x + x, from.y + y, from.z + z);
    group.current?.lookAt(from);
  });
  return group;
}

/** The parts of the scene that there are, laid out. */
export const layoutOf = ({ hazard, button, band }: Content) =>
  layout({ hazard: hazard !== null, button: button !== null, band: band.length > 0 });

const AHEAD: Angles = { yaw: 0, pitch: 0 };

export function Scene({ content, sign, drawing, press, onBack, aside }: Props) {
  const places = layoutOf(content);
  const group = useFollowing(aside === null ? centred(places) : content.alone ? AHEAD : aside);
  const [look, setLook] = useState<Omit<ButtonLook, "label">>({ aimed: false, held: 0 });
  useFrame(() => {
    const now = press.look();
    if (now.aimed !== look.aimed || now.held !== look.held) setLook(now);
  });
  const label = content.button?.label ?? "";
  const { hazard, band } = content;
  const paintMain = useCallback(
    (pen: CanvasRenderingContext2D) =>
      hazard ? paintHazard(pen, content, sign) : paintStep(pen, content, drawing),
    [content, hazard, sign, drawing],
  );
  const paintAct = useCallback(
    (pen: CanvasRenderingContext2D) => paintButton(pen, { label, ...look }),
    [label, look],
  );
  const paintAcknowledged = useCallback((pen: CanvasRenderingContext2D) => paintBand(pen, band), [band]);
  return (
    <>
      <group ref={group}>
        <Panel
          key={hazard ? "hazard" : "step"}
          name="panel"
          {...places.panel}
          sharpness={hazard ? 40 : 51.2}
          position={[0, 0, 0]}
          paint={paintMain}
        />
        {content.button ? (
          <Panel
            name={BUTTON_NAME}
            width={places.panel.width}
            height={BUTTON_HEIGHT}
            position={[0, -metres(places.button), 0.004]}
            paint={paintAct}
          />
        ) : null}
        {band.length > 0 ? (
          <Panel name="band" {...BAND} position={[0, -metres(places.band), 0]} paint={paintAcknowledged} />
        ) : null}
      </group>
      <Pointers target={BUTTON_NAME} press={press} onBack={onBack} reach_m={DISTANCE_M * 2} />
    </>
  );
}
