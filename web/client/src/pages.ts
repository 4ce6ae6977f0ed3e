/** Where every page registers: each area's `pages.ts` exports its list, and is found by its folder. */

import type { ComponentType } from "react";
import type { Role } from "./api.gen";
import type { Area } from "./i18n";

export type { Role };

export interface PageProps {
  /** What stood in the path's `:name` places. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Page {
  /** Such as `/technician/jobs/:job`. */
  readonly path: string;
  /** Locale files that the page reads, besides `words` and `errors`, which every page has. */
  readonly areas: readonly Area[];
  /** Who may open it; `anyone` also without signing in. The server decides again on every request. */
  readonly roles: readonly Role[] | "signed-in" | "anyone";
  /** `technician` is dark, large and calm; `console` follows the system. */
  readonly look: "technician" | "console";
  readonly load: () => Promise<{ readonly default: ComponentType<PageProps> }>;
}

export interface Found {
  readonly page: Page;
  readonly params: Readonly<Record<string, string>>;
}

const lists = import.meta.glob<{ readonly pages: readonly Page[] }>("./*/pages.ts", { eager: true });

const pages: readonly Page[] = Object.values(lists).flatMap((list) => list.pages);

/** One part of a path as it was meant, or null where it is no text. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** What the path's `:name` places hold, or null where the pattern is of another page. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) {
      const read = decoded(value);
      if (read === null) return null;
      params[part.slice(1)] = read;
    } else if (part !== value) return null;
  }
  return params;
}

/** The page of a path; one without places wins over one with. */
export function find(path: string, among: readonly Page[] = pages): Found | null {
  const fitting = among.flatMap((page) => {
    const params = match(page.path, path);
    return params ? [{ page, params }] : [];
  });
  fitting.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  return fitting[0] ?? null;
}
