import fc from "fast-check";
import { expect, test } from "vitest";
import { begin, type Input, reduce, screen } from "../src/machine";
import type { JobView, Push } from "../src/protocol.gen";
import { fact, hazard, opened, state, step, view } from "./support/views";

/** A server with two people, three steps and their hazards, as the protocol wants it to behave. */
class Server {
  rev = 0;
  fence = 0;
  holder: string | null = null;
  at = 0;
  acked = new Set<string>();
  log: Push[] = [];
  views: JobView[] = [];

  constructor() {
    this.write("job.start");
  }

  hazards(): string[] {
    return this.at === 1 ? [] : [`h${this.at}a`, `h${this.at}b`];
  }

  open(): boolean {
    return this.holder === "me" && this.hazards().every((one) => this.acked.has(one));
  }

  write(type: string): void {
    this.rev += 1;
    this.log.push(fact(type, this.rev));
    this.views.push(this.seen());
  }

  seen(): JobView {
    const mine = this.holder === "me";
    const waiting = this.hazards().some((one) => !this.acked.has(one));
    return view({
      rev: this.rev,
      fence: this.fence,
      holder: this.holder,
      mine,
      phase: this.holder === null ? "unclaimed" : waiting ? "hazards" : "step",
      current: `s${this.at}`,
      hazards: waiting ? this.hazards().map((one) => hazard(one)) : [],
      step: mine && !waiting ? step(`s${this.at}`) : null,
    });
  }

  take(who: string): void {
    const type = this.holder && this.holder !== who ? "job.takeover" : "job.claim";
    this.holder = who;
    this.fence += 1;
    this.acked.clear();
    this.write(type);
    this.enter();
  }

  enter(): void {
    this.write(this.hazards().some((one) => !this.acked.has(one)) ? "hazard.show" : "step.show");
  }

  acknowledge(): void {
    for (const one of this.hazards()) this.acked.add(one);
    this.write("hazard.ack");
  }

  go(to: number): void {
    this.at = to;
    this.enter();
  }
}

type Act = "mine" | "theirs" | "ack" | "go0" | "go1" | "go2" | "rework";
const acts = fc.constantFrom<Act>("mine", "theirs", "ack", "go0", "go1", "go2", "rework");

function perform(server: Server, act: Act): void {
  if (act === "mine") server.take("me");
  else if (act === "theirs") server.take("other");
  else if (act === "ack") server.acknowledge();
  else if (act === "rework") {
    server.acked.clear();
    server.write("qa.rework");
    server.enter();
  } else server.go(Number(act.slice(2)));
}

/** How the network delivers: facts in order, views whenever and of whatever age, cuts, reopenings, reloads. */
const news = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant("act" as const), act: acts }) },
    { weight: 6, arbitrary: fc.record({ does: fc.constantFrom("fact" as const, "view" as const) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant("old" as const), age: fc.nat(8) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("open" as const, "understood" as const) }) },
  ),
  { maxLength: 60 },
);

test("a step's text is never on the screen unless, as far as was heard, its hazards were acknowledged", () => {
  fc.assert(
    fc.property(news, (events) => {
      const server = new Server();
      let delivered = 0;
      let now = begin("j", "me");
      const hear = (input: Input) => {
        now = reduce(now, input);
        const shown = screen(now);
        if (shown.kind !== "step") return;
        const known = Math.max(delivered, shown.view.rev);
        const allowed = server.views.find((one) => one.rev === shown.view.rev);
        expect(allowed?.step?.id).toBe(shown.step.id);
        const forbidding = server.log.filter(
          (one) => (one.seq ?? 0) > shown.view.rev && (one.seq ?? 0) <= known,
        );
        const types = forbidding.map((one) => one.type);
        expect(types).not.toContain("hazard.show");
        expect(types).not.toContain("job.takeover");
        expect(JSON.stringify(shown)).toContain(`SECRET ${shown.step.id}`);
      };
      for (const event of events) {
        if (event.does === "act") perform(server, event.act);
        else if (event.does === "fact" && delivered < server.rev) {
          const next = server.log[delivered];
          delivered += 1;
          if (next) hear({ type: "push", push: next });
        } else if (event.does === "view") hear({ type: "push", push: state(server.seen()) });
        else if (event.does === "old") {
          const old = server.views.at(-1 - event.age);
          if (old) hear({ type: "push", push: state(old) });
        } else if (event.does === "open") {
          const events = server.log.slice(delivered);
          delivered = server.rev;
          hear({ type: "opened", page: opened(server.seen(), { events }) });
        } else hear({ type: "understood", hash: "h0a" });
      }
    }),
    { numRuns: 400 },
  );
});

test("no screen but the step's own contains a step's text", () => {
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 20 }), (done) => {
      const server = new Server();
      let now = begin("j", "me");
      for (const act of done) {
        perform(server, act);
        now = reduce(now, { type: "push", push: state(server.seen()) });
        const shown = screen(now);
        if (!server.open()) expect(JSON.stringify(shown)).not.toContain("SECRET");
        else expect(shown.kind).toBe("step");
      }
    }),
  );
});
