import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { command } from "../src/frames";
import type { Push, SubOpened } from "../src/protocol.gen";
import { backoff, LONGEST_WAIT_MS } from "../src/socket";
import { Network } from "./support/network";
import { EPOCH, fact, opened, state, view } from "./support/views";

let network: Network;

beforeEach(() => {
  vi.useFakeTimers();
  network = new Network();
  network.connection.start();
});

afterEach(() => {
  network.connection.stop();
  vi.useRealTimers();
});

function follow(): { readonly pages: SubOpened[]; readonly pushes: Push[]; stop: () => void } {
  const pages: SubOpened[] = [];
  const pushes: Push[] = [];
  const stop = network.connection.follow("job:j", {
    opened: (page) => pages.push(page),
    push: (push) => pushes.push(push),
  });
  return { pages, pushes, stop };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

async function openAt(rev: number): Promise<ReturnType<typeof follow>> {
  await network.welcome();
  const heard = follow();
  network.line.answer("sub.open", { data: opened(view({ rev })) });
  await settle();
  return heard;
}

test("it says who it is only after the server's hello, with its token, device and outbox", async () => {
  expect(network.line.sent).toEqual([]);
  await network.welcome();
  expect(network.line.sent[0]).toMatchObject({ type: "auth", token: "t1", device: "d", outbox: "o" });
  expect(network.connection.link).toBe("online");
});

test("a command asked before the handshake waits for it", async () => {
  const reply = network.connection.ask(command("chat.turn", { chat: "c", text: "x" }));
  expect(network.line.commands("chat.turn")).toHaveLength(0);
  await network.welcome();
  network.line.answer("chat.turn", { rev: 7 });
  await expect(reply).resolves.toMatchObject({ ok: true, rev: 7 });
});

test("a command whose reply was lost is sent again under the same key, and under a new id", async () => {
  await network.welcome();
  const reply = network.connection.ask(command("parts.order", { chat: "c", quote: "q" }));
  const first = network.line.last("parts.order");
  network.line.cut();
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS);
  await network.welcome();
  const second = network.line.last("parts.order");
  expect(second.idem).toBe(first.idem);
  network.line.answer("parts.order", { replayed: true });
  await expect(reply).resolves.toMatchObject({ replayed: true });
});

test("a late answer of a line that was given up changes nothing", async () => {
  await network.welcome();
  let answered = false;
  const told = () => {
    answered = true;
  };
  network.connection.ask(command("parts.cancel", { order: "o" })).then(told, () => undefined);
  const old = network.line;
  old.cut();
  await settle();
  old.answer("parts.cancel");
  await settle();
  expect(answered).toBe(false);
});

test("waits grow, are spread over their whole width, and heed the server's least", () => {
  expect(backoff(0, 1)).toBe(500);
  expect(backoff(3, 0.5)).toBe(2000);
  expect(backoff(50, 1)).toBe(LONGEST_WAIT_MS);
  expect(backoff(0, 0, 3000)).toBe(3000);
});

test("a broken line is tried again by itself, and at once when the device says so", async () => {
  await network.welcome();
  network.line.cut();
  expect(network.connection.link).toBe("offline");
  network.connection.hurry();
  expect(network.lines).toHaveLength(2);
  await network.welcome();
  expect(network.connection.link).toBe("online");
});

test("a line that the device says is gone is given up at once, and what was asked is asked again", async () => {
  await network.welcome();
  const reply = network.connection.ask(command("parts.order", { chat: "c", quote: "q" }));
  const first = network.line.last("parts.order");
  network.connection.lose();
  network.connection.lose();
  expect(network.connection.link).toBe("offline");
  network.connection.hurry();
  expect(network.lines).toHaveLength(2);
  await network.welcome();
  expect(network.line.last("parts.order").idem).toBe(first.idem);
  network.line.answer("parts.order", { rev: 1 });
  await expect(reply).resolves.toMatchObject({ ok: true });
});

test("a server that says not to come back is not asked again", async () => {
  await network.welcome();
  network.line.cut(4403, JSON.stringify({ reconnect: false, after_ms: 0 }));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(network.lines).toHaveLength(1);
  expect(network.connection.link).toBe("refused");
  expect(network.connection.ended).toBe("");
});

test("why the server ended the connection is known until it comes back", async () => {
  await network.welcome();
  network.line.cut(4400, JSON.stringify({ reconnect: false, after_ms: 0, code: "frame_too_large" }));
  expect(network.connection.link).toBe("refused");
  expect(network.connection.ended).toBe("frame_too_large");
  network.connection.hurry();
  await network.welcome();
  expect(network.connection.ended).toBe("");
});

test("a line that another tab has taken is elsewhere, and comes back when it is asked to", async () => {
  await network.welcome();
  network.line.cut(4409, JSON.stringify({ reconnect: false, after_ms: 0, code: "taken_over" }));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(network.lines).toHaveLength(1);
  expect(network.connection.link).toBe("elsewhere");
  network.connection.hurry();
  await network.welcome();
  expect(network.connection.link).toBe("online");
});

test("a restarting server is given the time that it asked for", async () => {
  await network.welcome();
  network.line.cut(4500, JSON.stringify({ reconnect: true, after_ms: 3000 }));
  await vi.advanceTimersByTimeAsync(2900);
  expect(network.lines).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(network.lines).toHaveLength(2);
});

test("a refused token is renewed once; a second refusal waits for the person", async () => {
  await network.welcome();
  network.line.cut(4401);
  await vi.advanceTimersByTimeAsync(1000);
  network.line.say({ type: "hello", server_time: 0, limits: { ping_ms: 10_000 } });
  await settle();
  expect(network.asked.at(-1)).toBe(true);
  network.line.cut(4401);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(network.connection.link).toBe("signed_out");
  expect(network.lines).toHaveLength(2);
});

test("without a session nothing is sent, and signing in goes on where it stopped", async () => {
  network.token = null;
  network.line.say({ type: "hello", server_time: 0, limits: { ping_ms: 10_000 } });
  await settle();
  expect(network.connection.link).toBe("signed_out");
  expect(network.lines[0]?.sent).toEqual([]);
  network.token = "t2";
  network.connection.hurry();
  await network.welcome();
  expect(network.line.sent[0]?.token).toBe("t2");
});

test("the token is renewed on the living line before it ends", async () => {
  await network.welcome(120);
  const keep = setInterval(
    () => network.line.say({ type: "ping", server_time: Date.now() * 1000, heads: {} }),
    5000,
  );
  network.token = "t2";
  await vi.advanceTimersByTimeAsync(31_000);
  clearInterval(keep);
  expect(network.line.last("auth.refresh").token).toBe("t2");
  expect(network.lines).toHaveLength(1);
});

test("a ping is answered and sets the clock; silence is taken as a loss", async () => {
  await network.welcome();
  network.line.say({ type: "ping", server_time: (Date.now() + 4000) * 1000, heads: {} });
  expect(network.line.last("pong")).toBeDefined();
  expect(network.connection.offset_ms).toBe(4000);
  await vi.advanceTimersByTimeAsync(25_500);
  expect(network.connection.link).not.toBe("online");
});

test("an answer that does not come is said after four seconds, and taken back when it comes", async () => {
  await network.welcome();
  const links: string[] = [];
  network.connection.onLink((link) => links.push(link));
  const reply = network.connection.ask(command("job.claim", {}, { job: "j" }));
  await vi.advanceTimersByTimeAsync(3_900);
  expect(links).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(links).toEqual(["late"]);
  network.line.say({ type: "ping", server_time: 0, heads: {} });
  expect(network.connection.link).toBe("late");
  network.line.answer("job.claim");
  await reply;
  expect(links).toEqual(["late", "online"]);
  expect(network.lines).toHaveLength(1);
});

test("each answer is waited for by itself: a prompt one does not hide a late one", async () => {
  await network.welcome();
  network.connection.ask(command("job.claim", {}, { job: "j" })).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(2_000);
  network.connection.ask(command("chat.turn", { chat: "c", text: "x" })).catch(() => undefined);
  network.line.answer("chat.turn");
  await vi.advanceTimersByTimeAsync(2_100);
  expect(network.connection.link).toBe("late");
});

test("a server that hangs is given up within twelve seconds, and asked again under the same key", async () => {
  await network.welcome(900, 4_000);
  network.line.say({ type: "ping", server_time: 0, heads: {} });
  const reply = network.connection.ask(command("job.claim", {}, { job: "j" }));
  const first = network.line.last("job.claim");
  await vi.advanceTimersByTimeAsync(12_000);
  expect(network.lines.length).toBeGreaterThan(1);
  await network.welcome(900, 4_000);
  expect(network.line.last("job.claim").idem).toBe(first.idem);
  network.line.answer("job.claim", { replayed: true });
  await expect(reply).resolves.toMatchObject({ ok: true });
});

test("a server that takes the line and never says hello is given up too", async () => {
  await vi.advanceTimersByTimeAsync(12_000);
  expect(network.lines.length).toBeGreaterThan(1);
});

test("a channel is opened page by page until nothing is missing", async () => {
  await network.welcome();
  const heard = follow();
  network.line.answer("sub.open", {
    data: opened(null, { head: 2, more: true, events: [fact("a", 1), fact("b", 2)] }),
  });
  await settle();
  expect(network.line.last("sub.open").data).toEqual({ ch: "job:j", epoch: EPOCH, after: 2 });
  network.line.answer("sub.open", { data: opened(view({ rev: 3 }), { events: [fact("c", 3)] }) });
  await settle();
  expect(heard.pages.flatMap((page) => page.events.map((event) => event.seq))).toEqual([1, 2, 3]);
});

test("pushes arrive in order, once, and are acknowledged together", async () => {
  const heard = await openAt(3);
  network.line.say(fact("a", 4));
  network.line.say(fact("b", 5));
  network.line.say(fact("a", 4));
  network.line.say(state(view({ rev: 5 })));
  expect(heard.pushes.map((push) => push.type)).toEqual(["a", "b", "job.state"]);
  await vi.advanceTimersByTimeAsync(60);
  expect(network.line.commands("ack").map((one) => one.data)).toEqual([{ ch: "job:j", seq: 5 }]);
});

test("a push without a place in the log moves nothing, and what follows is no gap", async () => {
  const heard = await openAt(3);
  network.line.say(state(view({ rev: 3 })));
  network.line.say(fact("a", 4));
  expect(heard.pushes.map((push) => push.type)).toEqual(["job.state", "a"]);
  expect(network.line.commands("sub.open")).toHaveLength(1);
});

test("a prev that widens by coalescing is no gap", async () => {
  const heard = await openAt(3);
  network.line.say(fact("a", 9, 3));
  expect(heard.pushes.map((push) => push.seq)).toEqual([9]);
  expect(network.line.commands("sub.open")).toHaveLength(1);
});

test("a prev that was never seen opens the channel again from what was", async () => {
  const heard = await openAt(3);
  network.line.say(fact("a", 6, 5));
  expect(heard.pushes).toEqual([]);
  expect(network.line.last("sub.open").data).toEqual({ ch: "job:j", epoch: EPOCH, after: 3 });
});

test("what is pushed while a page is on its way is kept and not doubled", async () => {
  await network.welcome();
  const heard = follow();
  network.line.say(fact("b", 4, 3));
  network.line.say(fact("c", 5, 4));
  network.line.answer("sub.open", { data: opened(view({ rev: 4 }), { events: [fact("b", 4)] }) });
  await settle();
  expect(heard.pushes.map((push) => push.seq)).toEqual([5]);
});

test("a head in a ping that stays ahead is a silent loss", async () => {
  await openAt(3);
  network.line.say({ type: "ping", server_time: 0, heads: { "job:j": 5 } });
  await vi.advanceTimersByTimeAsync(1100);
  expect(network.line.commands("sub.open")).toHaveLength(2);
});

test("a head in a ping that is caught up with is none", async () => {
  await openAt(3);
  network.line.say({ type: "ping", server_time: 0, heads: { "job:j": 4 } });
  network.line.say(fact("a", 4));
  await vi.advanceTimersByTimeAsync(1100);
  expect(network.line.commands("sub.open")).toHaveLength(1);
});

test("after a loss the channel goes on from the last position", async () => {
  const heard = await openAt(3);
  network.line.say(fact("a", 4));
  network.line.cut();
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS);
  await network.welcome();
  expect(network.line.last("sub.open").data).toEqual({ ch: "job:j", epoch: EPOCH, after: 4 });
  network.line.answer("sub.open", {
    data: opened(view({ rev: 6 }), { events: [fact("b", 5), fact("c", 6)] }),
  });
  await settle();
  expect(heard.pages.at(-1)?.events.map((event) => event.seq)).toEqual([5, 6]);
});

test("another epoch means that the history was replaced", async () => {
  let replaced = 0;
  await openAt(9);
  network.connection.follow("job:j", { replaced: () => (replaced += 1) });
  network.line.answer("sub.open", {
    data: opened(view({ rev: 1 }), { epoch: "epoch-2", events: [fact("a", 1)] }),
  });
  await settle();
  expect(replaced).toBe(1);
});

test("a channel that is refused says why, and one that is left is closed", async () => {
  await network.welcome();
  let why = "";
  network.connection.follow("job:x", {
    refused: (code) => {
      why = code;
    },
  });
  const error = { code: "not_found", message: "", temporary: false, retry_ms: null, detail: [] };
  network.line.answer("sub.open", { ok: false, error });
  await settle();
  expect(why).toBe("not_found");
  const heard = follow();
  heard.stop();
  expect(network.line.last("sub.close").data).toEqual({ ch: "job:j" });
});

test("frames that this page does not know are left alone", async () => {
  const heard = await openAt(3);
  network.line.say({ type: "$future", x: 1 });
  network.line.say({
    ch: "order:other",
    lane: "state",
    seq: 1,
    prev: 0,
    type: "x",
    epoch: "e",
    rev: 1,
    at: 0,
    data: {},
  });
  expect(heard.pushes).toEqual([]);
  expect(network.connection.link).toBe("online");
});
