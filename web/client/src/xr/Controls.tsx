/** The hand's side of the page: the same button as in the scene, and in the emulated headset its controller. */

import { type PointerEvent, useRef } from "react";
import { t } from "../i18n";
import { Button, IconButton } from "../ui/Button";
import type { Content } from "./content";
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
  return headset.emulated ? <Emulated {...props} /> : null;
}

function OnPage({ content, press, onBack }: Props) {
  const { button } = content;
  const release = () => {
    press.up("finger");
    press.aim("finger", false);
  };
  return (
    <div className="thumb">
      <Button
        look="primary"
        wide
        disabled={!button}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          press.aim("finger", true);
          press.down("finger");
        }}
        onPointerUp={release}
        onPointerCancel={release}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.repeat || (event.key !== "Enter" && event.key !== " ")) return;
          event.preventDefault();
          press.aim("key", true);
          press.down("key");
        }}
        onKeyUp={() => {
          press.up("key");
          press.aim("key", false);
        }}
      >
        {button?.label ?? t("headset.nothing_to_press")}
      </Button>
      <IconButton
        icon="back"
        look="plain"
        label={t("headset.step_back")}
        disabled={!content.back}
        onClick={onBack}
      />
    </div>
  );
}

/** Steers the headset that is not there: drag turns the head, the buttons are its controller's. */
function Emulated({ content, headset }: Props) {
  const { emulated } = headset;
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null);
  if (!emulated) return null;
  const move = (event: PointerEvent) => {
    if (!from.current) return;
    emulated.turn(
      (event.clientX - from.current.x) * DEGREES_PER_PX,
      (event.clientY - from.current.y) * DEGREES_PER_PX,
    );
    from.current = { x: event.clientX, y: event.clientY };
  };
  return (
    <>
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
      <div className="emulated-bar" role="toolbar" aria-label={t("headset.emulated")}>
        <p className="emulated-label">{t("headset.emulated")}</p>
        <Button
          look="primary"
          disabled={!content.button}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            emulated.trigger(true);
          }}
          onPointerUp={() => emulated.trigger(false)}
          onPointerCancel={() => emulated.trigger(false)}
        >
          {t("headset.trigger")}
        </Button>
        <IconButton
          icon="undo"
          look="plain"
          label={t("headset.turn_left")}
          onClick={() => emulated.turn(STEP_DEG, 0)}
        />
        <IconButton
          icon="retake"
          look="plain"
          label={t("headset.turn_right")}
          onClick={() => emulated.turn(-STEP_DEG, 0)}
        />
        <Button disabled={!content.back} onClick={() => emulated.squeeze()}>
          {t("headset.step_back")}
        </Button>
        <Button onClick={headset.leave}>{t("headset.leave")}</Button>
      </div>
    </>
  );
}
