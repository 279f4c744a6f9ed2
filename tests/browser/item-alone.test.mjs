// 項目: one item alone shows everything that its row shows, and its neighbours. Links lead on, back and to the list;
// the address restores it; an unknown item gives a sentence.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, ready } from "./support/browser.mjs";
import { output } from "./support/command.mjs";
import { assertValidHtml } from "./support/html.mjs";
import { readPlan } from "./support/plan.mjs";
import { chips, element, field, fragment, html, row, shown, site } from "./support/widget.mjs";

const own = site();
const { open } = own;
const cities = ["okayama", "yamaguchi"];
const plans = Object.fromEntries(await Promise.all(cities.map(async (city) => [city, await readPlan(city)])));
const alone = (page) => page.locator(".machi-plan-alone:visible");
const name = (page) => alone(page).locator(".machi-plan-alone-name");
const around = (page) => alone(page).locator("nav");
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const title = ({ id, name, repostOf }) => `${id} ${name}${repostOf ? " 再掲" : ""}`;

/** The row of the outline above an item that is not the item itself, by the CSV cells. */
const above = (item) => item.path.at(-1)?.体系ID;

for (const city of cities) {
  const { items } = plans[city];

  test(`${city}: every item alone says what its row says, in the order of the document`, async () => {
    const page = await open(element(city));
    await page.locator("[data-do=take-off], summary").first().waitFor();
    const rows = await page.locator("tbody.machi-plan-item").evaluateAll((all) =>
      all.map((one) => {
        const inside = one.querySelector(".machi-plan-inside").cloneNode(true);
        inside.querySelectorAll(".machi-plan-links, .machi-plan-facts").forEach((part) => part.remove());
        return inside.textContent;
      }),
    );
    await page.evaluate((id) => { location.hash = `machi-plan?view=item&item=${id}`; }, items[0].id);
    await alone(page).waitFor();
    for (const [at, item] of items.entries()) {
      const found = await alone(page).evaluate((section) => {
        const inside = section.querySelector(".machi-plan-inside").cloneNode(true);
        inside.querySelectorAll(".machi-plan-links, .machi-plan-facts").forEach((part) => part.remove());
        const texts = (selector) => [...section.querySelectorAll(selector)].map((one) => one.textContent.trim());
        return {
          inside: inside.textContent,
          name: section.querySelector("h3").textContent,
          path: texts("dl:first-of-type dd:first-of-type > a"),
          departments: texts("dl:first-of-type .machi-plan-department-list > li"),
          nav: texts("nav > ul:first-of-type > li"),
          beside: texts("nav > ul:nth-of-type(2) > li > a"),
        };
      });
      assert.equal(found.name, title(item));
      assert.equal(found.inside, rows[at], item.id);
      assert.deepEqual(found.path, item.path.map((of) => `${of.記号} ${of.名称}`.trim()), item.id);
      assert.deepEqual(found.departments, item.departments.map((of) => `${of.lead ? "主担当 " : ""}${of.name}`), item.id);
      const expect = [
        items[at - 1] && `前の項目: ${title(items[at - 1])}`,
        items[at + 1] && `次の項目: ${title(items[at + 1])}`,
        "一覧の中で見る",
      ];
      assert.deepEqual(found.nav, expect.filter(Boolean), item.id);
      const others = items.filter((other) => other !== item && above(other) === above(item));
      assert.deepEqual(found.beside, others.map((other) => `${other.id} ${other.name}`), item.id);
      if (items[at + 1]) await around(page).getByRole("link", { name: /^次の項目/ }).click();
    }
    assert.equal(await page.locator(".machi-plan-alone").count(), items.length, "each was written once");
    await assertValidHtml(await page.content());
    assertSilent(page);
  });
}

test("a repost and its original lead to each other", async () => {
  const repost = plans.yamaguchi.items.find((item) => item.repostOf);
  const original = plans.yamaguchi.items.find((item) => item.id === repost.repostOf);
  const page = await open(element("yamaguchi", `view="item" item="${repost.id}"`));
  await page.getByRole("link", { name: `この項目は${original.id}「${original.name}」の再掲です。` }).click();
  assert.equal(await name(page).textContent(), title(original));
  await page.getByRole("link", { name: `この項目は${repost.id}「${repost.name}」に再掲されています。` }).click();
  assert.equal(await name(page).textContent(), title(repost));
  assert.equal(await focused(page), title(repost));
  assertSilent(page);
});

// WCAG 2.4.3, 2.4.5: 項目だけの表示へ行き、フォーカスごと戻る
test("from a row with others open to its item alone by keyboard, and back to all of them", async () => {
  const page = await open(element("okayama"));
  await field(page).fill("下水道");
  const found = await shown(page);
  const [first, second] = found;
  for (const id of [first, second]) await row(page, id).locator("th a").click();
  const before = await fragment(page);
  const link = row(page, second).getByRole("link", { name: new RegExp(`^この項目だけ開く\\s*（${second}）`) });
  assert.equal(await link.getAttribute("href"), `#machi-plan?view=item&item=${second}`, "for a new tab: the item alone");
  await link.focus();
  await page.keyboard.press("Enter");
  const item = plans.okayama.items.find(({ id }) => id === second);
  assert.equal(await fragment(page), `#machi-plan?view=item&item=${second}&q=下水道`);
  assert.equal(await name(page).textContent(), title(item));
  assert.equal(await focused(page), title(item));
  assert.ok((await name(page).boundingBox()).y < 200, "its name is at the top of the window");
  const outline = await name(page).evaluate((heading) => getComputedStyle(heading).outlineStyle);
  assert.equal(outline, "solid", "the focus can be seen");
  // No choices are offered, no view button is pressed, and the live region is silent.
  assert.equal(await field(page).isVisible(), false);
  assert.equal(await page.locator("[data-do=view]:visible").count(), 7);
  assert.equal(await page.locator("[data-do=view][aria-pressed=true]").count(), 0);
  assert.equal(await page.locator(".machi-plan-live").isVisible(), false);
  await page.goBack();
  assert.equal(await fragment(page), before);
  assert.deepEqual(await shown(page), await (async () => {
    await row(page, first).locator(".machi-plan-inside").waitFor();
    return shown(page);
  })());
  assert.equal(await row(page, second).locator(".machi-plan-inside").isVisible(), true);
  assert.equal(await field(page).inputValue(), "下水道");
  assert.ok((await focused(page)).startsWith(item.name), "on at the row from which the reader went");
  await page.goForward();
  assert.equal(await name(page).textContent(), title(item));
  await page.locator("[data-do=view][data-value=items]").click();
  assert.equal(await field(page).inputValue(), "下水道", "the search holds on the way to the list too");
  assert.deepEqual(await shown(page), found);
  assertSilent(page);
});

test("back and forward go from item to item with the focus at the name", async () => {
  const [one, two, three] = plans.yamaguchi.items;
  const page = await open(element("yamaguchi", `view="item" item="${one.id}"`));
  for (const next of [two, three]) {
    await around(page).getByRole("link", { name: /^次の項目/ }).click();
    assert.equal(await name(page).textContent(), title(next));
  }
  await around(page).getByRole("link", { name: /^前の項目/ }).focus();
  await page.goBack();
  assert.equal(await name(page).textContent(), title(two));
  assert.equal(await focused(page), title(two));
  await page.goBack();
  assert.equal(await name(page).textContent(), title(one), "the attributes' item");
  assertSilent(page);
});

test("the way back to the list opens the row there; a branch of the path narrows the list", async () => {
  const item = plans.okayama.items.find(({ id }) => id === "1-1-4b");
  const page = await open(element("okayama", 'view="item" item="1-1-4b" q="どこにもない言葉"'));
  assert.equal(await name(page).textContent(), title(item), "no condition hides it");
  await around(page).getByRole("link", { name: "一覧の中で見る" }).click();
  assert.equal(await row(page, item.id).locator(".machi-plan-inside").isVisible(), true);
  assert.ok((await focused(page)).startsWith(item.name));
  assert.equal((await shown(page)).length, plans.okayama.items.length);
  await page.goBack();
  const of = item.path.at(-1);
  await alone(page).getByRole("link", { name: `${of.記号} ${of.名称}` }).click();
  const under = plans.okayama.items.filter(({ branches }) => branches.includes(of.体系ID));
  assert.deepEqual(await shown(page), under.map(({ id }) => id));
  assert.equal(await chips(page).count(), 1);
  assertSilent(page);
});

test("the address of an item alone is copied, shared and loaded again", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const page = await open(element("okayama", 'item="3-1-1a"'), { context });
  await row(page, "3-1-1a").getByRole("link", { name: /^この項目だけ開く\s*（3-1-1a）/ }).click();
  await alone(page).getByRole("button", { name: "リンクをコピー" }).click();
  await alone(page).getByText("コピーしました").waitFor();
  assert.equal(await focused(page), "リンクをコピー");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(link, page.url());
  for (const go of [() => page.reload(), () => page.goto("about:blank").then(() => page.goto(link))]) {
    await go();
    await ready(page);
    assert.ok((await name(page).textContent()).startsWith("3-1-1a "));
    assert.equal(await page.locator(".machi-plan-items").count(), 0, "the list is not written");
  }
  assertSilent(page);
});

for (const [what, item, said] of [
  ["an unknown number", "9-9-9", "「9-9-9」という番号の項目は、この計画にありません。"],
  ["no number", "", "表示する項目が選ばれていません。"],
]) {
  test(`${what}: that is said, with a way to the list`, async () => {
    const page = await open(element("okayama", `view="item" item="${item}"`));
    assert.equal(await name(page).textContent(), said);
    await assertAccessible(page);
    await page.getByRole("link", { name: "一覧から探す" }).click();
    assert.equal((await shown(page)).length, plans.okayama.items.length);
    assert.equal(await focused(page), "一覧");
    assertSilent(page);
  });
}

test("the first number that the plan has is shown", async () => {
  const page = await open(element("yamaguchi", 'view="item" item="99,7,8"'));
  assert.equal(await name(page).textContent(), title(plans.yamaguchi.items.find(({ id }) => id === "7")));
});

test("a fragment of one item is read without script and adopted with it; alone it needs no controls", async () => {
  own.server.pages["/one.html"] = html(output(["render", "data/okayama", "--view", "item", "--item", "3-1-1a", "--controls", "none"]));
  const still = await open("/one.html", { javaScriptEnabled: false, until: "load" });
  assert.ok((await name(still).textContent()).startsWith("3-1-1a "));
  assert.equal(await still.locator(".machi-plan-alone").count(), 1);
  const page = await open("/one.html");
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  assert.equal(await page.locator(".machi-plan-controls").isVisible(), false);
  assert.equal(await around(page).count(), 0, "nothing but the item");
  assert.equal(await page.getByRole("link", { name: "計画全体を見る" }).isVisible(), true);
  await assertValidHtml(await page.content());
  assertSilent(page);
});

test("at 320 px nothing is wider than the page, and what is pressed is high enough", async () => {
  const page = await open(element("yamaguchi", 'view="item" item="16"'), { width: 320 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  const heights = await around(page).locator("a").evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
  assert.ok(heights.length > 3 && heights.every((height) => height >= 44), `${heights}`);
  await assertAccessible(page);
});

test("on paper the item is whole, without what only a hand on a screen could use", async () => {
  const page = await open(element("okayama", 'view="item" item="3-1-1a"'));
  await page.emulateMedia({ media: "print" });
  assert.equal(await around(page).isVisible(), false);
  assert.equal(await page.locator(".machi-plan-controls").isVisible(), false);
  assert.equal(await alone(page).locator(".machi-plan-inside").isVisible(), true);
  const kept = await alone(page).locator("h3, h4, h5").evaluateAll((heads) => heads.map((head) => getComputedStyle(head).breakAfter));
  assert.ok(kept.length > 2 && kept.every((value) => value === "avoid"), `${kept}`);
});
