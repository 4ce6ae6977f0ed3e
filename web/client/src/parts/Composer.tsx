import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from "react";
import { t } from "../i18n";
import { IconButton } from "../ui/Button";

/** What the server takes in one turn. */
const MAX_TEXT = 2_000;
const NEAR_END = 1_800;

export interface ComposerHandle {
  focus: () => void;
}

interface Props {
  ref?: Ref<ComposerHandle>;
  /** What ↑ in an empty line brings back. */
  last: string;
  hint: string;
  busy: boolean;
  onSay: (text: string) => void;
}

/** One line to speak in: Enter sends, Shift+Enter breaks the line, ↑ in an empty line edits the last turn. */
export function Composer({ ref, last, hint, busy, onSay }: Props) {
  const [text, setText] = useState("");
  const input = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }), []);

  const send = () => {
    const said = text.trim();
    if (!said || busy) return;
    setText("");
    onSay(said);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
    if (event.key === "ArrowUp" && !text && last) {
      event.preventDefault();
      setText(last);
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={input}
        className="field-input composer-input"
        rows={1}
        maxLength={MAX_TEXT}
        enterKeyHint="send"
        aria-label={t("parts.say")}
        placeholder={hint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <IconButton icon="send" label={t("parts.send")} look="primary" type="submit" disabled={busy} />
      {text.length > NEAR_END ? (
        <p className="composer-count">{t("parts.left", { count: MAX_TEXT - text.length })}</p>
      ) : null}
    </form>
  );
}
