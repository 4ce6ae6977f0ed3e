/** The technician's pages. They load neither a console's tables nor a headset's scene. */

import type { Page } from "../pages";

const shared = {
  areas: ["technician", "parts"],
  roles: ["technician", "foreman"],
  look: "technician",
} as const satisfies Partial<Page>;

export const pages: readonly Page[] = [
  { ...shared, path: "/technician", load: () => import("./OrdersPage") },
  { ...shared, path: "/technician/new", load: () => import("./NewOrderPage") },
  { ...shared, path: "/technician/search", load: () => import("./SearchPage") },
  { ...shared, path: "/technician/orders/:order", load: () => import("./OrderPage") },
  { ...shared, path: "/technician/jobs/:job", load: () => import("./job/JobPage") },
];
