import type { Page } from "../pages";

export const pages: readonly Page[] = [
  {
    path: "/parts",
    areas: ["parts"],
    roles: ["parts_clerk", "technician", "foreman", "manager"],
    look: "console",
    load: () => import("./PartsPage"),
  },
];
