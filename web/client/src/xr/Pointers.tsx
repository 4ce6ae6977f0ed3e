/** The rays of hands and controllers: a line of ours, no model from elsewhere. Pinch and trigger press, squeeze
 *  goes back. */

import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import {
  BufferGeometry,
  Line,
  LineBasicMaterial,
  Matrix4,
  Raycaster,
  Vector3,
  type XRTargetRaySpace,
} from "three";
import type { Press } from "./press";

interface Props {
  /** Name of the mesh that can be pressed. */
  readonly target: string;
  readonly press: Press;
  readonly onBack: () => void;
  readonly reach_m: number;
}

/** A ray with nothing to press stays short, out of the way of the work. */
const IDLE_M = 0.25;
const HANDS = [0, 1] as const;

/** A ray of ours, one unit long; it is scaled to where it ends. */
function makeRay(): Line {
  const geometry = new BufferGeometry().setFromPoints([new Vector3(), new Vector3(0, 0, -1)]);
  const ray = new Line(geometry, new LineBasicMaterial({ color: "#6ccbd8", toneMapped: false }));
  ray.visible = false;
  return ray;
}

interface Hand {
  readonly space: XRTargetRaySpace;
  /** `pinch 0` while it is a tracked hand, else `controller 0`. */
  name: string;
}

function useHands(press: Press, onBack: () => void): readonly Hand[] {
  const gl = useThree((three) => three.gl);
  const back = useRef(onBack);
  back.current = onBack;
  const hands = useMemo(
    () => HANDS.map((index): Hand => ({ space: gl.xr.getController(index), name: `controller ${index}` })),
    [gl],
  );
  useEffect(() => {
    const stops = hands.map((hand, index) => {
      const { space } = hand;
      const down = () => press.down(hand.name);
      const up = () => press.up(hand.name);
      const squeeze = () => back.current();
      const connected = ({ data }: { readonly data: XRInputSource }) => {
        press.aim(hand.name, false);
        hand.name = `${data.hand ? "pinch" : "controller"} ${index}`;
      };
      space.addEventListener("connected", connected);
      space.addEventListener("selectstart", down);
      space.addEventListener("selectend", up);
      space.addEventListener("squeezestart", squeeze);
      return () => {
        space.removeEventListener("connected", connected);
        space.removeEventListener("selectstart", down);
        space.removeEventListener("selectend", up);
        space.removeEventListener("squeezestart", squeeze);
      };
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, [hands, press]);
  return hands;
}

export function Pointers({ target, press, onBack, reach_m }: Props) {
  const hands = useHands(press, onBack);
  const scene = useThree((three) => three.scene);
  const rays = useMemo(() => HANDS.map(makeRay), []);
  const caster = useMemo(() => new Raycaster(), []);
  const matrix = useMemo(() => new Matrix4(), []);
  useEffect(() => {
    for (const [index, hand] of hands.entries()) {
      const ray = rays[index];
      if (ray) hand.space.add(ray);
    }
    return () => {
      for (const ray of rays) ray.removeFromParent();
    };
  }, [hands, rays]);
  useFrame(({ gl }) => {
    press.tick();
    const button = scene.getObjectByName(target);
    for (const [index, { space, name }] of hands.entries()) {
      const ray = rays[index];
      if (!ray) continue;
      const there = gl.xr.isPresenting && space.visible;
      ray.visible = there;
      matrix.identity().extractRotation(space.matrixWorld);
      caster.ray.origin.setFromMatrixPosition(space.matrixWorld);
      caster.ray.direction.set(0, 0, -1).applyMatrix4(matrix);
      const [hit] = there && button ? caster.intersectObject(button, false) : [];
      ray.scale.z = hit?.distance ?? (button ? reach_m : IDLE_M);
      press.aim(name, hit !== undefined);
    }
  });
  return hands.map(({ space }) => <primitive key={space.uuid} object={space} />);
}
