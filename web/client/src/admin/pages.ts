import type { Page } from "../pages";

export const pages: readonly Page[] = [
  {
    path: "/admin",
    areas: ["admin"],
    roles: ["administrator"],
    look: "console",
    load: () => import("./AdminPage"),
  },
];
