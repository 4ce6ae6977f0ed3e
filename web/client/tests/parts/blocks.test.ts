import { describe, expect, it } from "vitest";
import { blocks } from "../../src/parts/blocks";
import type { Offer, Text } from "../../src/protocol.gen";

const pads: Text = { zh: "前制动片 × 2：4 种", en: "front brake pads × 2: 4" };
const filter: Text = { zh: "空调滤芯 × 1：2 种", en: "cabin filter × 1: 2" };
const offer = (id: string, group: Text | null): Offer => ({ id, group }) as Offer;

describe("offers on the counter", () => {
  it("stand without a heading where one part was asked for", () => {
    const [only, ...more] = blocks([offer("a", null), offer("b", null)]);
    expect(more).toEqual([]);
    expect(only?.heading).toBeNull();
    expect(only?.offers.map((one) => one.nth)).toEqual([1, 2]);
  });

  it("stand below the heading of their part, numbered through", () => {
    const found = blocks([offer("a", pads), offer("b", { ...pads }), offer("c", filter)]);
    expect(found.map((block) => block.heading?.zh)).toEqual([pads.zh, filter.zh]);
    expect(found.map((block) => block.offers.map((one) => `${one.nth} ${one.offer.id}`))).toEqual([
      ["1 a", "2 b"],
      ["3 c"],
    ]);
  });

  it("come from a tab that was open before headings were sent", () => {
    const { group, ...old } = offer("a", null);
    expect(blocks([old as Offer])[0]?.heading).toBeNull();
    expect(group).toBeNull();
  });

  it("are none where none were sent", () => {
    expect(blocks([])).toEqual([]);
  });
});
