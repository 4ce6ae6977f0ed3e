/** Words of the screens in Chinese and English, loaded by area; a switch needs no reload. */

import { useSyncExternalStore } from "react";
import type { Text } from "./protocol.gen";

export type Lang = "zh" | "en";
export type Area =
  | "errors"
  | "fields"
  | "ended"
  | "words"
  | "start"
  | "technician"
  | "headset"
  | "parts"
  | "review"
  | "record"
  | "admin";
export type Values = Readonly<Record<string, string | number>>;
type Words = Readonly<Record<string, string>>;

const files = import.meta.glob<{ readonly default: Words }>("../../locales/{zh,en}/*.json");
const loaded: Record<Lang, Record<string, string>> = { zh: {}, en: {} };
const wanted = new Set<Area>();
const listeners = new Set<() => void>();

function stored(): Lang {
  const kept = globalThis.localStorage?.getItem("shifu.lang");
  if (kept === "zh" || kept === "en") return kept;
  return globalThis.navigator?.language.startsWith("en") ? "en" : "zh";
}

let current: Lang = stored();

async function fetchArea(area: Area, lang: Lang): Promise<void> {
  const file = files[`../../locales/${lang}/${area}.json`];
  if (file) Object.assign(loaded[lang], (await file()).default);
}

/** Makes the words of these areas ready in the present language. */
export async function loadAreas(areas: readonly Area[]): Promise<void> {
  for (const area of areas) wanted.add(area);
  await Promise.all(areas.map((area) => fetchArea(area, current)));
}

/** Changes the language of every page at once, and keeps the choice on this device. */
export async function setLang(lang: Lang): Promise<void> {
  await Promise.all([...wanted].map((area) => fetchArea(area, lang)));
  current = lang;
  globalThis.localStorage?.setItem("shifu.lang", lang);
  if (globalThis.document) document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  for (const listener of listeners) listener();
}

/** The present language, outside a component. */
export const lang = (): Lang => current;

/** The words of a key; the key itself where a file lacks it, which a test refuses. */
export function t(key: string, values: Values = {}): string {
  const words = loaded[current][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Whether the present language has words for a key. */
export const has = (key: string): boolean => key in loaded[current];

/** The side of a pair that the person reads. */
export const say = (text: Text): string => text[current];

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The present language; a component that calls it is drawn again after a switch. */
export const useLang = (): Lang => useSyncExternalStore(subscribe, lang);
