import { type ReactNode, useEffect, useState } from "react";
import { t } from "../i18n";
import type { Box } from "../protocol.gen";
import { hold } from "./pictures";

type Loaded = { state: "loading" } | { state: "missing" } | { state: "there"; url: string };

/** An object URL of a picture that needs the person's token; one that was seen before is there at once. */
export function usePicture(path: string | null): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  useEffect(() => {
    setLoaded({ state: "loading" });
    if (!path) return;
    let here = true;
    const held = hold(path);
    held.url.then(
      (url) => here && setLoaded({ state: "there", url }),
      () => here && setLoaded({ state: "missing" }),
    );
    return () => {
      here = false;
      held.release();
    };
  }, [path]);
  return loaded;
}

/** Where a fraction box lies on its photo. */
export function boxStyle(box: Box) {
  const percent = (part: number) => `${part * 100}%`;
  return { left: percent(box.x), top: percent(box.y), width: percent(box.w), height: percent(box.h) };
}

/** Where a label stands so that no edge of the photo cuts it: flush with an end, within the box or beyond it. */
export function labelPlace({ x, y, w, h }: Box, below: boolean) {
  const room = below ? 1 - y - h : y;
  return { end: x + w / 2 > 0.5, inside: room < LABEL_ROOM };
}

/** A label's height as a part of a photo's, on the smallest screen. */
const LABEL_ROOM = 0.12;

function Label({ box, below = false, children }: { box: Box; below?: boolean; children: ReactNode }) {
  const { end, inside } = labelPlace(box, below);
  return (
    <span className="photo-label" data-end={end || undefined} data-inside={inside || undefined}>
      {children}
    </span>
  );
}

/** What the check took for a fault: dashed, since it is no more than a suspicion. */
export function Suspect({ box }: { box: Box }) {
  return (
    <div className="photo-heat" style={boxStyle(box)}>
      <Label box={box} below>
        {t("words.heat")}
      </Label>
    </div>
  );
}

interface Props {
  /** Path below our own server, such as `/api/photos/…`. */
  path: string;
  /** What the photo shows, for a person who cannot see it. */
  alt: string;
  box?: Box | null | undefined;
  boxLabel?: string | undefined;
  /** Called once the photo has its place on the page. */
  onDrawn?: () => void;
  /** Drawn above the photo, in the same frame. */
  children?: ReactNode;
}

/** A photo as it was taken, with the rectangle that somebody drew on it. */
export function PhotoWithBox({ path, alt, box, boxLabel, onDrawn, children }: Props) {
  const picture = usePicture(path);
  const [broken, setBroken] = useState("");
  const shown = picture.state === "there" && broken !== path;
  return (
    <figure className="photo" aria-busy={picture.state === "loading"}>
      {picture.state === "there" && shown ? (
        <img
          className="photo-image"
          src={picture.url}
          alt={alt}
          draggable={false}
          onLoad={onDrawn}
          onError={() => setBroken(path)}
        />
      ) : (
        <p className="photo-missing">
          {broken === path ? t("words.photo_broken") : t(`words.photo_${picture.state}`)}
        </p>
      )}
      {box && shown ? (
        <div className="photo-box" style={boxStyle(box)}>
          {boxLabel ? <Label box={box}>{boxLabel}</Label> : null}
        </div>
      ) : null}
      {shown ? children : null}
    </figure>
  );
}
