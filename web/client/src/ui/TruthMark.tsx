import type { ReactNode } from "react";
import { t } from "../i18n";
import type { Truth } from "../protocol.gen";

const stroke = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round" } as const;
const knock = { fill: "none", stroke: "var(--surface)", strokeWidth: 2, strokeLinecap: "round" } as const;

/** One shape for each truth: the outline grows to a filled shape as the proof gets stronger. */
const SHAPES: Record<Truth, ReactNode> = {
  pending: <circle cx="10" cy="10" r="7.5" {...stroke} strokeDasharray="2.6 3.3" />,
  claimed: <circle cx="10" cy="10" r="7.5" {...stroke} />,
  measured: <path d="M2.5 6h15v8h-15zM6 6v3.5M10 6v5M14 6v3.5" {...stroke} strokeLinejoin="round" />,
  photo_checked: (
    <>
      <path d="M2 6h3.5L7 3.5h6L14.5 6H18v11H2z" fill="currentColor" />
      <path d="M6.5 11.5 9 14l4.5-5" {...knock} />
    </>
  ),
  human_verified: (
    <>
      <circle cx="10" cy="10" r="8.5" fill="currentColor" />
      <path d="M6 10.5 9 13.5l5-6.5" {...knock} />
    </>
  ),
  skipped: <path d="M3 4.5 10 10l-7 5.5zM10 4.5 17 10l-7 5.5z" {...stroke} strokeLinejoin="round" />,
  overridden: (
    <>
      <path d="M10 1.5 18.5 10 10 18.5 1.5 10z" fill="currentColor" />
      <path d="M10 6v5M10 14v.2" {...knock} />
    </>
  ),
  not_applicable: <path d="M4 10h12" {...stroke} />,
  contradicted: <path d="M4 7.5h12M4 12.5h12M13.5 3l-7 14" {...stroke} />,
};

/** How a step came to be done: shape and word, never colour. */
export function TruthMark({ truth, bare = false }: { truth: Truth; bare?: boolean }) {
  const word = t(`words.truth.${truth}`);
  return (
    <span className="mark" title={bare ? word : undefined}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        {SHAPES[truth]}
      </svg>
      <span className={bare ? "unseen" : undefined}>{word}</span>
    </span>
  );
}
