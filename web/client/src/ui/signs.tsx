/**
 * Safety signs drawn by us after the shapes of ISO 7010: a yellow triangle warns, a blue disc commands.
 * A name that is not known is drawn as the general warning, never left out.
 */
import type { ReactNode } from "react";

type Shape = "warn" | "must";

interface Sign {
  shape: Shape;
  /** Drawn in 100 × 100, inside the shape, in its pictogram colour. */
  art: ReactNode;
}

const line = { fill: "none", strokeWidth: 6, strokeLinecap: "round", strokeLinejoin: "round" } as const;

const SIGNS: Record<string, Sign> = {
  general: { shape: "warn", art: <path d="M46 36h8l-2 28h-4zM50 70a5 5 0 1 1 0 10 5 5 0 0 1 0-10z" /> },
  hot: {
    shape: "warn",
    art: (
      <g {...line} stroke="currentColor">
        <path d="M28 79h44M36 70c-5-6 5-9 0-16M50 70c-5-8 5-12 0-22M64 70c-5-6 5-9 0-16" />
      </g>
    ),
  },
  fire: {
    shape: "warn",
    art: (
      <path d="M51 34c2 9 13 14 13 28 0 10-6 17-14 17s-14-6-14-15c0-7 4-10 5-16 4 2 6 5 6 9 4-6 6-14 4-23zM50 60c-4 5-6 7-6 11 0 4 3 6 6 6s6-3 6-7-3-6-6-10z" />
    ),
  },
  electric: { shape: "warn", art: <path d="M54 32 38 60h10l-5 22 19-31H51l8-19z" /> },
  crush: {
    shape: "warn",
    art: (
      <>
        <path d="M30 38h40v10H30zM30 74h40v7H30z" />
        <g {...line} stroke="currentColor" strokeWidth={5}>
          <path d="M38 67V56M47 67V54M56 67V55M64 67v-7M36 67h30" />
        </g>
      </>
    ),
  },
  lift: {
    shape: "warn",
    art: (
      <>
        <path d="M28 49l5-10h30l9 10v9H28zM36 61a5 5 0 1 1 0 .1zM64 61a5 5 0 1 1 0 .1z" />
        <path d="M46 66h8v16h-8zM30 79h40v5H30z" />
      </>
    ),
  },
  corrosive: {
    shape: "warn",
    art: (
      <>
        <path d="M30 38l18-6 3 7-18 6zM28 74h24v7H28zM57 74h16v7H57z" />
        <path d="M44 48c3 5 4 7 4 9a4 4 0 1 1-8 0c0-2 1-4 4-9zM58 44c3 5 5 8 5 11a5 5 0 1 1-10 0c0-3 2-6 5-11z" />
      </>
    ),
  },
  toxic: {
    shape: "warn",
    art: (
      <>
        <path d="M50 34c10 0 16 6 16 14 0 5-3 9-7 11v6H41v-6c-4-2-7-6-7-11 0-8 6-14 16-14zM43 45a4 4 0 1 0 0 8 4 4 0 0 0 0-8zm14 0a4 4 0 1 0 0 8 4 4 0 0 0 0-8z" />
        <g {...line} stroke="currentColor" strokeWidth={5}>
          <path d="M34 70l32 12M66 70 34 82" />
        </g>
      </>
    ),
  },
  pressure: {
    shape: "warn",
    art: (
      <>
        <g {...line} stroke="currentColor" strokeWidth={5}>
          <circle cx="50" cy="60" r="17" />
          <path d="M50 60l9-9" />
        </g>
        <path d="M45 77h10v8H45z" />
      </>
    ),
  },
  slip: {
    shape: "warn",
    art: (
      <>
        <circle cx="45" cy="40" r="5" />
        <g {...line} stroke="currentColor" strokeWidth={5}>
          <path d="M45 50l6 12 13 3M51 62l-9 13M47 53l12-2M32 80h12M50 80h8M64 80h6" />
        </g>
      </>
    ),
  },
  rotating: {
    shape: "warn",
    art: (
      <>
        <g {...line} stroke="currentColor" strokeWidth={6}>
          <path d="M36 66a15 15 0 1 1 28 0" />
        </g>
        <path d="M56 64h16l-8 12zM46 55h8v8h-8z" />
      </>
    ),
  },
  rolling: {
    shape: "warn",
    art: (
      <>
        <path d="M26 66l6-12 7-10h20l9 10 6 2v10H26zM37 62a6 6 0 1 1 0 .1zM63 62a6 6 0 1 1 0 .1z" />
        <path d="M28 76h44v6H28z" />
      </>
    ),
  },
  gloves: {
    shape: "must",
    art: <path d="M36 76V54l-8-12 6-4 7 9V28h7v17h3V24h7v21h3V28h7v20h2V36h6v22l-6 18z" />,
  },
  goggles: {
    shape: "must",
    art: (
      <path d="M50 20c18 0 27 13 27 28l-4 2c0-3-1-4-3-4H30c-2 0-3 1-3 4l-4-2c0-15 9-28 27-28zM29 50h42v12c0 4-3 6-7 6h-6c-4 0-5-6-8-6s-4 6-8 6h-6c-4 0-7-2-7-6zM36 72h28c-3 6-8 9-14 9s-11-3-14-9z" />
    ),
  },
  mask: {
    shape: "must",
    art: (
      <path d="M50 20c16 0 25 11 25 26H25c0-15 9-26 25-26zM27 52h46c0 18-9 30-23 30S27 70 27 52zm16 10a7 7 0 1 0 14 0 7 7 0 0 0-14 0z" />
    ),
  },
  manual: {
    shape: "must",
    art: <path d="M22 32c10-4 18-3 26 2v42c-8-5-16-6-26-2zM78 32c-10-4-18-3-26 2v42c8-5 16-6 26-2z" />,
  },
};

/** Other words that knowledge files may use for the same sign. */
const SAME: Record<string, string> = {
  burn: "hot",
  hot_surface: "hot",
  hot_fluid: "hot",
  flammable: "fire",
  high_voltage: "electric",
  electricity: "electric",
  hand_crush: "crush",
  pinch: "crush",
  falling: "lift",
  suspended_load: "lift",
  raised_vehicle: "lift",
  vehicle_lift: "lift",
  chemical: "corrosive",
  skin: "corrosive",
  dust: "mask",
  breathing: "mask",
  wear_mask: "mask",
  spring: "pressure",
  slippery: "slip",
  moving_parts: "rotating",
  rolling_vehicle: "rolling",
  brakes: "rolling",
  wear_gloves: "gloves",
  hand_protection: "gloves",
  eye_protection: "goggles",
  wear_goggles: "goggles",
  eyes: "goggles",
  read_manual: "manual",
};

export function signOf(symbol: string): Sign {
  return SIGNS[symbol] ?? SIGNS[SAME[symbol] ?? "general"] ?? { shape: "warn", art: null };
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
        <circle className="sign-ground" cx="50" cy="50" r="47" />
      )}
      <g
        className="sign-art"
        transform={sign.shape === "warn" ? "translate(7.5 10.5) scale(.85)" : undefined}
      >
        {sign.art}
      </g>
    </svg>
  );
}
