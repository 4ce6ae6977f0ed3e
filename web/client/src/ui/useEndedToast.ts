/** Tells the person, once, why the server ended the connection for good. */

import { useEffect } from "react";
import { type Live, useEnded } from "../live";
import { useToast } from "./Toast";

export function useEndedToast(live: Live | null): void {
  const ended = useEnded(live);
  const toast = useToast();
  useEffect(() => {
    if (ended) toast(ended);
  }, [ended, toast]);
}
