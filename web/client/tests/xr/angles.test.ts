import fc from "fast-check";
import { expect, test } from "vitest";
import {
  BAND,
  BUTTON_HEIGHT,
  centred,
  FOLLOW_AFTER_S,
  type Follow,
  fieldFor,
  follow,
  headOf,
  layout,
  metres,
  onSphere,
  PICTURE_AT,
  PICTURE_FIELD,
  turn,
} from "../../src/xr/angles";

const still: Follow = { at: { yaw: 0, pitch: 0 }, away_s: 0 };

test("twenty degrees at 1.2 m are 42 cm", () => {
  expect(metres(20)).toBeCloseTo(0.423, 3);
});

test("the shortest turn crosses the back of the head", () => {
  expect(turn(170, -170)).toBeCloseTo(20);
  expect(turn(-170, 170)).toBeCloseTo(-20);
});

test("panels stay while the head looks about, and while it is away only for a moment", () => {
  expect(follow(still, { yaw: 29, pitch: 0 }, 10)).toBe(still);
  const away = follow(still, { yaw: 60, pitch: 0 }, 0.3);
  expect(away.at).toEqual({ yaw: 0, pitch: 0 });
  expect(follow(away, { yaw: 0, pitch: 0 }, 0.3).away_s).toBe(0);
});

test("panels come after a head that stays away", () => {
  const away = follow(still, { yaw: 60, pitch: -10 }, FOLLOW_AFTER_S / 2);
  expect(follow(away, { yaw: 60, pitch: -10 }, FOLLOW_AFTER_S / 2)).toEqual({
    at: { yaw: 60, pitch: -10 },
    away_s: 0,
  });
});

test("panels never come so low or so high that a neck must break for them", () => {
  fc.assert(
    fc.property(fc.double({ min: -90, max: 90, noNaN: true }), (pitch) => {
      const { at } = follow({ at: { yaw: 180, pitch: 0 }, away_s: 0 }, { yaw: 0, pitch }, 1);
      expect(at.pitch).toBeGreaterThanOrEqual(-40);
      expect(at.pitch).toBeLessThanOrEqual(25);
    }),
  );
});

test("a place on the sphere is where a head that looks there finds it", () => {
  fc.assert(
    fc.property(fc.integer({ min: -179, max: 179 }), fc.integer({ min: -80, max: 80 }), (yaw, pitch) => {
      const [x, y, z] = onSphere({ yaw, pitch }, 1);
      const head = headOf(x, y, z);
      expect(Math.abs(turn(head.yaw, yaw))).toBeLessThan(1e-6);
      expect(head.pitch).toBeCloseTo(pitch, 6);
    }),
  );
});

const parts = { hazard: false, button: true, band: true };

test("button and band stand below the panel, one after the other, and only those that there are", () => {
  const all = layout(parts);
  expect(all.button - BUTTON_HEIGHT / 2).toBeGreaterThan(all.panel.height / 2);
  expect(all.band - BAND.height / 2).toBeGreaterThan(all.button + BUTTON_HEIGHT / 2);
  const bare = layout({ hazard: true, button: false, band: false });
  expect(bare.height).toBe(bare.panel.height);
  expect(centred(bare)).toEqual({ yaw: 0, pitch: 0 });
});

test("a fitted picture holds the whole in its width and in its height, whatever its shape", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.double({ min: 0.3, max: 3, noNaN: true }), (hazard, aspect) => {
      const places = layout({ ...parts, hazard });
      const half = Math.tan((fieldFor(places, aspect) * Math.PI) / 360);
      const across = (2 * Math.atan(half * aspect) * 180) / Math.PI;
      expect(across).toBeGreaterThan(places.panel.width);
      expect(fieldFor(places, aspect)).toBeGreaterThan(places.height);
    }),
  );
});

test("a wide picture shows the lowest and the outermost of what stands aside in it", () => {
  const { height, panel } = layout(parts);
  expect(-PICTURE_AT.pitch + height - panel.height / 2).toBeLessThan(PICTURE_FIELD / 2);
  expect(-PICTURE_AT.yaw + panel.width / 2).toBeLessThan(PICTURE_FIELD / 2);
});
