import type { ReactNode } from "react";
import { logout } from "../api";
import { t } from "../i18n";
import { Link, navigate, usePath } from "../router";
import { useUser } from "../session";
import { consoles } from "../start/landing";
import { Button } from "./Button";
import { LanguageSwitch } from "./Marks";

/** The head of a console page: where one is, where else one's roles lead, who one is. */
export function ConsoleHead({ title, children }: { title: string; children?: ReactNode }) {
  const user = useUser();
  const here = usePath();
  const others = user ? consoles(user.roles).filter((page) => page.path !== here) : [];
  return (
    <header className="console-head">
      <Link className="brand" href="/" aria-label={t("words.start_page")}>
        <span lang="zh">师傅</span>
      </Link>
      <h1>{title}</h1>
      <nav className="console-nav">
        {others.map((page) => (
          <Link key={page.path} href={page.path}>
            {t(page.key)}
          </Link>
        ))}
      </nav>
      <div className="console-end">
        {children}
        {user ? (
          <span className="console-who">
            {user.name}
            {user.shop_name ? ` · ${user.shop_name}` : ""}
          </span>
        ) : null}
        <LanguageSwitch />
        <Button look="quiet" onClick={() => void logout().then(() => navigate("/"))}>
          {t("words.logout")}
        </Button>
      </div>
    </header>
  );
}
