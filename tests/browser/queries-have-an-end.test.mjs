// Links and queries from an attacker: very many items, words and repeats. The rows stay readable, the program
// continues, and the number of marks is limited.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { ids, readPlan } from "./support/plan.mjs";
import { element, field, shown, site } from "./support/widget.mjs";

const { open } = site();
const plan = await readPlan("okayama");
const all = ids(plan.items);
const MOST_MARKS = 5_000;

const marked = (page) => page.evaluate(() => CSS.highlights.get("machi-plan-hit")?.size ?? 0);
const state = (page) => page.evaluate(() => document.querySelector("machi-plan").state);
const is = (page) => page.evaluate(() => document.querySelector("machi-plan").dataset.code ?? "ready");

test("a link with all items open and very many words is read to its bounds", async () => {
  assert.ok(all.length > 40, "the plan has items");
  for (const q of [
    Array.from({ length: 300 }, (_, at) => `の${at}`).join(" "),
    "の ".repeat(1_000),
    "1".repeat(1_900),
    "の い に 1 る を と す し て",
  ]) {
    const hash = `#machi-plan?item=${all.join(",")}&q=${encodeURIComponent(q)}`;
    const page = await open(element("okayama"), { hash });
    assert.equal(await is(page), "ready");
    assert.ok([...(await state(page)).q].length <= 200);
    assert.ok((await marked(page)) <= MOST_MARKS);
    await field(page).fill("");
    assert.equal((await shown(page)).length, all.length, "rows can be read");
    assertSilent(page);
  }
});

test("a letter that is everywhere is marked to a bound, once for each repeat of the word", async () => {
  const hash = `#machi-plan?item=${all.join(",")}`;
  const page = await open(element("okayama"), { hash });
  await field(page).fill("の");
  const once = await marked(page);
  assert.ok(once > 100 && once <= MOST_MARKS, `${once} are marked`);
  await field(page).fill("の ".repeat(45));
  assert.equal(await marked(page), once);
  await field(page).fill("の い");
  assert.ok((await marked(page)) <= MOST_MARKS);
  assertSilent(page);
});

test("very many values of a state are bounded", async () => {
  const page = await open(element("okayama"));
  const departments = await page.evaluate(() => {
    const plan = document.querySelector("machi-plan");
    plan.state = { department: Array.from({ length: 5_000 }, (_, at) => `部${at}`) };
    return plan.state.department.split(",").length;
  });
  assert.equal(departments, 1_000);
  assert.equal(await is(page), "ready");
  assertSilent(page);
});
