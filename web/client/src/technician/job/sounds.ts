/** One sound for a pass, one for a retake, one for what wants an answer; each with its vibration. */

import type { Facts, Push } from "../../protocol.gen";
import { muted } from "./speech";

interface Sound {
  readonly tones_hz: readonly number[];
  readonly shake_ms: readonly number[];
}

const PASS: Sound = { tones_hz: [660, 880], shake_ms: [60] };
const AGAIN: Sound = { tones_hz: [440, 330], shake_ms: [60, 60, 60] };
const CALL: Sound = { tones_hz: [740, 740, 740], shake_ms: [200, 80, 200] };
const TONE_S = 0.12;

/** The sound of a push, if it has one. Pure. */
export function soundOf(push: Pick<Push, "type" | "data">): Sound | null {
  if (push.type === "qa.rework" || push.type === "timer.fired" || push.type === "job.takeover") return CALL;
  if (push.type !== "inspect.result") return null;
  const { outcome } = push.data as Facts["inspect.result"];
  return outcome === "pass" ? PASS : AGAIN;
}

let audio: AudioContext | null = null;

function play({ tones_hz }: Sound): void {
  audio ??= new AudioContext();
  for (const [index, tone] of tones_hz.entries()) {
    const source = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + index * TONE_S;
    source.frequency.value = tone;
    volume.gain.setValueAtTime(0.15, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_S);
    source.connect(volume).connect(audio.destination);
    source.start(from);
    source.stop(from + TONE_S);
  }
}

/** Lets a push be heard and felt, where the person has not turned it off and has touched the page. */
export function sound(push: Push): void {
  const heard = soundOf(push);
  if (!heard || !navigator.userActivation?.hasBeenActive) return;
  navigator.vibrate?.([...heard.shake_ms]);
  if (!muted()) play(heard);
}
