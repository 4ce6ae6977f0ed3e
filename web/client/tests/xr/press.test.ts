import { beforeEach, expect, test } from "vitest";
import { meansOf } from "../../src/xr/means";
import { makePress, type Press } from "../../src/xr/press";

let clock = 0;
let acts: string[] = [];
let hold_ms = 0;
let there = true;
let press: Press;

beforeEach(() => {
  clock = 0;
  acts = [];
  hold_ms = 0;
  there = true;
  const act = (hand: string) => acts.push(hand);
  press = makePress(
    () => (there ? { hold_ms, act } : null),
    () => clock,
  );
});

function hold(hand: string, ms: number): void {
  press.down(hand);
  clock += ms;
  press.tick();
  press.up(hand);
}

test("a press beside the button does nothing", () => {
  hold("controller 0", 50);
  expect(acts).toEqual([]);
});

test("a short press on a plain button acts once, when it is let go", () => {
  press.aim("controller 0", true);
  press.down("controller 0");
  press.tick();
  expect(acts).toEqual([]);
  press.up("controller 0");
  press.up("controller 0");
  expect(acts).toEqual(["controller 0"]);
});

test("a press that must be meant acts after 0.6 s, and only once", () => {
  hold_ms = 600;
  press.aim("pinch 1", true);
  hold("pinch 1", 599);
  expect(acts).toEqual([]);
  hold("pinch 1", 600);
  expect(acts).toEqual(["pinch 1"]);
});

test("looking away ends a press", () => {
  hold_ms = 600;
  press.aim("pinch 1", true);
  press.down("pinch 1");
  press.aim("pinch 1", false);
  clock = 700;
  press.tick();
  expect(acts).toEqual([]);
});

test("a second hand does not add its time to the first one's", () => {
  hold_ms = 600;
  press.aim("pinch 0", true);
  press.aim("pinch 1", true);
  press.down("pinch 0");
  clock = 400;
  press.down("pinch 1");
  press.up("pinch 0");
  clock = 700;
  press.tick();
  expect(acts).toEqual([]);
});

test("how much of a long press has passed can be seen, and a button that is gone cannot be pressed", () => {
  hold_ms = 600;
  press.aim("key", true);
  press.down("key");
  clock = 300;
  expect(press.look()).toEqual({ aimed: true, held: 0.5 });
  press.up("key");
  there = false;
  hold("key", 700);
  expect(acts).toEqual([]);
});

test("the means of an acknowledgement is told by the hand that gave it", () => {
  expect(["pinch 0", "controller 1", "key", "finger"].map(meansOf)).toEqual([
    "pinch",
    "controller",
    "key",
    "tap",
  ]);
});

test("the second press of a double does nothing; a later one does", () => {
  press.aim("pinch 0", true);
  hold("pinch 0", 50);
  clock += 300;
  hold("pinch 0", 50);
  expect(acts).toEqual(["pinch 0"]);
  clock += 600;
  hold("pinch 0", 50);
  expect(acts).toEqual(["pinch 0", "pinch 0"]);
});

test("a press that must be held is meant, however soon it comes", () => {
  press.aim("pinch 0", true);
  hold("pinch 0", 50);
  hold_ms = 600;
  hold("pinch 0", 700);
  expect(acts).toEqual(["pinch 0", "pinch 0"]);
});
