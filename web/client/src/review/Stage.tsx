import { type PointerEvent, useRef, useState } from "react";
import type { ReviewItem } from "../api.gen";
import { lang, t } from "../i18n";
import type { Box } from "../protocol.gen";
import { moment } from "../ui/format";
import { PhotoWithBox, Suspect } from "../ui/Photo";
import { between, type Point, pointIn } from "./rectangle";

interface Props {
  item: ReviewItem;
  box: Box | null;
  heat: boolean;
  zoom: boolean;
  /** Null where no rectangle may be drawn. */
  onBox: ((box: Box | null) => void) | null;
}

/** The photo, by far the largest thing on the page; drag to draw, or move to look closer. */
export function Stage({ item, box, heat, zoom, onBox }: Props) {
  const [at, setAt] = useState<Point>({ x: 0.5, y: 0.5 });
  const from = useRef<Point | null>(null);
  const frame = useRef<HTMLDivElement>(null);

  const where = (event: PointerEvent): Point | null => {
    const rectangle = frame.current?.getBoundingClientRect();
    return rectangle ? pointIn(rectangle, { x: event.clientX, y: event.clientY }) : null;
  };
  const press = (event: PointerEvent) => {
    if (zoom || !onBox || event.button !== 0) return;
    from.current = where(event);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent) => {
    const here = where(event);
    if (!here) return;
    if (zoom) setAt(here);
    else if (from.current && onBox) onBox(between(from.current, here));
  };
  const release = () => {
    from.current = null;
  };

  const alt = t("review.photo_alt", {
    plate: item.plate,
    number: item.step_number,
    name: item.taken_by_name,
    time: moment(item.taken_at, lang()),
  });
  return (
    <div
      ref={frame}
      className={zoom ? "stage stage-zoom" : "stage"}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <div
        className="stage-photo"
        style={zoom ? { transform: "scale(3)", transformOrigin: `${at.x * 100}% ${at.y * 100}%` } : undefined}
      >
        <PhotoWithBox path={`/api/photos/${item.sha256}`} alt={alt} box={box} boxLabel={t("words.marked")}>
          {heat && item.heat ? <Suspect box={item.heat} /> : null}
        </PhotoWithBox>
      </div>
    </div>
  );
}
