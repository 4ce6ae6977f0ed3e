import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./Button";

interface Props {
  open: boolean;
  title: string;
  /** The word for the cross, such as "Close". */
  closeLabel: string;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

/** A dialog: from the lower edge on a phone, in the middle at a desk. Escape, the cross and the veil close it. */
export function Sheet({ open, title, closeLabel, onClose, wide = false, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is only for the veil.
    <dialog
      ref={ref}
      className={wide ? "sheet sheet-wide" : "sheet"}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {open ? (
        <>
          <div className="sheet-head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label={closeLabel} onClick={onClose} />
          </div>
          <div className="sheet-body">{children}</div>
        </>
      ) : null}
    </dialog>
  );
}
