import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { Button } from "./Button";

interface Toast {
  id: number;
  text: string;
  undo?: Undo | undefined;
}

interface Undo {
  readonly label: string;
  readonly act: () => void;
  /** How long it can be undone; the toast leaves with the chance. */
  readonly within_ms: number;
}

type Show = (text: string, undo?: Undo) => void;

const STAYS_MS = 6_000;
const ToastContext = createContext<Show>(() => undefined);

/** Gives the pages below it a voice that covers no button; a toast leaves by itself. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const last = useRef(0);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());

  const drop = useCallback((id: number) => setToasts((old) => old.filter((toast) => toast.id !== id)), []);
  const show = useCallback<Show>(
    (text, undo) => {
      last.current += 1;
      const id = last.current;
      setToasts((old) => [...old.slice(-1), { id, text, undo }]);
      const timer = setTimeout(() => {
        timers.current.delete(timer);
        drop(id);
      }, undo?.within_ms ?? STAYS_MS);
      timers.current.add(timer);
    },
    [drop],
  );
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running) clearTimeout(timer);
    };
  }, []);

  useUndoKey(toasts.findLast((toast) => toast.undo) ?? null, drop);

  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <div className="toast" key={toast.id}>
            <span>{toast.text}</span>
            {toast.undo ? (
              <Button
                icon="undo"
                onClick={() => {
                  toast.undo?.act();
                  drop(toast.id);
                }}
              >
                {toast.undo.label}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

/** Says what was done, with the way back where there is one. */
export function useToast(): Show {
  return useContext(ToastContext);
}

/** Ctrl+Z, or the command key with Z, takes back what the newest toast says, unless something is typed. */
function useUndoKey(newest: Toast | null, drop: (id: number) => void): void {
  useEffect(() => {
    if (!newest) return;
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      newest.undo?.act();
      drop(newest.id);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [newest, drop]);
}
