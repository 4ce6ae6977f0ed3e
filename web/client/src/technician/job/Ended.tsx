/** Why the server ended this page's connection for good, and the way back where there is one. */

import { t } from "../../i18n";
import { type Live, useEnded, useLink } from "../../live";
import { Button } from "../../ui/Button";

const useElsewhere = (live: Live | null): boolean => useLink(live) === "elsewhere";

export function Ended({ live }: { readonly live: Live | null }) {
  const ended = useEnded(live);
  const elsewhere = useElsewhere(live);
  if (!ended) return null;
  return (
    <div className="notice" role="status">
      <p>{ended}</p>
      {elsewhere ? (
        <Button onClick={() => live?.connection.hurry()}>{t("technician.take_line")}</Button>
      ) : null}
    </div>
  );
}

interface KeptProps {
  readonly live: Live | null;
  /** What is said while this tab has the line. */
  readonly word: string;
}

/** What was done here and is not answered yet: kept, and sent by the tab that has the line. */
export function Kept({ live, word }: KeptProps) {
  const elsewhere = useElsewhere(live);
  return <p className="thumb-line">{t(elsewhere ? "technician.wait_elsewhere" : word)}</p>;
}
