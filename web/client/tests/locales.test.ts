import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const locales = join(import.meta.dirname, "../../locales");
const source = join(import.meta.dirname, "../src");
const areas = ["words", "technician", "headset", "record"];

const words = (lang: string, area: string): Record<string, string> =>
  JSON.parse(readFileSync(join(locales, lang, `${area}.json`), "utf8")) as Record<string, string>;

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test.each(areas)("%s has the same keys and the same values in both languages", (area) => {
  const [zh, en] = [words("zh", area), words("en", area)];
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(zh))
    expect([key, places(text)]).toEqual([key, places(en[key] ?? "")]);
});

test("every whole key that the pages ask for has its words", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const known = new Set(
    readdirSync(join(locales, "zh")).flatMap((file) => Object.keys(words("zh", file.replace(".json", "")))),
  );
  const asked = files.flatMap((name) =>
    [
      ...readFileSync(join(source, name), "utf8").matchAll(/"((?:words|technician|headset|record)\.\w+)"/g),
    ].map((found) => found[1] ?? ""),
  );
  expect(asked.length).toBeGreaterThan(100);
  const groups = (key: string) => [...known].some((one) => one.startsWith(`${key}_`));
  expect(asked.filter((key) => !known.has(key) && !groups(key))).toEqual([]);
});
