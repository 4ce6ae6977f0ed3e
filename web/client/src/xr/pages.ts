/** The same job in a headset; its scene is a chunk of its own. */

import type { Page } from "../pages";

export const pages: readonly Page[] = [
  {
    path: "/headset/:job",
    areas: ["headset", "technician"],
    roles: ["technician", "foreman"],
    look: "technician",
    load: () => import("./HeadsetPage"),
  },
];
