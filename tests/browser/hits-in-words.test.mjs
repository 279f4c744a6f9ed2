// A closed row shows the sentence around the first hit, with the words of the query marked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent } from "./support/browser.mjs";
import { element, field, row, shown, site } from "./support/widget.mjs";

const { open } = site();
const excerpt = (page, id) => row(page, id).locator(".machi-plan-excerpt");
const marked = (page, id) => excerpt(page, id).locator("mark").allInnerTexts();

for (const width of [1280, 320]) {
  // WCAG 1.4.1: 見つけた言葉は、印と前後の文で示す
  test(`${width} px: the words around a hit follow the query`, async () => {
    const page = await open(element("okayama"), { width });
    await field(page).fill("デジタル");
    const ids = await shown(page);
    const [id] = (await Promise.all(ids.map(async (id) => [id, await excerpt(page, id).count()]))).find(([, count]) => count > 0);
    assert.deepEqual([...new Set(await marked(page, id))], ["デジタル"]);
    const said = await excerpt(page, id).innerText();
    assert.ok(said.length < 70, said);
    // The words are the document's own: the opened row has them.
    const inside = await row(page, id).locator(".machi-plan-inside").textContent();
    assert.ok(inside.replace(/\s/g, "").includes(said.replace(/[…\s]/g, "")), said);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no wider than the page");
    await assertAccessible(page);

    // The count of the next query may be the same. The marks are not.
    await field(page).fill("デジ");
    assert.deepEqual([...new Set(await marked(page, id))], ["デジ"]);
    await row(page, id).locator("summary").first().click();
    assert.equal(await excerpt(page, id).isVisible(), false, "an open row has the whole text");
    await field(page).fill("");
    assert.equal(await page.locator(".machi-plan-excerpt").count(), 0);
    assertSilent(page);
  });
}

test("a hit in a name has no excerpt, and markup in the text stays text", async () => {
  const page = await open(element("okayama"));
  await page.locator("machi-plan").evaluate((host) => {
    const data = host.planData;
    data.items[0].content = "前の文。<img src=x onerror=alert(1)>窓口<b>の</b>文。";
    data.items[1].name = "窓口の名称";
    host.planData = data;
  });
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 2);
  const [first, second] = await shown(page);
  await field(page).fill("窓口");
  assert.equal(await excerpt(page, first).innerText(), "…nerror=alert(1)>窓口<b>の</b>文。");
  assert.equal(await excerpt(page, second).count(), 0);
  assertSilent(page);
});
