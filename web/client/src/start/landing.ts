/** Which page a person's work is on. Pure. */

import type { Role } from "../pages";

const PAGES: readonly (readonly [Role, string])[] = [
  ["technician", "/technician"],
  ["foreman", "/technician"],
  ["parts_clerk", "/parts"],
  ["qa_reviewer", "/review"],
  ["administrator", "/admin"],
];

/** The page of the first role that has one; a person without any stays on the start page. */
export function landing(roles: readonly Role[]): string {
  return PAGES.find(([role]) => roles.includes(role))?.[1] ?? "/";
}

/** Where to go after a sign-in: back to the page that asked for it, if it is one of ours. */
export function afterLogin(query: string, roles: readonly Role[]): string {
  const next = new URLSearchParams(query).get("next") ?? "";
  const ours = /^\/(?![/\\])/.test(next) && !next.startsWith("/login");
  return ours ? next : landing(roles);
}

/** The consoles that a person's roles open, for the head of each console page. */
export function consoles(roles: readonly Role[]): readonly { path: string; key: string }[] {
  const seen = new Set<string>();
  return PAGES.flatMap(([role, path]) => {
    if (!roles.includes(role) || seen.has(path)) return [];
    seen.add(path);
    return [{ path, key: `words.page.${path.slice(1)}` }];
  });
}
