import { useEffect, useRef } from "react";
import { type Action, actionOf, type Standing } from "./keys";

/** Hears the keys of the whole page, except while something is typed or a dialog is open. */
export function useKeys(state: Standing, act: (action: Action) => void): void {
  const latest = useRef({ state, act });
  latest.current = { state, act };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (event.isComposing || document.querySelector("dialog[open]")) return;
      // A key that is held down repeats: good for moving a rectangle, never for a second verdict.
      if (event.repeat && !event.key.startsWith("Arrow")) return;
      const held = event.ctrlKey || event.altKey || event.metaKey;
      const action = actionOf({ key: event.key, shift: event.shiftKey, held }, latest.current.state);
      if (!action) return;
      event.preventDefault();
      latest.current.act(action);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
