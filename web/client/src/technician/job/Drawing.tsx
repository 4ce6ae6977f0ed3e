/** A drawing of ours in the ink of the page, with the spot that the step is about. */

import { useEffect, useState } from "react";
import { request } from "../../api";
import { t } from "../../i18n";
import type { Box } from "../../protocol.gen";
import { boxStyle } from "../../ui/Photo";

const kept = new Map<string, Promise<string>>();

/** The drawing as an image address; asked once, so that it stays through a loss of the network. */
function fetchDrawing(path: string): Promise<string> {
  const known = kept.get(path);
  if (known) return known;
  const coming = request(path)
    .then((response) => response.text())
    .then((svg) => {
      const ink = getComputedStyle(document.documentElement).getPropertyValue("color") || "#fff";
      return `data:image/svg+xml;utf8,${encodeURIComponent(svg.replaceAll("currentColor", ink))}`;
    });
  kept.set(path, coming);
  coming.catch(() => kept.delete(path));
  return coming;
}

/** The address of a drawing in the ink of the page, once it is there. */
export function useDrawing(path: string | null): string | null {
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    setSource(null);
    if (!path) return;
    let here = true;
    fetchDrawing(path).then(
      (came) => here && setSource(came),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [path]);
  return source;
}

interface Props {
  readonly path: string;
  readonly spot: Box | null;
  readonly title: string;
}

export function Drawing({ path, spot, title }: Props) {
  const source = useDrawing(path);
  return (
    <figure className="drawing">
      {source ? <img src={source} alt={t("technician.drawing_of", { title })} /> : null}
      {source && spot ? <span className="drawing-spot" style={boxStyle(spot)} /> : null}
    </figure>
  );
}
