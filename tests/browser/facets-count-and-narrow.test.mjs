// Facets: each value has the number of items that it would leave under every other condition. The expected numbers
// are counted in the CSV files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { counted, ids, readPlan, select, sentence } from "./support/plan.mjs";
import { choose, countsOf, element, field, result, shown, site } from "./support/widget.mjs";

const { open } = site();
const plans = { okayama: await readPlan("okayama"), yamaguchi: await readPlan("yamaguchi") };

/** The values of a facet that some item has, in the plan's order. */
function values(plan, facet) {
  const of = {
    branch: () => plan.outline.map((row) => row.体系ID).filter((id) => !plan.items.some((item) => item.id === id)),
    department: () => plan.departments.map((row) => row.名称),
    year: () => plan.years,
    has: () => ["indicator", "result"],
  };
  return of[facet]().filter((value) => select(plan, { [facet]: [value] }).length > 0);
}

/** Holds every number of a facet under these conditions. */
async function checkCounts(page, plan, facet, conditions) {
  const expect = values(plan, facet).map((value) => {
    const left = select(plan, { ...conditions, [facet]: [value] });
    return [value, `${counted(left).items}件`];
  });
  assert.deepEqual(await countsOf(page, facet), Object.fromEntries(expect), facet);
}

for (const city of ["okayama", "yamaguchi"]) {
  const plan = plans[city];
  // Every item of Yamaguchi has an indicator and none has a result, so 「指標・実績」 would divide nothing.
  const facets = ["branch", "department", "year", ...(city === "okayama" ? ["has"] : [])];

  test(`${city}: every value stands with the number of items that it leaves`, async () => {
    const page = await open(element(city));
    for (const facet of facets) await checkCounts(page, plan, facet, {});
    assertSilent(page);
  });

  test(`${city}: numbers follow the other conditions and not their own`, async () => {
    const page = await open(element(city));
    const department = plan.items[4].departments[0].name;
    await choose(page, "department", department);
    for (const facet of facets) await checkCounts(page, plan, facet, { department: [department] });
    await choose(page, "year", plan.years[3]);
    await field(page).fill("実施");
    const conditions = { department: [department], year: [plan.years[3]], q: "実施" };
    for (const facet of facets) await checkCounts(page, plan, facet, conditions);
    assert.deepEqual(await shown(page), ids(select(plan, conditions)));
    assert.equal(await result(page), sentence(plan, select(plan, conditions), true));
    assertSilent(page);
  });

  test(`${city}: within a facet any value is enough, between facets all must hold`, async () => {
    const page = await open(element(city));
    const [first, second] = values(plan, "department");
    const top = plan.outline[0].体系ID;
    await choose(page, "department", first);
    await choose(page, "department", second);
    const any = select(plan, { department: [first, second] });
    assert.ok(any.length > select(plan, { department: [first] }).length, "the second value widens");
    assert.deepEqual(await shown(page), ids(any));
    await choose(page, "branch", top);
    assert.deepEqual(await shown(page), ids(select(plan, { department: [first, second], branch: [top] })));
    await choose(page, "department", first);
    assert.deepEqual(await shown(page), ids(select(plan, { department: [second], branch: [top] })));
    assertSilent(page);
  });

  test(`${city}: a branch holds what stands under it at any depth`, async () => {
    const page = await open(element(city));
    const deep = values(plan, "branch").find((id) => plan.outline.find((row) => row.体系ID === id).上位ID);
    await choose(page, "branch", deep);
    assert.deepEqual(await shown(page), ids(select(plan, { branch: [deep] })));
    const depths = await page.locator("[data-key=branch] li").evaluateAll((rows) =>
      Object.fromEntries(rows.map((row) => [row.querySelector("input").dataset.value, Number(row.dataset.depth)])),
    );
    for (const [id, depth] of Object.entries(depths)) {
      let above = plan.outline.find((row) => row.体系ID === id);
      let expect = -1;
      for (; above; above = plan.outline.find((row) => row.体系ID === above.上位ID)) expect += 1;
      assert.equal(depth, expect, `depth of ${id}`);
    }
    assertSilent(page);
  });
}

test("a facet that does not divide the plan is not shown, and what no item has is no choice", async () => {
  const page = await open(element("yamaguchi"));
  assert.ok(plans.yamaguchi.items.every((item) => item.has.join() === "indicator"));
  assert.equal(await countsOf(page, "has"), null);
  assert.equal(await page.getByText("指標・実績").count(), 0);
  assertSilent(page);
  const other = await open(element("okayama"));
  assert.equal(await other.locator(".machi-plan-facet").count(), 6);
  // The same plan with one indicator less: now 「指標がある」 divides, and still nothing has a result.
  await page.evaluate(async () => {
    const host = document.querySelector("machi-plan");
    const plan = host.planData;
    plan.items[0].indicators = [];
    const mounted = new Promise((done) => host.addEventListener("machi-plan:ready", done, { once: true }));
    host.planData = plan;
    await mounted;
  });
  assert.deepEqual(await countsOf(page, "has"), { indicator: "40件" });
  assert.equal(await page.getByText("実績がある").count(), 0);
  assertSilent(other);
});

test("「主担当の項目だけ」 leaves what the department leads, and its numbers follow", async () => {
  const plan = plans.yamaguchi;
  const page = await open(element("yamaguchi"));
  const name = "総務課";
  assert.ok(select(plan, { department: [name], lead: true }).length < select(plan, { department: [name] }).length);
  await choose(page, "department", name);
  assert.deepEqual(await shown(page), ids(select(plan, { department: [name] })));
  await choose(page, "department", "true", { key: "lead" });
  assert.deepEqual(await shown(page), ids(select(plan, { department: [name], lead: true })));
  for (const facet of ["branch", "year"]) await checkCounts(page, plan, facet, { department: [name], lead: true });
  assertSilent(page);
});

test("Okayama's document marks no lead, so there is nothing to ask for", async () => {
  const page = await open(element("okayama"));
  assert.equal(await page.locator("input[data-key=lead]").count(), 0);
  assertSilent(page);
});

test("a repost beside its original is shown and said apart; alone it is the one counted", async () => {
  const plan = plans.yamaguchi;
  const page = await open(element("yamaguchi"));
  assert.equal(await result(page), "全41件（ほかに再掲1件）");
  const repost = plan.items.find((item) => item.repostOf);
  const original = plan.items.find((item) => item.id === repost.repostOf);
  const shared = repost.branches.filter((id) => !original.branches.includes(id)).at(-1);
  await choose(page, "branch", shared);
  const alone = select(plan, { branch: [shared] });
  assert.ok(alone.includes(repost) && !alone.includes(original));
  assert.equal(await result(page), `${alone.length}件（全41件）`);
  await page.getByRole("button", { name: "条件をすべて外す" }).or(page.locator("[data-do=take-off]")).first().click();
  await field(page).fill(original.name);
  const both = select(plan, { q: original.name });
  assert.ok(both.includes(repost) && both.includes(original));
  assert.equal(await result(page), `${both.length - 1}件（全41件、ほかに再掲1件）`);
  assert.deepEqual(await shown(page), ids(both));
  assertSilent(page);
});
