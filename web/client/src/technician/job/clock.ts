/** How much time is left, and how much has passed. Pure. */

/** What is left, as 4:05. Pure. */
export function clock(left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Minutes as 01:41; the job's time is no stopwatch. Pure. */
export function elapsed(from_ms: number, to_ms: number): string {
  const minutes = Math.max(0, Math.floor((to_ms - from_ms) / 60_000));
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
