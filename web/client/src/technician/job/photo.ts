/** A photo from a camera, a file or a demonstration scene, on its way into the outbox. */

import { t } from "../../i18n";
import type { Job } from "../../job";
import { Problem } from "../../problem";

const MAX_BYTES = 30_000_000;

/** SHA-256 of the bytes, in hexadecimal. */
export async function sha256Of(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Refuses what can be seen here to be no photo, in a sentence; the server looks closer. */
export function refuse(bytes: Blob): Problem | null {
  const say = (code: string) => new Problem({ status: 400, code, detail: t(`technician.${code}`) });
  if (bytes.size === 0) return say("photo_is_empty");
  if (bytes.size > MAX_BYTES) return say("photo_is_big");
  return bytes.type && !bytes.type.startsWith("image/") ? say("photo_is_other") : null;
}

/** Keeps the photo on this device and hands it to the gate. */
export async function handIn(job: Job, step: string, gate: string, bytes: Blob): Promise<void> {
  const refused = refuse(bytes);
  if (refused) throw refused;
  const sha256 = await sha256Of(bytes);
  await job.put("evidence.commit", { step, gate, sha256, kind: "photo" }, { step, gate }, bytes);
}

/** The list that a scene's address belongs to. Pure. */
export const folderOf = (url: string): string => url.slice(0, url.lastIndexOf("/"));
