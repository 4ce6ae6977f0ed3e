import type { ReactNode } from "react";

/** What will be here, and the one thing that fills it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** The thing's own shape while it is fetched; nothing for the first 300 ms. */
export function Skeleton({ lines = 3, box }: { lines?: number; box?: string }) {
  return (
    <div className="skeleton" aria-hidden="true">
      {box ? <div className="skeleton-box" style={{ aspectRatio: box }} /> : null}
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity and never move.
        <div className="skeleton-bar" key={index} style={{ width: `${100 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
