import { type RefObject, useLayoutEffect, useRef } from "react";

const STILL_MS = 600;

/**
 * Keeps a press that was on its way from hitting what came under the finger.
 *
 * Whenever `what` changes, the buttons inside the element take no pointer for a moment (`data-moved`).
 */
export function useStill<T extends HTMLElement>(what: string): RefObject<T | null> {
  const box = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `what` stands for everything that moves the buttons
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.dataset.moved = "";
    const timer = setTimeout(() => {
      delete element.dataset.moved;
    }, STILL_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return box;
}
