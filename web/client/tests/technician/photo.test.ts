import { beforeAll, expect, test } from "vitest";
import { loadAreas } from "../../src/i18n";
import { folderOf, refuse, sha256Of } from "../../src/technician/job/photo";

beforeAll(() => loadAreas(["technician"]));

test("the name of a photo is the SHA-256 of its bytes", async () => {
  // Source: FIPS 180-2, appendix B.1.
  expect(await sha256Of(new Blob(["abc"]))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("an empty file, a film and a file that is far too big are refused in words before anything is sent", () => {
  expect(refuse(new Blob([]))?.code).toBe("photo_is_empty");
  expect(refuse(new Blob(["x"], { type: "video/mp4" }))?.message).not.toContain("photo_is_other");
  expect(refuse(new Blob([new Uint8Array(30_000_001)], { type: "image/png" }))?.code).toBe("photo_is_big");
});

test("a file without a type is left to the server, and a photo is taken", () => {
  expect(refuse(new Blob(["x"]))).toBeNull();
  expect(refuse(new Blob(["x"], { type: "image/jpeg" }))).toBeNull();
});

test("the list of a check's scenes is found from the address of one of them", () => {
  expect(folderOf("/api/demo/scenes/atf_washer/good-1.jpg")).toBe("/api/demo/scenes/atf_washer");
});
