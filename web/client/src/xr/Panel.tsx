/** A flat thing in the scene whose face is a canvas; it is drawn again only when its words change. */

import { useEffect, useMemo } from "react";
import { CanvasTexture, LinearMipmapLinearFilter, SRGBColorSpace } from "three";
import { metres } from "./angles";
import { PX_PER_DEGREE } from "./paint";

interface Props {
  /** In degrees of the view. */
  readonly width: number;
  readonly height: number;
  /** Pixels for each degree; a large panel needs fewer. */
  readonly sharpness?: number;
  readonly position: readonly [number, number, number];
  readonly name: string;
  readonly paint: (pen: CanvasRenderingContext2D) => void;
}

function makeFace(width: number, height: number): { pen: CanvasRenderingContext2D; texture: CanvasTexture } {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this device draws no canvas");
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.anisotropy = 8;
  return { pen, texture };
}

export function Panel({ width, height, sharpness = PX_PER_DEGREE, position, name, paint }: Props) {
  const face = useMemo(() => makeFace(width * sharpness, height * sharpness), [width, height, sharpness]);
  useEffect(() => {
    paint(face.pen);
    face.texture.needsUpdate = true;
  }, [face, paint]);
  useEffect(() => () => face.texture.dispose(), [face]);
  const [x, y, z] = position;
  return (
    <mesh name={name} position={[x, y, z]}>
      <planeGeometry args={[metres(width), metres(height)]} />
      <meshBasicMaterial map={face.texture} transparent toneMapped={false} />
    </mesh>
  );
}
