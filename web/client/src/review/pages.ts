import type { Page } from "../pages";

export const pages: readonly Page[] = [
  {
    path: "/review",
    areas: ["review"],
    roles: ["qa_reviewer"],
    look: "console",
    load: () => import("./ReviewPage"),
  },
];
