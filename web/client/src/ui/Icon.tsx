/** Small line icons of our own, 24 × 24, in the colour of the text beside them; the word stands next to them. */

const PATHS = {
  accept: "M4.5 12.5 10 18 19.5 6.5",
  back: "M14.5 5 7.5 12l7 7",
  camera: "M3.5 8h4l1.5-2.5h6L16.5 8h4v11h-17zM12 16.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5z",
  car: "M3.5 16.5v-4l2-1 2-4.5h8l3 4.5 2 1v4M3.5 16.5h17M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  close: "M6 6l12 12M18 6 6 18",
  cross: "M5.5 5.5l13 13M18.5 5.5l-13 13",
  down: "M5 9l7 7 7-7",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.2v.2",
  loupe: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  next: "M9.5 5l7 7-7 7",
  part: "M12 3.5 19.5 8v8L12 20.5 4.5 16V8zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  retake: "M19.5 12a7.5 7.5 0 1 1-2.5-5.6M19.5 3.5v4h-4",
  send: "M4 12h15M13 5.5l6.5 6.5-6.5 6.5",
  tool: "M14.5 6.5a4.2 4.2 0 0 1 5.6 5L12.9 18.6a2.3 2.3 0 0 1-3.2-3.2l7-7.2",
  undo: "M8.5 5 4 9.5 8.5 14M4 9.5h10a5 5 0 0 1 0 10h-3",
  unsure: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18.2v.2",
  wait: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 3 : 2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
