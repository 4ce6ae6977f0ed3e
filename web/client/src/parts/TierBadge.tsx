import type { ReactNode } from "react";
import { say } from "../i18n";
import type { Offer, ReadbackLine, Tier } from "../protocol.gen";

const SHAPES: Record<Tier, ReactNode> = {
  oe: <path d="M8 1l7 7-7 7-7-7z" fill="currentColor" />,
  oes: <path d="M8 2l6 6-6 6-6-6zM8 6l2 2-2 2-2-2z" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  brand: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />,
  equal: <path d="M2 6h12M2 10.5h12" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />,
};

/** 原厂 / 配套 / 品牌 / 同质: a word and a shape. */
export function TierBadge({ offer }: { offer: Pick<Offer, "tier" | "tier_label"> | ReadbackLine }) {
  if (!offer.tier || !offer.tier_label) return null;
  return (
    <span className="tier">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[offer.tier]}
      </svg>
      {say(offer.tier_label)}
    </span>
  );
}
