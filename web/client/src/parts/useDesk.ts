/** The shared connection of this tab, as the chat uses it. */

import { useMemo } from "react";
import { useLink, useLive } from "../live";
import type { Link } from "../socket";
import { useEndedToast } from "../ui/useEndedToast";
import { type Desk, deskOf } from "./desk";

export interface AtDesk {
  /** Null while the connection is being made ready. */
  readonly desk: Desk | null;
  readonly link: Link;
}

export function useDesk(): AtDesk {
  const live = useLive();
  const link = useLink(live);
  useEndedToast(live);
  const desk = useMemo(() => (live ? deskOf(live.connection) : null), [live]);
  return { desk, link };
}
