/** What went wrong, as a sentence for people: what happened, what is safe, what to do. */

import worded from "../../locales/worded.json";
import { has, t, type Values } from "./i18n";
import type { Error as WireError } from "./protocol.gen";

/** The body of an error answer. Source: RFC 9457, with our `code` and `values`. */
export interface ProblemDetails {
  readonly status: number;
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly values?: Values;
}

/** A refusal by the server, or a network that is not there (`code` is then `offline`). */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly values: Values;

  constructor(details: ProblemDetails) {
    super(details.detail ?? details.title ?? details.code);
    this.name = "Problem";
    this.code = details.code;
    this.status = details.status;
    this.values = details.values ?? {};
  }

  /** The field that was refused, as the request calls it; empty where the refusal is of something else. */
  get field(): string {
    if (this.code.startsWith("vin")) return "vin";
    return (
      String(this.values.field ?? "")
        .split(".")
        .at(-1) ?? ""
    );
  }

  /** Whether trying the same again later can help. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const offline = (): Problem => new Problem({ status: 0, code: "offline", detail: t("words.network") });

/** The sentence to show for anything that was thrown. */
export function sentence(thrown: unknown): string {
  if (thrown instanceof Problem) return thrown.message;
  return t("words.unexpected");
}

function isDetails(body: unknown): body is ProblemDetails {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";
}

/** The problem that an answer describes; one without our details is named by its status. */
export async function fromResponse(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (isDetails(body)) return new Problem({ ...body, status: response.status });
  const detail = t("words.http", { status: response.status });
  return new Problem({ status: response.status, code: `http_${response.status}`, detail });
}

/** A refusal of the socket in the present language; the server's own words where this page has none. */
export function refusalSentence(error: Pick<WireError, "code" | "message" | "detail">): string {
  const key = `errors.${error.code}`;
  if (!has(key)) return error.message;
  const values = Object.fromEntries(error.detail.map(({ name, value }) => [name, value]));
  return t(key, { ...values, ...inWords(error.code, values) });
}

/** The values of an error that are words of ours, as this language says them: a role, a field and its fault. */
function inWords(code: string, values: Readonly<Record<string, string>>): Values {
  const areas = Object.entries((worded as Readonly<Record<string, Record<string, string>>>)[code] ?? {});
  return Object.fromEntries(
    areas.map(([name, area]) => {
      const words = (values[name] ?? "").split(", ").map((each) => t(wordKey(area, each), values));
      return [name, words.join(t("fields.list"))];
    }),
  );
}

function wordKey(area: string, value: string): string {
  const last = value.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "";
  return has(`${area}.${last}`) ? `${area}.${last}` : `${area}.other`;
}
