/** Views and pushes for tests: small, complete, and only as different as a test says. */

import type { HazardView, JobView, Push, StepView, SubOpened } from "../../src/protocol.gen";

export const EPOCH = "epoch-1";

export const hazard = (hash: string, level: HazardView["level"] = "warning"): HazardView => ({
  hash,
  level,
  symbol: "hot",
  consequence: { zh: "烫伤", en: "Burns" },
  action: { zh: "戴手套", en: "Wear gloves" },
});

export const step = (id: string, parts: Partial<StepView> = {}): StepView => ({
  id,
  number: 1,
  title: { zh: "标题", en: "Title" },
  text: { zh: `SECRET ${id}`, en: `SECRET ${id}` },
  picture: null,
  spot: null,
  values: [],
  tools: [],
  consumables: [],
  slots: [],
  gates: [],
  skippable: false,
  ...parts,
});

export const view = (parts: Partial<JobView> = {}): JobView => ({
  job: "j",
  rev: 1,
  fence: 1,
  phase: "step",
  holder: "me",
  holder_name: "Me",
  mine: true,
  order: "o",
  order_number: "1",
  vehicle: { vin: "V", plate: "P", title: { zh: "车", en: "Car" } },
  procedure: "p",
  version: "v",
  version_number: "1.0",
  title: { zh: "规程", en: "Procedure" },
  demonstration: true,
  started_at: 0,
  finished_at: null,
  current: "s1",
  current_number: 1,
  hazards: [],
  finishable: false,
  band: [],
  step: step("s1"),
  steps: [],
  reworks: [],
  ...parts,
});

/** A push that stands in no log: it carries neither `seq` nor `prev`, as the server sends it. */
const unlogged = (type: string, lane: Push["lane"], data: object, rev = 0): Push =>
  ({ ch: "job:j", epoch: EPOCH, lane, type, rev, at: 0, data }) as Push;

export const state = (shown: JobView): Push => unlogged("job.state", "state", shown, shown.rev);

export const fact = (type: string, seq: number, prev: number | null = seq - 1, data: object = {}): Push => ({
  ch: "job:j",
  epoch: EPOCH,
  seq,
  prev,
  lane: "safety",
  type,
  rev: seq,
  at: 0,
  data,
});

export const opened = (shown: JobView | null, parts: Partial<SubOpened> = {}): SubOpened => ({
  ch: "job:j",
  epoch: EPOCH,
  head: shown?.rev ?? 0,
  events: [],
  more: false,
  view: shown,
  order: null,
  ...parts,
});
