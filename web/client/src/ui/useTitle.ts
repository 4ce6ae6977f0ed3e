/** What the tab and a bookmark are called. */

import { useEffect } from "react";

const PRODUCT = document.title;

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · ${PRODUCT}` : PRODUCT;
    return () => {
      document.title = PRODUCT;
    };
  }, [title]);
}
