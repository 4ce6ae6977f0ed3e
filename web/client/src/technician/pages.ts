/** The technician's pages. They load neither a console's tables nor a headset's scene. */

import type { Page } from "../pages";

const shared = {
  areas: ["technician"],
  roles: ["technician", "foreman"],
  look: "technician",
} as const satisfies Partial<Page>;

export const pages: readonly Page[] = [
  { ...shared, path: "/technician", load: () => import("./OrdersPage") },
];
