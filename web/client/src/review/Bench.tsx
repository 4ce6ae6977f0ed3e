import { useRef, useState } from "react";
import type { ReviewItem, VerdictWord } from "../api.gen";
import { t } from "../i18n";
import type { Box } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { usePicture } from "../ui/Photo";
import { useToast } from "../ui/Toast";
import { Facts } from "./Facts";
import type { Action } from "./keys";
import { OverrideStage } from "./Override";
import { middle, moved, resized } from "./rectangle";
import { Stage } from "./Stage";
import { useKeys } from "./useKeys";
import { type Queue, UNDO_MS } from "./useQueue";
import { type Asking, ReasonBar, reasonsFor, VerdictBar } from "./VerdictBar";

interface Props {
  item: ReviewItem;
  next: ReviewItem | null;
  queue: Queue;
  onGo: (by: number) => void;
  onDone: () => void;
}

/** One photo, or an override without one, on the bench: looked at, marked, judged. */
export function Bench({ item, next, queue, onGo, onDone }: Props) {
  const [box, setBox] = useState<Box | null>(null);
  const [heat, setHeat] = useState(item.heat !== null);
  const [zoom, setZoom] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const note = useRef<HTMLInputElement>(null);
  const judge = useJudge(item, queue, onDone);
  usePicture(next?.sha256 ? `/api/photos/${next.sha256}` : null);
  const photo = item.sha256 !== null;

  const verdict = (word: VerdictWord) => {
    if (item.mine) return;
    if (word === "reject" || word === "rework") setAsking(word);
    else judge.soon(word);
  };
  const act = (action: Action) => {
    if (action.do === "verdict") verdict(action.verdict);
    else if (action.do === "reason")
      document.querySelector<HTMLElement>(`[data-reason="${action.index}"]`)?.click();
    else if (action.do === "move") setBox((old) => old && moved(old, action.right, action.down));
    else if (action.do === "resize") setBox((old) => old && resized(old, action.right, action.down));
    else if (action.do === "heat") setHeat((on) => !on);
    else if (action.do === "zoom") setZoom((on) => !on);
    else if (action.do === "box") setBox((old) => (old || item.mine ? null : middle()));
    else if (action.do === "note") note.current?.focus();
    else if (action.do === "back") asking ? setAsking(null) : setBox(null);
    else onGo(action.do === "next" ? 1 : -1);
  };
  useKeys({ asking: asking !== null, boxed: box !== null, photo }, act);

  return (
    <main className={asking ? "bench bench-asking" : "bench"}>
      <div className="bench-photo">
        {photo ? (
          <Stage item={item} box={box} heat={heat} zoom={zoom} onBox={item.mine ? null : setBox} />
        ) : (
          <OverrideStage item={item} />
        )}
        <Tools item={item} heat={heat} zoom={zoom} box={box} act={act} />
      </div>
      <Facts item={item} />
      {asking ? (
        <ReasonBar
          key={asking}
          asking={asking}
          reasons={reasonsFor(queue.reasons, asking, photo)}
          hint={photo ? t(box ? "review.box_there" : "review.box_how") : null}
          noteRef={note}
          onReason={(reason, words) => judge.now(asking, reason, words, box)}
          onBack={() => setAsking(null)}
        />
      ) : null}
      <div className="bench-verdict">
        {item.mine ? (
          <p className="notice-line" role="status">
            <Icon name="info" />
            <span>{t(photo ? "review.mine" : "review.mine_override")}</span>
          </p>
        ) : null}
        <VerdictBar off={item.mine} photo={photo} asking={asking} onVerdict={verdict} />
        <p className="review-muted bench-when">{t("review.when_sent")}</p>
      </div>
    </main>
  );
}

interface ToolsProps {
  item: ReviewItem;
  heat: boolean;
  zoom: boolean;
  box: Box | null;
  act: (action: Action) => void;
}

function Tools({ item, heat, zoom, box, act }: ToolsProps) {
  return (
    <div className="tools">
      {item.sha256 ? (
        <>
          <Button icon="loupe" hotkey="Z" aria-pressed={zoom} onClick={() => act({ do: "zoom" })}>
            {zoom ? t("review.zoom_off") : t("review.zoom")}
          </Button>
          <Button
            hotkey="B"
            aria-pressed={box !== null}
            disabled={item.mine}
            onClick={() => act({ do: "box" })}
          >
            {box ? t("review.box_off") : t("review.box")}
          </Button>
        </>
      ) : null}
      {item.heat ? (
        <Button icon="eye" hotkey="H" aria-pressed={heat} onClick={() => act({ do: "heat" })}>
          {t("review.heat")}
        </Button>
      ) : null}
      <span className="tools-end">
        <Button icon="back" hotkey="K" onClick={() => act({ do: "previous" })}>
          {t("review.previous")}
        </Button>
        <Button icon="next" hotkey="J" onClick={() => act({ do: "next" })}>
          {t("review.next")}
        </Button>
      </span>
    </div>
  );
}

/** Back to work goes at once, since a technician waits for it; an acceptance can be taken back for a while. */
function useJudge(item: ReviewItem, queue: Queue, onDone: () => void) {
  const toast = useToast();
  return {
    soon: (verdict: VerdictWord) => {
      const undo = queue.judgeSoon(item, { verdict });
      toast(t(`review.said.${verdict}`), { label: t("words.undo"), act: undo, within_ms: UNDO_MS });
      onDone();
    },
    now: (verdict: Asking, reason: string, note: string, box: Box | null) => {
      queue.judge(item, { verdict, reason, note, box });
      toast(t(`review.said.${verdict}`, { name: item.taken_by_name }));
      onDone();
    },
  };
}
