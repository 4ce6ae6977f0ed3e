/** The keyboard of a pair of flat glasses or of a desk: Enter or Space presses, Backspace goes back. */

import { useEffect } from "react";
import type { Press } from "./press";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, input, a, summary, dialog") !== null;
}

export function useKeys(press: Press, back: () => void): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.repeat || isTyping(event.target)) return;
      if (event.key === "Backspace") back();
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press.aim("key", true);
      press.down("key");
    };
    const up = (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      press.up("key");
      press.aim("key", false);
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
    };
  }, [press, back]);
}
