import type { Page } from "../pages";

export const pages: readonly Page[] = [
  {
    path: "/",
    areas: ["start"],
    roles: "anyone",
    look: "console",
    load: () => import("./StartPage"),
  },
  {
    path: "/login",
    areas: ["start"],
    roles: "anyone",
    look: "console",
    load: () => import("./LoginPage"),
  },
];
