/** The hand's side of the page: the same button as in the scene, and in the emulated headset its controller. */

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { t } from "../i18n";
import { Button, IconButton } from "../ui/Button";
import type { Content } from "./content";
import type { Emulator } from "./emulator";
import type { Headset } from "./HeadsetPage";
import type { Press } from "./press";

interface Props {
  readonly content: Content;
  readonly press: Press;
  readonly onBack: () => void;
  readonly headset: Headset;
}

const DEGREES_PER_PX = 0.15;
const STEP_DEG = 10;

export function Controls(props: Props) {
  const { headset } = props;
  if (!headset.inside) return <OnPage {...props} />;
  return headset.emulated ? <Emulated {...props} emulated={headset.emulated} /> : null;
}

/** What a button needs so that a finger or a key can hold it; `hand` is `finger` or `key`. */
function held(down: (hand: string) => void, up: (hand: string) => void) {
  const keyed = (act: (hand: string) => void) => (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) act("key");
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      down("finger");
    },
    onPointerUp: () => up("finger"),
    onPointerCancel: () => up("finger"),
    onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
    onKeyDown: keyed(down),
    onKeyUp: keyed(up),
  };
}

/** Nothing stands in the way where nothing can be pressed. */
function OnPage({ content, press, onBack }: Props) {
  const { button } = content;
  const idle = !button && !content.back;
  const down = (hand: string) => {
    press.aim(hand, true);
    press.down(hand);
  };
  const up = (hand: string) => {
    press.up(hand);
    press.aim(hand, false);
  };
  return (
    <footer className="thumb headset-thumb" data-idle={idle || undefined}>
      {button ? (
        <Button look="primary" wide {...held(down, up)}>
          {button.label}
        </Button>
      ) : null}
      <IconButton
        icon="back"
        look="plain"
        label={t("headset.step_back")}
        disabled={!content.back}
        onClick={onBack}
      />
    </footer>
  );
}

interface EmulatedProps extends Props {
  readonly emulated: Emulator;
}

/** Steers the headset that is not there: drag turns the head, the buttons are its controller's or its hand's. */
function Emulated({ content, headset, emulated }: EmulatedProps) {
  const [bare, setBare] = useState(false);
  const choose = (hands: boolean) => {
    emulated.press(false);
    emulated.bare(hands);
    setBare(hands);
  };
  return (
    <>
      <Look emulated={emulated} />
      <div className="emulated-bar" role="toolbar" aria-label={t("headset.emulated")}>
        <p className="emulated-label">{t("headset.emulated")}</p>
        <Button
          look="primary"
          aria-disabled={!content.button}
          {...held(
            () => emulated.press(true),
            () => emulated.press(false),
          )}
        >
          {t(bare ? "headset.pinch" : "headset.trigger")}
        </Button>
        <ByWhat bare={bare} onChoose={choose} />
        <IconButton
          icon="back"
          look="plain"
          label={t("headset.turn_left")}
          onClick={() => emulated.turn(STEP_DEG, 0)}
        />
        <IconButton
          icon="next"
          look="plain"
          label={t("headset.turn_right")}
          onClick={() => emulated.turn(-STEP_DEG, 0)}
        />
        <IconButton
          icon="undo"
          look="plain"
          label={t("headset.step_back")}
          disabled={!content.back || bare}
          onClick={() => emulated.squeeze()}
        />
        <Button onClick={headset.leave}>{t("headset.leave")}</Button>
      </div>
    </>
  );
}

/** The whole window turns the head when it is dragged. */
function Look({ emulated }: { readonly emulated: Emulator }) {
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const move = (event: PointerEvent) => {
    if (!from.current) return;
    const { clientX: x, clientY: y } = event;
    emulated.turn((x - from.current.x) * DEGREES_PER_PX, (y - from.current.y) * DEGREES_PER_PX);
    from.current = { x, y };
  };
  return (
    <div
      className="emulated-view"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        from.current = null;
      }}
    />
  );
}

interface ByWhatProps {
  readonly bare: boolean;
  readonly onChoose: (bare: boolean) => void;
}

function ByWhat({ bare, onChoose }: ByWhatProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons of a toolbar, not a form's fieldset.
    <div className="switch" role="group" aria-label={t("headset.by")}>
      {[false, true].map((hands) => (
        <button
          type="button"
          className="switch-choice"
          key={String(hands)}
          aria-pressed={bare === hands}
          onClick={() => onChoose(hands)}
        >
          {t(hands ? "headset.by_hand" : "headset.by_controller")}
        </button>
      ))}
    </div>
  );
}
