/** A hazard's sign as a picture for the scene: the page's own drawing, with its colours written into it. */

import { type ReactNode, useEffect, useRef, useState } from "react";
import { SafetySign } from "../ui/signs";
import { useDecoded } from "./useDecoded";

const SIZE_PX = 512;

/** The page's style of the signs, for a picture that sees no style sheet. Source: ISO 3864. */
const COLOURS = [
  ".sign-warn .sign-ground{fill:#ffd21f;stroke:#000}",
  ".sign-warn .sign-art{fill:#000;color:#000}",
  ".sign-must .sign-ground{fill:#00468c;stroke:#fff;stroke-width:2px}",
  ".sign-must .sign-art{fill:#fff;color:#fff}",
].join("");

function sourceOf(drawn: Element): string {
  const copy = drawn.cloneNode(true) as Element;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(SIZE_PX));
  copy.setAttribute("height", String(SIZE_PX));
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = COLOURS;
  copy.prepend(style);
  return `data:image/svg+xml;utf8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

interface Sign {
  /** Stands unseen on the page. */
  readonly drawn: ReactNode;
  /** There once it can be drawn. */
  readonly image: HTMLImageElement | null;
}

export function useSign(symbol: string | null): Sign {
  const holder = useRef<HTMLSpanElement>(null);
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    const svg = symbol ? holder.current?.querySelector("svg") : null;
    setSource(svg ? sourceOf(svg) : null);
  }, [symbol]);
  const image = useDecoded(source);
  const drawn = (
    <span ref={holder} className="unseen">
      {symbol ? <SafetySign symbol={symbol} /> : null}
    </span>
  );
  return { drawn, image };
}
