import { type ReactNode, useEffect, useRef, useState } from "react";

interface Props {
  /** How long a press has to last, so that it is meant. */
  holdMs?: number;
  onHeld: () => void;
  children: ReactNode;
  /** The words while it is pressed, and after a press that was too short. Nothing moves: it stands under hazards. */
  pressedLabel: ReactNode;
  disabled?: boolean;
}

/** A button for what must be meant: it acts after a press of `holdMs`, by finger, Enter or Space. */
export function HoldButton({ holdMs = 600, onHeld, children, pressedLabel, disabled = false }: Props) {
  const [pressed, setPressed] = useState(false);
  const [tooShort, setTooShort] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const end = () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    setPressed(false);
  };
  const release = () => {
    if (timer.current) setTooShort(true);
    end();
  };
  const press = () => {
    if (disabled || timer.current) return;
    setPressed(true);
    timer.current = setTimeout(() => {
      end();
      onHeld();
    }, holdMs);
  };
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );

  return (
    <button
      type="button"
      className="button button-primary button-wide button-hold"
      data-pressed={pressed || undefined}
      disabled={disabled}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          if (!event.repeat) press();
        }
      }}
      onKeyUp={release}
    >
      {pressed || tooShort ? pressedLabel : children}
    </button>
  );
}
