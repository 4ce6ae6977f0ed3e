/** Lets a part of one sheet open another in its place. */

import { createContext } from "react";
import type { Panel } from "./More";

export const OpenPanel = createContext<(panel: Panel) => void>(() => undefined);
