/** Starts the client in the page's `#root`. */

import { createRoot } from "react-dom/client";
import { App } from "./App";
import { lang, loadAreas, setLang } from "./i18n";
import "./ui/index.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await loadAreas(["words", "errors", "fields", "ended"]);
await setLang(lang());
createRoot(root).render(<App />);
// The list of font slices comes after the first page is drawn: it is longer than the page itself.
import("./ui/fonts.css").catch(() => undefined);
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}
