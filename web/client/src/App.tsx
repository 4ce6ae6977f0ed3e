/** Draws the page of the address, once its words are loaded and the person may see it. */

import { type ComponentType, useEffect, useState } from "react";
import { refresh } from "./api";
import { loadAreas, t, useLang } from "./i18n";
import { type Found, find, type Page, type PageProps } from "./pages";
import { navigate, usePath } from "./router";
import { currentUser, freshToken, useUser } from "./session";
import { ToastProvider } from "./ui/Toast";

interface Ready {
  readonly page: Page;
  readonly View: ComponentType<PageProps>;
}

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

function useReady(found: Found | null): { ready: Ready | null; failed: boolean } {
  const [ready, setReady] = useState<Ready | null>(null);
  const [failed, setFailed] = useState(false);
  const page = found?.page;
  useEffect(() => {
    if (!page) return;
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
  const found = find(path);
  const allowed = found !== null && mayOpen(found.page);
  const { ready, failed } = useReady(found);
  const toLogin = known && found !== null && !allowed && !user;
  useEffect(() => {
    if (toLogin) navigate(loginPath(path), { replace: true });
  }, [toLogin, path]);
  useEffect(() => {
    if (found) document.documentElement.dataset.look = found.page.look;
  }, [found]);
  if (failed) return <Notice words={t("words.page_not_loaded")} />;
  if (!found) return <Notice words={t("words.page_unknown")} />;
  if (known && !allowed && user) return <Notice words={t("words.page_forbidden")} />;
  if (!ready || !allowed || !(known || user)) return <output className="page-waiting" aria-busy="true" />;
  return (
    <ToastProvider>
      <ready.View key={path} params={found.params} />
    </ToastProvider>
  );
}

function Notice({ words }: { readonly words: string }) {
  return (
    <main className="page-notice">
      <h1>{words}</h1>
      <p>
        <a href="/">{t("words.to_start")}</a>
      </p>
    </main>
  );
}
