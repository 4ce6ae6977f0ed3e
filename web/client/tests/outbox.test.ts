import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Wanted } from "../src/frames";
import { type Carrier, Outbox, type Settled } from "../src/outbox";
import { Problem } from "../src/problem";
import type { Reply } from "../src/protocol.gen";
import { boxOf, deviceId, openStorage, type Storage } from "../src/storage";

const about = { job: "j", fence: 2, rev: 5, step: "s1", gate: "g" };
const SHA = "a".repeat(64);
const yes: Reply = { re: 1, ok: true, rev: 6, replayed: false, data: null, error: null };
const no = (
  code: string,
  temporary = false,
  detail: readonly { name: string; value: string }[] = [],
): Reply => ({
  ...yes,
  ok: false,
  error: { code, message: code, temporary, retry_ms: null, detail },
});

let storage: Storage;
let boxes: Outbox[];

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  storage = await openStorage();
  await boxOf(storage, "me");
  boxes = [];
});

afterEach(() => {
  for (const box of boxes) box.stop();
});

function outbox(user = "me"): Outbox {
  const box = new Outbox(storage, user);
  boxes.push(box);
  return box;
}

class Recorder implements Carrier {
  readonly sent: Wanted[] = [];
  readonly uploads: string[] = [];
  readonly answers: (Reply | Promise<Reply>)[] = [];
  uploadFails: Problem[] = [];
  ask = (wanted: Wanted) => {
    this.sent.push(wanted);
    return Promise.resolve(this.answers.shift() ?? yes);
  };
  upload = (sha256: string) => {
    const fails = this.uploadFails.shift();
    if (fails) return Promise.reject(fails);
    this.uploads.push(sha256);
    return Promise.resolve();
  };
  pause = () => Promise.resolve();
}

const complete = (box: Outbox, step: string) =>
  box.put("step.complete", { step, means: "tap" }, { ...about, step });
const empty = (box: Outbox) => vi.waitFor(() => expect(box.entries).toHaveLength(0));

test("an entry is on the device before anything is sent", async () => {
  await complete(outbox(), "s1");
  const kept = await storage.getAll("entries");
  expect(kept).toMatchObject([{ user: "me", type: "step.complete", job: "j", fence: 2, rev: 5 }]);
});

test("entries are sent in the order in which they were made, numbered without a hole", async () => {
  const box = outbox();
  for (const step of ["a", "b", "c"]) await complete(box, step);
  const carrier = new Recorder();
  void box.run(carrier);
  await empty(box);
  expect(carrier.sent.map((one) => one.dseq)).toEqual([1, 2, 3]);
  expect(carrier.sent.map((one) => (one.data as { step: string }).step)).toEqual(["a", "b", "c"]);
});

test("what the page adds for itself is not sent", async () => {
  const box = outbox();
  await complete(box, "a");
  const carrier = new Recorder();
  void box.run(carrier);
  await empty(box);
  expect(Object.keys(carrier.sent[0] ?? {}).sort()).toEqual(
    ["at", "data", "dseq", "fence", "idem", "job", "rev", "type"].sort(),
  );
});

test("a reload in the middle sends the same entry under the same key and number", async () => {
  const before = outbox();
  await complete(before, "a");
  const lost = new Recorder();
  lost.answers.push(new Promise<Reply>(() => undefined));
  void before.run(lost);
  await vi.waitFor(() => expect(lost.sent).toHaveLength(1));
  before.stop();

  const after = outbox();
  const carrier = new Recorder();
  void after.run(carrier);
  await vi.waitFor(() => expect(carrier.sent).toHaveLength(1));
  expect(carrier.sent[0]).toEqual(lost.sent[0]);
});

test("a temporary refusal is tried again under the same number; a permanent one uses it up", async () => {
  const box = outbox();
  const carrier = new Recorder();
  carrier.answers.push(no("busy", true), no("gates_closed"));
  const settled: Settled[] = [];
  box.onSettled((one) => settled.push(one));
  await complete(box, "a");
  await complete(box, "b");
  void box.run(carrier);
  await empty(box);
  expect(carrier.sent.map((one) => one.dseq)).toEqual([1, 1, 2]);
  expect(settled.map((one) => [one.ok, one.error?.code])).toEqual([
    [false, "gates_closed"],
    [true, undefined],
  ]);
});

test("a gap that the server names is closed from its number on", async () => {
  const box = outbox();
  const carrier = new Recorder();
  carrier.answers.push(no("dseq_gap", true, [{ name: "expected", value: "7" }]));
  await complete(box, "a");
  await complete(box, "b");
  void box.run(carrier);
  await empty(box);
  expect(carrier.sent.map((one) => one.dseq)).toEqual([1, 7, 8]);
});

test("a photo's bytes go first and stay on the device until the server has them", async () => {
  const box = outbox();
  const bytes = new Blob(["photo"], { type: "image/jpeg" });
  await box.put("evidence.commit", { step: "s1", gate: "g", sha256: SHA, kind: "photo" }, about, bytes);
  expect(await box.photo(SHA)).toBeDefined();
  const carrier = new Recorder();
  carrier.uploadFails = [
    new Problem({ status: 0, code: "offline" }),
    new Problem({ status: 503, code: "disk_full" }),
  ];
  void box.run(carrier);
  await empty(box);
  expect(carrier.uploads).toEqual([SHA]);
  expect(carrier.sent).toHaveLength(1);
  expect(await box.photo(SHA)).toBeUndefined();
});

test("a photo that the server will never take is given back with its reason, and leaves no hole", async () => {
  const box = outbox();
  const carrier = new Recorder();
  carrier.uploadFails = [new Problem({ status: 415, code: "photo_not_image", detail: "no photo" })];
  const settled: Settled[] = [];
  box.onSettled((one) => settled.push(one));
  const data = { step: "s1", gate: "g", sha256: SHA, kind: "photo" as const };
  await box.put("evidence.commit", data, about, new Blob(["zip"]));
  await complete(box, "a");
  void box.run(carrier);
  await empty(box);
  expect(settled[0]).toMatchObject({ ok: false, error: { code: "photo_not_image" } });
  expect(carrier.sent.map((one) => [one.type, one.dseq])).toEqual([["step.complete", 1]]);
});

test("entries of another person on this device are neither shown nor sent", async () => {
  await boxOf(storage, "other");
  await complete(outbox("other"), "theirs");
  const mine = outbox();
  await complete(mine, "mine");
  const carrier = new Recorder();
  void mine.run(carrier);
  await empty(mine);
  expect(carrier.sent).toHaveLength(1);
  expect(await storage.count("entries")).toBe(1);
});

test("another tab's entry is seen here and sent by the tab that sends", async () => {
  const sender = outbox();
  const carrier = new Recorder();
  void sender.run(carrier);
  const tab = outbox();
  const told: Settled[] = [];
  tab.onSettled((one) => told.push(one));
  await complete(tab, "a");
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(carrier.sent).toHaveLength(1);
  await empty(tab);
});

test("a tab that is not heard any more lets the other send, and nothing is settled twice", async () => {
  const deaf = outbox();
  const lost = new Recorder();
  const late = Promise.withResolvers<Reply>();
  lost.answers.push(late.promise);
  void deaf.run(lost);
  const heard = outbox();
  const carrier = new Recorder();
  void heard.run(carrier);
  const told: Settled[] = [];
  heard.onSettled((one) => told.push(one));
  await complete(heard, "a");
  await vi.waitFor(() => expect(lost.sent).toHaveLength(1));
  expect(carrier.sent).toHaveLength(0);

  deaf.rest();
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(carrier.sent).toEqual(lost.sent);
  late.resolve(yes);
  await empty(deaf);
  expect(told).toHaveLength(1);

  heard.rest();
  void deaf.run(lost);
  await complete(heard, "b");
  await vi.waitFor(() => expect(lost.sent).toHaveLength(2));
});

test("who asks at once waits until what was entered before has been sent", async () => {
  const box = outbox();
  await complete(box, "a");
  let drained = false;
  void box.drained().then(() => {
    drained = true;
  });
  await Promise.resolve();
  expect(drained).toBe(false);
  void box.run(new Recorder());
  await vi.waitFor(() => expect(drained).toBe(true));
});

test("device and outbox keep their names through a reload, one outbox for each person", async () => {
  const again = await openStorage();
  expect(await deviceId(again)).toBe(await deviceId(storage));
  const mine = (await boxOf(again, "me")).outbox;
  expect(mine).toBe((await boxOf(storage, "me")).outbox);
  expect(mine).not.toBe((await boxOf(storage, "other")).outbox);
});
