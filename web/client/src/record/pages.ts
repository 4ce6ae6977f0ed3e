/** The record of a job, for whoever may see the job. */

import type { Page } from "../pages";

export const pages: readonly Page[] = [
  {
    path: "/records/:job",
    areas: ["record"],
    roles: "signed-in",
    look: "console",
    load: () => import("./RecordPage"),
  },
];
