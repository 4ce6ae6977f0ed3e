/** Draws the page of the address, once its words are loaded and the person may see it. */

import { type ComponentType, useEffect, useState } from "react";
import { refresh } from "./api";
import { loadAreas, t, useLang } from "./i18n";
import { find, type Page, type PageProps } from "./pages";
import { navigate, usePath } from "./router";
import { currentUser, freshToken, useUser } from "./session";
import { ToastProvider } from "./ui/Toast";

interface Ready {
  readonly page: Page;
  readonly View: ComponentType<PageProps>;
}

/** A page that stands in place of another one; its style comes with it, after the style of everything. */
function notice(words: string): Page {
  const load = () =>
    import("./start/Notice").then(({ Notice }) => ({ default: () => <Notice words={words} /> }));
  return { path: "", areas: [], roles: "anyone", look: "console", load };
}

const UNKNOWN = notice("words.page_unknown");
const FORBIDDEN = notice("words.page_forbidden");

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
  const found = find(path) ?? { page: UNKNOWN, params: {} };
  const refused = known && user !== null && !mayOpen(found.page);
  const { page, params } = refused ? { page: FORBIDDEN, params: {} } : found;
  const allowed = mayOpen(page);
  const { ready, failed } = useReady(page);
  const toLogin = known && !allowed && !user;
  useEffect(() => {
    if (toLogin) navigate(loginPath(path), { replace: true });
  }, [toLogin, path]);
  useEffect(() => {
    document.documentElement.dataset.look = page.look;
  }, [page]);
  if (!window.isSecureContext) return <Insecure />;
  if (failed) return <NotLoaded />;
  if (!ready || !allowed || !(known || user)) return <output className="page-waiting" aria-busy="true" />;
  return (
    <ToastProvider>
      <ready.View key={path} params={params} />
    </ToastProvider>
  );
}

/** A browser gives camera, store and headset to https and to the machine itself only. */
function Insecure() {
  return (
    <main className="page-notice">
      <h1>{t("words.insecure")}</h1>
      <p>{t("words.insecure_how", { address: `http://localhost:${window.location.port || "80"}` })}</p>
    </main>
  );
}

function NotLoaded() {
  return (
    <main className="page-notice">
      <h1>{t("words.page_not_loaded")}</h1>
      <a href="/">{t("words.to_start")}</a>
    </main>
  );
}
