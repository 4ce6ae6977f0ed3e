import { useCallback, useState } from "react";
import { t } from "../i18n";
import { Button } from "../ui/Button";
import { ConsoleHead } from "../ui/ConsoleHead";
import { EmptyState, Skeleton } from "../ui/Empty";
import { ToastProvider, useToast } from "../ui/Toast";
import { Bench } from "./Bench";
import { useQueue } from "./useQueue";
import "./review.css";

/** Photos that wait for a person's verdict, one at a time, gravest first. */
export default function ReviewPage() {
  return (
    <ToastProvider>
      <Review />
    </ToastProvider>
  );
}

function Review() {
  const toast = useToast();
  const queue = useQueue(useCallback((sentence: string) => toast(sentence), [toast]));
  const [current, setCurrent] = useState<string | null>(null);
  const { items } = queue;
  const index = Math.max(0, items?.findIndex((item) => item.id === current) ?? 0);
  const item = items?.[index];
  const waiting = items?.length ? t("review.waiting", { count: items.length }) : "";
  const done = queue.done > 0 ? t("review.done", { count: queue.done }) : "";

  return (
    <div className="review">
      <ConsoleHead title={t("review.title")}>
        <span className="review-count" role="status">
          {waiting}
          <span className="review-done">
            {waiting && done ? " · " : ""}
            {done}
          </span>
        </span>
      </ConsoleHead>
      {item && items ? (
        <Bench
          key={item.id}
          item={item}
          next={items[index + 1] ?? null}
          queue={queue}
          onGo={(by) => setCurrent(items[(index + by + items.length) % items.length]?.id ?? null)}
          onDone={() => setCurrent(items[index + 1]?.id ?? null)}
        />
      ) : (
        <main className="review-empty">
          {items ? <Nothing done={queue.done} /> : null}
          {!items && queue.problem ? (
            <EmptyState title={queue.problem}>
              <Button onClick={queue.again}>{t("words.retry")}</Button>
            </EmptyState>
          ) : null}
          {!items && !queue.problem ? <Skeleton box="4 / 3" /> : null}
        </main>
      )}
    </div>
  );
}

function Nothing({ done }: { done: number }) {
  return (
    <EmptyState title={t("review.empty")}>
      <p>{done > 0 ? t("review.empty_done", { count: done }) : t("review.empty_how")}</p>
    </EmptyState>
  );
}
