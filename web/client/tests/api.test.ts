import { afterEach, expect, test, vi } from "vitest";
import { get, refresh } from "../src/api";
import { freshToken, signIn, signOut, wasEnded } from "../src/session";

const user = {
  id: "u",
  login: "ann",
  name: "Ann",
  roles: ["technician" as const],
  shop: "s",
  shop_name: { zh: "店", en: "S" },
  lang: "en" as const,
};

function served(status: number, body: object) {
  const fetched = vi.fn(async (_path: string) => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

afterEach(() => {
  signOut();
  vi.unstubAllGlobals();
});

test("who never signed in here is asked for no session", async () => {
  const fetched = served(200, { demo: true });
  expect(await refresh()).toBe(false);
  await get("/api/demo");
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(["/api/demo"]);
});

test("a remembered person's session is asked for once, however many wait", async () => {
  signIn({ token: "t", expires_at: 0, server_time: 0, user });
  const fetched = served(200, { token: "t2", expires_at: 900_000_000, server_time: 0, user });
  expect(await Promise.all([refresh(), refresh()])).toEqual([true, true]);
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("a sign-in that the server ended is told from one that the person ended", async () => {
  signIn({ token: "t", expires_at: 0, server_time: 0, user });
  signOut();
  expect(wasEnded()).toBe(false);
  signIn({ token: "t", expires_at: 0, server_time: 0, user });
  served(401, {});
  await refresh();
  expect(wasEnded()).toBe(true);
  signIn({ token: "t", expires_at: 0, server_time: 0, user });
  expect(wasEnded()).toBe(false);
});

test("a device whose clock is hours off keeps its token for as long as it lasts", () => {
  const server_time = (Date.now() - 5 * 3_600_000) * 1000;
  signIn({ token: "t", expires_at: server_time + 900_000_000, server_time, user });
  expect(freshToken()).toBe("t");
  signIn({ token: "t", expires_at: server_time + 20_000_000, server_time, user });
  expect(freshToken()).toBeNull();
});

test("a token that ended while the clock was set back is renewed once, and the request is made again", async () => {
  signIn({ token: "old", expires_at: 900_000_000, server_time: 0, user });
  const fetched = vi.fn(async (path: string, init: RequestInit) => {
    if (path === "/api/refresh")
      return Response.json({ token: "new", expires_at: 900_000_000, server_time: 0, user });
    const bearer = new Headers(init.headers).get("Authorization");
    return bearer === "Bearer new" ? Response.json({ ok: true }) : Response.json({}, { status: 401 });
  });
  vi.stubGlobal("fetch", fetched);
  expect(await get("/api/orders")).toEqual({ ok: true });
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(["/api/orders", "/api/refresh", "/api/orders"]);
});
