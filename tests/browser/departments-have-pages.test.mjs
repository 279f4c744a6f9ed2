// 部署: each department's page agrees with the CSV cells; conditions narrow it; its links work.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { chips, element, field, shown, site } from "./support/widget.mjs";

const { open } = site();

/** Each department's page as it can be seen. */
function readPages(page) {
  return page.locator(".machi-plan-department").evaluateAll((sections) =>
    sections.filter((section) => section.checkVisibility()).map((section) => ({
      name: section.dataset.department,
      heading: section.querySelector("h3").textContent.trim(),
      load: section.querySelector(":scope > p:not(.machi-plan-note)").textContent,
      branches: [...section.querySelectorAll(".machi-plan-branches > li")].map((li) => li.textContent.replace(/\s+/g, " ").trim()),
      items: [...section.querySelectorAll(".machi-plan-department-items > li:not([hidden])")].map((li) => li.dataset.item),
      leads: [...section.querySelectorAll("li:has(> .machi-plan-lead)")].map((li) => li.dataset.item),
    })),
  );
}

/** How many items: an item and its reposts count once. */
const counted = (items) => new Set(items.map((item) => item.repostOf || item.id)).size;

for (const city of ["okayama", "yamaguchi"]) {
  const plan = await readPlan(city);
  const top = plan.outline.filter((row) => !row.上位ID);

  test(`${city}: every department has a page with all its items`, async () => {
    const page = await open(element(city, 'view="departments"'));
    const pages = await readPages(page);
    const expected = plan.departments
      .map(({ 名称 }) => {
        const items = plan.items.filter((item) => item.departments.some((one) => one.name === 名称));
        const leads = items.filter((item) => item.departments.some((one) => one.name === 名称 && one.lead));
        return { name: 名称, items, leads };
      })
      .filter(({ items }) => items.length > 0);
    assert.deepEqual(pages.map((one) => one.heading), expected.map((one) => one.name));
    const marksLeads = plan.items.some((item) => item.departments.some((one) => one.lead));
    for (const [at, { name, items, leads }] of expected.entries()) {
      assert.deepEqual(pages[at].items, ids(items), name);
      assert.deepEqual(pages[at].leads, ids(leads), name);
      const [all, leading] = [counted(items), counted(leads)];
      const said = marksLeads ? `主担当${leading}件、そのほかの担当${all - leading}件` : `担当${all}件`;
      assert.ok(pages[at].load.startsWith(said), `${name}: ${pages[at].load}`);
      const rows = items.filter((item) => !item.repostOf).flatMap((item) => item.indicators);
      const count = rows.filter((row) => !rows.some((other) => other.指標ID === row.再掲元)).length;
      const reposts = plan.items.some((item) => item.repostOf) ? "（再掲は重ねて数えていません）" : "";
      assert.ok(pages[at].load.endsWith(`。指標${count > 0 ? `${count}件` : "はありません"}${reposts}。`), pages[at].load);
      const branches = top
        .map((row) => [row, counted(items.filter((item) => item.branches[0] === row.体系ID))])
        .filter(([, count]) => count > 0);
      assert.deepEqual(pages[at].branches, branches.map(([row, count]) => `${row.記号} ${row.名称} ${count}件`), name);
    }
    // Only 岡山市 names departments for the rows above its items.
    const told = await page.locator(".machi-plan-departments-view > p").allTextContents();
    const note = "担当が上位の段に書かれている項目は、その段を担当する部署すべてに数えています。";
    assert.deepEqual(told, city === "okayama" ? [note] : []);
    assertSilent(page);
  });
}

test("one department alone, also by another condition; nobody left is said", async () => {
  const plan = await readPlan("okayama");
  const page = await open(element("okayama", 'view="departments" department="下水道河川局"'));
  assert.deepEqual((await readPages(page)).map((one) => one.name), ["下水道河川局"]);
  await field(page).fill("下水道");
  await chips(page).filter({ hasText: "下水道" }).first().waitFor();
  const [one] = await readPages(page);
  assert.deepEqual(one.items, ids(select(plan, { department: ["下水道河川局"], q: "下水道" })));
  await field(page).fill("どこにもない言葉");
  await page.locator(".machi-plan-empty:visible").waitFor();
  assert.deepEqual(await readPages(page), []);
});

// WCAG 2.4.5, 2.4.3: 部署から一覧へ行き、フォーカスが見える
test("a branch leads into the list, narrowed to the department, with the focus in view", async () => {
  const plan = await readPlan("yamaguchi");
  const page = await open(element("yamaguchi", 'view="departments"'));
  const section = page.locator(".machi-plan-department").nth(1);
  const name = await section.getAttribute("data-department");
  await section.locator(".machi-plan-branches a").first().click();
  await page.locator(".machi-plan-items").waitFor();
  const branch = await page.evaluate(() => new URLSearchParams(location.hash.split("?")[1]).get("branch"));
  const found = ids(select(plan, { department: [name], branch: [branch] }));
  assert.deepEqual(await shown(page, "machi-plan .machi-plan-view:not([hidden])"), found);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), "items");
  await page.goBack();
  await section.waitFor();
});

test("各課 is explained, and at 320 px nothing is wider than the page", async () => {
  const page = await open(element("yamaguchi", 'view="departments" department="各課"'), { width: 320 });
  const pages = await readPages(page);
  assert.deepEqual(pages.map((one) => one.name), ["各課"]);
  assert.match((await page.locator(".machi-plan-department .machi-plan-note").allInnerTexts()).join("\n"), /市の課をまとめて指す言葉です。$/m);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
});
