/** Speaks a hazard with a voice of this device; a voice that sends words elsewhere is never used. */

import { useEffect } from "react";
import { lang, say, t } from "../../i18n";
import type { HazardView } from "../../protocol.gen";

const MUTED = "shifu.muted";

export const muted = (): boolean => localStorage.getItem(MUTED) === "yes";

export function setMuted(on: boolean): void {
  localStorage.setItem(MUTED, on ? "yes" : "no");
  if (on) window.speechSynthesis?.cancel();
}

function speak(words: string): void {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  const voice = voices.find((one) => one.localService && one.lang.startsWith(lang()));
  if (!voice || muted()) return;
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(utterance);
}

/** Speaks each hazard once, as it comes. */
export function useSpoken(hazard: HazardView | null): void {
  useEffect(() => {
    if (!hazard) return;
    const words = [t(`words.hazard.${hazard.level}`), say(hazard.consequence), say(hazard.action)];
    speak(words.join("。"));
    return () => window.speechSynthesis?.cancel();
  }, [hazard]);
}
