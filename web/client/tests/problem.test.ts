import { beforeAll, expect, test } from "vitest";
import { loadAreas, setLang } from "../src/i18n";
import { refusalSentence } from "../src/problem";

const refusal = (code: string, values: Record<string, string>) => ({
  code,
  message: "the server's own words",
  detail: Object.entries(values).map(([name, value]) => ({ name, value })),
});

beforeAll(async () => {
  await loadAreas(["words", "errors", "fields"]);
});

test("a wrong field and its fault are said in the language of the page", async () => {
  const wrong = refusal("command_invalid", {
    field: "step.skip.data.reason",
    problem: "string_too_short",
    min_length: "2",
  });
  await setLang("zh");
  expect(refusalSentence(wrong)).toMatch(/^原因至少 2 个字符。/);
  await setLang("en");
  expect(refusalSentence(wrong)).toMatch(/^Reason needs 2 characters at least\./);
});

test("what has no name of its own is one field that is not right", async () => {
  await setLang("zh");
  const strange = refusal("command_invalid", { field: "chat.turn.data.tags.0", problem: "set_type" });
  expect(refusalSentence(strange)).toMatch(/^有一项内容填得不对。/);
});

test("roles are called by their names", async () => {
  await setLang("zh");
  expect(refusalSentence(refusal("role_missing", { roles: "parts_clerk, qa_reviewer" }))).toContain(
    "配件员、质检员",
  );
});

test("an error that this page does not know is told in the server's own words", () => {
  expect(refusalSentence(refusal("no_such_code", {}))).toBe("the server's own words");
});
