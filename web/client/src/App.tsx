/** Draws the page of the address, once its words are loaded and the person may see it. */

import { type ComponentType, useEffect, useState } from "react";
import { refresh } from "./api";
import { loadAreas, useLang } from "./i18n";
import { find, type Page, type PageProps } from "./pages";
import { navigate, usePath } from "./router";
import { currentUser, freshToken, useUser } from "./session";
import { Notice } from "./start/Notice";
import { ToastProvider } from "./ui/Toast";

interface Ready {
  readonly page: Page;
  readonly View: ComponentType<PageProps>;
}

/** What stands at an address that is none of ours. */
const UNKNOWN: Page = {
  path: "",
  areas: [],
  roles: "anyone",
  look: "console",
  load: () => Promise.resolve({ default: () => <Notice words="words.page_unknown" /> }),
};

const parts = new Map<Page, Promise<Ready>>();

function prepare(page: Page): Promise<Ready> {
  const known = parts.get(page);
  if (known) return known;
  const loading = Promise.all([
    page.load(),
    loadAreas(["words", "errors", "fields", "ended", ...page.areas]),
  ]).then(([module]) => ({ page, View: module.default }));
  loading.catch(() => parts.delete(page));
  parts.set(page, loading);
  return loading;
}

function mayOpen(page: Page): boolean {
  if (page.roles === "anyone") return true;
  const user = currentUser();
  if (!user) return false;
  const { roles } = page;
  return roles === "signed-in" || user.roles.some((role) => roles.includes(role));
}

const loginPath = (path: string): string => `/login?next=${encodeURIComponent(path)}`;

function useReady(page: Page): { ready: Ready | null; failed: boolean } {
  const [ready, setReady] = useState<Ready | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let live = true;
    setFailed(false);
    prepare(page).then(
      (came) => live && setReady(came),
      () => live && setFailed(true),
    );
    return () => {
      live = false;
    };
  }, [page]);
  return { ready: ready?.page === page ? ready : null, failed };
}

/** Whether it is known who is here; without a network the remembered person is believed. */
function useKnown(): boolean {
  const [known, setKnown] = useState(false);
  useEffect(() => {
    const done = () => setKnown(true);
    if (freshToken()) done();
    else refresh().then(done, done);
  }, []);
  return known;
}

export function App() {
  useLang();
  const user = useUser();
  const path = usePath();
  const known = useKnown();
  const { page, params } = find(path) ?? { page: UNKNOWN, params: {} };
  const allowed = mayOpen(page);
  const { ready, failed } = useReady(page);
  const toLogin = known && !allowed && !user;
  const look = allowed ? page.look : "console";
  useEffect(() => {
    if (toLogin) navigate(loginPath(path), { replace: true });
  }, [toLogin, path]);
  useEffect(() => {
    document.documentElement.dataset.look = look;
  }, [look]);
  if (failed) return <Notice words="words.page_not_loaded" />;
  if (ready && known && !allowed && user) return <Notice words="words.page_forbidden" />;
  if (!ready || !allowed || !(known || user)) return <output className="page-waiting" aria-busy="true" />;
  return (
    <ToastProvider>
      <ready.View key={path} params={params} />
    </ToastProvider>
  );
}
