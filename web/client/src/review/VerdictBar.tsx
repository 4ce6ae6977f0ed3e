import { type Ref, useState } from "react";
import type { ReviewReason, VerdictWord } from "../api.gen";
import { say, t } from "../i18n";
import { Button } from "../ui/Button";
import type { IconName } from "../ui/Icon";
import { VERDICT_KEYS } from "./keys";

export type Asking = "reject" | "rework";

const VERDICTS: readonly { verdict: VerdictWord; icon: IconName }[] = [
  { verdict: "accept", icon: "accept" },
  { verdict: "reject", icon: "retake" },
  { verdict: "rework", icon: "undo" },
  { verdict: "unsure", icon: "unsure" },
];

/** The reasons that can be said of a photo, or of an override without one. */
export function reasonsFor(reasons: readonly ReviewReason[], asking: Asking, photo: boolean): ReviewReason[] {
  const other = photo ? "reading" : "photo";
  return reasons.filter((reason) => reason.verdict === asking && reason.about !== other);
}

interface BarProps {
  off: boolean;
  /** Without a photo none can be asked for again. */
  photo: boolean;
  /** The verdict for which a reason is being asked. */
  asking: Asking | null;
  onVerdict: (verdict: VerdictWord) => void;
}

/** The verdicts, each with its key. */
export function VerdictBar({ off, photo, asking, onVerdict }: BarProps) {
  return (
    <div className="verdicts">
      {VERDICTS.filter(({ verdict }) => photo || verdict !== "reject").map(({ verdict, icon }) => (
        <Button
          key={verdict}
          look={verdict === "accept" ? "primary" : "plain"}
          icon={icon}
          hotkey={VERDICT_KEYS[verdict]}
          disabled={off}
          aria-pressed={asking === verdict}
          onClick={() => onVerdict(verdict)}
        >
          {t(`review.verdict.${verdict}`)}
        </Button>
      ))}
    </div>
  );
}

interface AskProps {
  asking: Asking;
  reasons: readonly ReviewReason[];
  /** How to mark the spot; null where there is nothing to mark. */
  hint: string | null;
  noteRef: Ref<HTMLInputElement>;
  onReason: (reason: string, note: string) => void;
  onBack: () => void;
}

/** Why it goes back: one key sends it, since it is asked for by its own key before. */
export function ReasonBar({ asking, reasons, hint, noteRef, onReason, onBack }: AskProps) {
  const [note, setNote] = useState("");
  const [needsNote, setNeedsNote] = useState(false);
  const choose = (reason: string) => {
    if (reason === "other" && !note.trim()) {
      setNeedsNote(true);
      document.getElementById("review-note")?.focus();
    } else onReason(reason, note.trim());
  };
  return (
    <section className="reasons" aria-label={t(`review.ask.${asking}`)}>
      <div className="reasons-head">
        <h2>{t(`review.ask.${asking}`)}</h2>
        <Button look="quiet" hotkey="Esc" onClick={onBack}>
          {t("words.back")}
        </Button>
      </div>
      {hint ? <p className="review-muted">{hint}</p> : null}
      <div className="field">
        <label className="field-label" htmlFor="review-note">
          {t("review.note")} <kbd className="key">N</kbd>
        </label>
        <input
          id="review-note"
          ref={noteRef}
          className="field-input"
          maxLength={500}
          value={note}
          aria-invalid={needsNote && !note.trim() ? true : undefined}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && needsNote && note.trim()) onReason("other", note.trim());
            if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
          }}
        />
        {needsNote && !note.trim() ? (
          <p className="field-error" role="alert">
            {t("review.note_needed")}
          </p>
        ) : null}
      </div>
      <div className="reasons-list">
        {reasons.map((reason, index) => (
          <Button
            key={reason.reason}
            hotkey={String(index + 1)}
            data-reason={index}
            onClick={() => choose(reason.reason)}
          >
            {say(reason.label)}
          </Button>
        ))}
      </div>
    </section>
  );
}
