import { type ReactNode, useState } from "react";
import { logout } from "../api";
import { say, t } from "../i18n";
import { Link, navigate, usePath } from "../router";
import { type User, useUser } from "../session";
import { consoles } from "../start/landing";
import { Button, IconButton } from "./Button";
import { LanguageSwitch } from "./Marks";
import { Sheet } from "./Sheet";
import { useTitle } from "./useTitle";

/** The head of a console page: where one is, where else one's roles lead, who one is. */
export function ConsoleHead({ title, children }: { title: string; children?: ReactNode }) {
  const user = useUser();
  const [open, setOpen] = useState(false);
  useTitle(title);
  return (
    <header className="console-head">
      <Link className="brand" href="/">
        <span lang="zh">师傅</span> <span className="unseen">{t("words.start_page")}</span>
      </Link>
      <h1>{title}</h1>
      <div className="console-end">
        {children}
        <div className="console-wide">
          <Ways user={user} />
        </div>
        <span className="console-narrow">
          <IconButton icon="more" label={t("words.more")} onClick={() => setOpen(true)} />
        </span>
      </div>
      <Sheet open={open} title={t("words.more")} closeLabel={t("words.close")} onClose={() => setOpen(false)}>
        <Ways user={user} />
      </Sheet>
    </header>
  );
}

function Ways({ user }: { user: User | null }) {
  const here = usePath();
  const others = user ? consoles(user.roles).filter((page) => page.path !== here) : [];
  return (
    <div className="console-ways">
      {user ? (
        <span className="console-who">{[user.name, say(user.shop_name)].filter(Boolean).join(" · ")}</span>
      ) : null}
      {others.map((page) => (
        <Link key={page.path} href={page.path}>
          {t(page.key)}
        </Link>
      ))}
      <LanguageSwitch />
      <Button look="quiet" onClick={() => void logout().then(() => navigate("/"))}>
        {t("words.logout")}
      </Button>
    </div>
  );
}
