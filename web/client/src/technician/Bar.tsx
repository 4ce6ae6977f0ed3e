/** The head of every technician's page but the job's own: the way back, the title, and the link. */

import { type ReactNode, useEffect, useState } from "react";
import { t } from "../i18n";
import { useLink, useLive, useWaiting } from "../live";
import { Link } from "../router";
import { Icon } from "../ui/Icon";
import { LinkState } from "../ui/Marks";
import { useEndedToast } from "../ui/useEndedToast";
import { useTitle } from "../ui/useTitle";

interface Props {
  readonly title: string;
  readonly back?: string;
  readonly children?: ReactNode;
}

export function Bar({ title, back, children }: Props) {
  useEndedToast(useLive());
  useTitle(title);
  return (
    <header className="bar">
      {back ? (
        <Link className="bar-back" href={back} aria-label={t("words.back")}>
          <Icon name="back" size={24} />
        </Link>
      ) : null}
      <h1 className="bar-title">{title}</h1>
      <LinkNow />
      {children}
    </header>
  );
}

const PROMPT_MS = 400;

/** A count once it has been above zero for a while: what is sent at once is not worth a word. */
function useLasting(count: number): number {
  const [lasting, setLasting] = useState(false);
  const some = count > 0;
  useEffect(() => {
    const timer = setTimeout(() => setLasting(some), some ? PROMPT_MS : 0);
    return () => clearTimeout(timer);
  }, [some]);
  return lasting ? count : 0;
}

/** Whether this page hears the server, and what waits to be sent: always in sight. */
export function LinkNow() {
  const live = useLive();
  const link = useLink(live);
  const waiting = useLasting(useWaiting(live));
  return <LinkState link={link} waiting={waiting} />;
}
