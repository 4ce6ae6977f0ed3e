import { describe, expect, it } from "vitest";
import {
  carOf,
  lastSaid,
  lastSeen,
  orderIdsOf,
  ordersOf,
  quoteState,
  revive,
  type Turn,
  talk,
} from "../../src/parts/talk";
import type { ChatAnswer } from "../../src/protocol.gen";

const text = { zh: "好", en: "fine" };
const answer = (more: Partial<ChatAnswer> = {}): ChatAnswer => ({
  chat: "c",
  turn: 1,
  text,
  vehicle: null,
  question: null,
  offers: [],
  readback: null,
  orders: [],
  ...more,
});
const said = (turns: readonly Turn[], id: string) => talk(turns, { type: "said", id, said: `words ${id}` });

describe("the turns of a chat", () => {
  it("adds what was said at once, and its answer when it comes", () => {
    const asked = said([], "a");
    expect(asked).toEqual([
      { id: "a", said: "words a", quote: null, answer: null, order: null, problem: null },
    ]);
    expect(talk(asked, { type: "answered", id: "a", answer: answer() })[0]?.answer?.text).toBe(text);
  });

  it("gives an answer to its own turn, in whatever order answers come", () => {
    const turns = talk(said(said([], "a"), "b"), { type: "answered", id: "a", answer: answer({ turn: 7 }) });
    expect(turns.map((turn) => turn.answer?.turn ?? null)).toEqual([7, null]);
  });

  it("keeps the words of a turn that failed, with the reason beside them", () => {
    const turns = talk(said([], "a"), { type: "failed", id: "a", problem: "no network" });
    expect(turns[0]).toMatchObject({ said: "words a", problem: "no network" });
  });

  it("forgets a failure once the same turn has been ordered", () => {
    const failed = talk(said([], "a"), { type: "failed", id: "a", problem: "no network" });
    expect(talk(failed, { type: "ordered", id: "a", order: "o1" })[0]).toMatchObject({
      order: "o1",
      problem: null,
    });
  });

  it("leaves the turns alone when an answer comes for a turn that is gone", () => {
    expect(talk([], { type: "answered", id: "a", answer: answer() })).toEqual([]);
  });

  it("holds sixty turns at most, the newest", () => {
    let turns: readonly Turn[] = [];
    for (let index = 0; index < 70; index += 1) turns = said(turns, String(index));
    expect(turns).toHaveLength(60);
    expect(lastSaid(turns)).toBe("words 69");
  });

  it("is empty after a new start", () => {
    expect(talk(said([], "a"), { type: "cleared" })).toEqual([]);
    expect(lastSaid([])).toBe("");
  });

  it("shows the car that was named last, through answers that name none", () => {
    const vehicle = { vin: "V", plate: "京A·1", title: text };
    let turns = talk(said([], "a"), { type: "answered", id: "a", answer: answer({ vehicle }) });
    turns = talk(said(turns, "b"), { type: "answered", id: "b", answer: answer() });
    expect(carOf(turns)).toBe(vehicle);
    expect(carOf([])).toBeNull();
  });

  it("names no order where no answer did", () => {
    expect(ordersOf(said([], "a"))).toEqual([]);
    expect(orderIdsOf(said([], "a"))).toEqual([]);
  });

  it("names the orders that came of a button too", () => {
    const turns = talk(said([], "a"), { type: "ordered", id: "a", order: "o1" });
    expect(orderIdsOf(turns)).toEqual(["o1"]);
  });

  it("knows the last turn whose answer came, past one that waits", () => {
    expect(lastSeen([])).toBe(0);
    let turns = talk(said([], "a"), { type: "answered", id: "a", answer: answer({ turn: 4 }) });
    turns = said(turns, "b");
    expect(lastSeen(turns)).toBe(4);
  });
});

describe("turns kept through a reload", () => {
  it("come back as they were", () => {
    const turns = talk(said([], "a"), { type: "answered", id: "a", answer: answer() });
    expect(revive(JSON.stringify(turns), "lost")).toEqual(turns);
  });

  it("say of an open turn that it was not answered, never that it was ordered", () => {
    expect(revive(JSON.stringify(said([], "a")), "lost")[0]).toMatchObject({ problem: "lost", order: null });
  });

  it("are none where nothing or rubbish was kept", () => {
    expect(revive(null, "lost")).toEqual([]);
    expect(revive("{not json", "lost")).toEqual([]);
    expect(revive('{"a":1}', "lost")).toEqual([]);
    expect(revive("null", "lost")).toEqual([]);
  });
});

describe("a read-back", () => {
  const readback = {
    quote: "q",
    lines: [],
    gross: 1,
    net: 1,
    currency: "CNY",
    supplier: "s",
    arrival: text,
    expires_at: 1,
    car: null,
    text,
  };
  const read = talk(said([], "a"), { type: "answered", id: "a", answer: answer({ readback }) });
  const yes = talk(read, { type: "said", id: "y", said: "yes", quote: "q" });

  it("may be confirmed while it is the last thing that was said", () => {
    expect(quoteState(read, "q")).toBe("open");
  });

  it("is on its way after yes, and ordered once the order is there", () => {
    expect(quoteState(yes, "q")).toBe("ordering");
    expect(quoteState(talk(yes, { type: "ordered", id: "y", order: "o" }), "q")).toBe("ordered");
  });

  it("stays ordered, whatever is said afterwards", () => {
    const ordered = talk(yes, { type: "ordered", id: "y", order: "o" });
    expect(quoteState(said(ordered, "b"), "q")).toBe("ordered");
  });

  it("may be confirmed again after a yes that failed, since the key is the same", () => {
    const failed = talk(yes, { type: "failed", id: "y", problem: "no network" });
    expect(quoteState(failed, "q")).toBe("open");
    expect(quoteState(talk(failed, { type: "said", id: "z", said: "yes", quote: "q" }), "q")).toBe(
      "ordering",
    );
  });

  it("no longer stands once something else was said", () => {
    expect(quoteState(said(read, "b"), "q")).toBe("replaced");
  });
});
