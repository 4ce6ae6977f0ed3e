/**
 * Safety signs drawn by us after the shapes of ISO 7010: a yellow triangle warns, a blue disc commands.
 * A name that is not known is drawn as the general warning, never left out.
 */
import type { ReactNode } from "react";

interface Sign {
  readonly shape: "warn" | "must";
  /** Drawn in 100 × 100, in the pictogram's colour. */
  readonly art: ReactNode;
}

const stroke = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 5.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

const GENERAL = <path d="M45.5 36h9l-2.5 29h-4zM50 70a5 5 0 1 1 0 10 5 5 0 0 1 0-10z" />;

const WARN: Record<string, ReactNode> = {
  general: GENERAL,
  hot_surface: (
    <path {...stroke} d="M28 80h44M37 70c-6-6 5-10-1-17M50 70c-7-8 6-13-1-23M63 70c-6-6 5-10-1-17" />
  ),
  hot_fluid: (
    <>
      <path d="M50 38c7 10 12 17 12 25a12 12 0 1 1-24 0c0-8 5-15 12-25z" />
      <path {...stroke} strokeWidth="4.5" d="M27 66c3 4 0 8 3 12M73 66c-3 4 0 8-3 12M36 84h28" />
    </>
  ),
  crush: (
    <>
      <path d="M29 37h42v9H29zM29 76h42v7H29z" />
      <path {...stroke} d="M39 71V58M46.5 71V53M54 71V53M61 71V58" strokeWidth="6" />
    </>
  ),
  falling_load: (
    <>
      <path {...stroke} d="M50 34v8M40 42h20" strokeWidth="4.5" />
      <path d="M37 43h26v17H37z" />
      <path {...stroke} d="M34 68l6 6M66 68l-6 6M50 66v8" strokeWidth="4.5" />
      <path d="M30 80h40v5H30z" />
    </>
  ),
  rolling_car: (
    <>
      <path
        d="M26 68v-8l6-2 6-11h20l8 11 8 2v8zM38 63a7 7 0 1 0 .1 0zM63 63a7 7 0 1 0 .1 0z"
        fillRule="evenodd"
      />
      <circle cx="38" cy="70" r="4" />
      <circle cx="63" cy="70" r="4" />
      <path {...stroke} strokeWidth="4" d="M30 82h34M59 77.5l6 4.5-6 4.5" />
    </>
  ),
  rotating_part: (
    <>
      <path {...stroke} d="M36.5 69A16 16 0 1 1 63 70" />
      <path d="M54 68l18-2-9 15z" />
      <circle cx="50" cy="60" r="5" />
    </>
  ),
  spring: (
    <path {...stroke} strokeWidth="4.5" d="M36 84h28M38 78l24-6-24-6 24-6-24-6 24-6M50 44v-8M44 41l6-6 6 6" />
  ),
  corrosive: (
    <>
      <path d="M29 40l19-6 3 7-19 6zM27 76h25v7H27zM58 76h15v7H58z" />
      <path d="M41 50c3 5 4.5 8 4.5 10a4.5 4.5 0 1 1-9 0c0-2 1.5-5 4.5-10zM59 46c4 6 5.5 9 5.5 12a5.5 5.5 0 1 1-11 0c0-3 1.5-6 5.5-12z" />
    </>
  ),
  dust: (
    <>
      <circle cx="40" cy="52" r="9" />
      <path d="M40 63c9 0 13 6 13 20H27c0-14 4-20 13-20z" />
      <g>
        <circle cx="60" cy="50" r="3" />
        <circle cx="57" cy="60" r="2.2" />
        <circle cx="67" cy="58" r="2.2" />
        <circle cx="63" cy="68" r="3" />
        <circle cx="72" cy="70" r="2.2" />
        <circle cx="62" cy="79" r="2.2" />
        <circle cx="73" cy="80" r="3" />
      </g>
    </>
  ),
  flammable: (
    <>
      <path
        d="M52 34c2 9 12 13 12 25 0 9-6 15-14 15s-14-6-14-14c0-6 4-9 5-15 4 2 5 5 5 8 4-5 7-11 6-19zm-2 26c-4 4-5 5-5 8a5 5 0 0 0 10 0c0-3-2-4-5-8z"
        fillRule="evenodd"
      />
      <path d="M32 79h36v5H32z" />
    </>
  ),
  electric: <path d="M55 32 37 61h11l-6 23 21-32H52l9-20z" />,
  slip: (
    <>
      <circle cx="42" cy="41" r="5.5" />
      <path {...stroke} d="M43 51l6 13 14 3 6 8M48 64l-9 12M45 54l13-1M30 84h8M46 84h22" />
    </>
  ),
  sharp: (
    <>
      <path d="M48 33h20L57 58z" />
      <path d="M25 63h35a6.5 6.5 0 0 1 0 13H25z" />
      <path d="M55 79c2 3 3 4.5 3 6a3 3 0 1 1-6 0c0-1.5 1-3 3-6z" />
    </>
  ),
};

const MUST: Record<string, ReactNode> = {
  eye_protection: (
    <path
      d="M50 16c20 0 31 14 31 31l-6 3c-1-3-2-4-5-4H30c-3 0-4 1-5 4l-6-3c0-17 11-31 31-31zM28 51h44c2 0 3 1 3 3v7c0 6-4 10-10 10h-4c-6 0-7-7-11-7s-5 7-11 7h-4c-6 0-10-4-10-10v-7c0-2 1-3 3-3zM37 76h26c-3 5-7 8-13 8s-10-3-13-8z"
      fillRule="evenodd"
    />
  ),
  gloves: (
    <path d="M37 82V62L26 47c-3-4 2-9 6-5l7 8V27c0-5 7-5 7 0v17h2V22c0-5 7-5 7 0v22h2V26c0-5 7-5 7 0v21h2V36c0-5 7-5 7 0v25l-7 14v7z" />
  ),
  damage: <path d="M43 20h14l-4 42h-6zM50 67a8 8 0 1 1 0 16 8 8 0 0 1 0-16z" />,
};

function signOf(symbol: string): Sign {
  const must = MUST[symbol];
  return must ? { shape: "must", art: must } : { shape: "warn", art: WARN[symbol] ?? GENERAL };
}

/** One sign; the words beside it say the same, so it is hidden from a screen reader. */
export function SafetySign({ symbol, size = 96 }: { symbol: string; size?: number }) {
  const sign = signOf(symbol);
  return (
    <svg
      className={`sign sign-${sign.shape}`}
      width={size}
      height={size}
      viewBox="0 0 100 100"
      aria-hidden="true"
    >
      {sign.shape === "warn" ? (
        <path className="sign-ground" d="M50 8 95 88H5z" strokeWidth="6" strokeLinejoin="round" />
      ) : (
        <circle className="sign-ground" cx="50" cy="50" r="48" />
      )}
      <g className="sign-art" transform={sign.shape === "warn" ? "translate(9 8) scale(.82 .86)" : undefined}>
        {sign.art}
      </g>
    </svg>
  );
}
