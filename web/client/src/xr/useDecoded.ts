/** A picture that can be drawn on a canvas, once its address has been read. */

import { useEffect, useState } from "react";

export function useDecoded(source: string | null): HTMLImageElement | null {
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  useEffect(() => {
    setImage(null);
    if (!source) return;
    let here = true;
    const picture = new Image();
    picture.src = source;
    picture.decode().then(
      () => here && setImage(picture),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [source]);
  return image;
}
