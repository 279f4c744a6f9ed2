// The citizen's view of a snippet on a published page: one word for the tests, found by doing what a citizen does.

import assert from "node:assert/strict";
import { ready } from "../../browser/support/browser.mjs";
import { ids, readPlan, select } from "../../browser/support/plan.mjs";
import { field, shown } from "../../browser/support/widget.mjs";
import { FRAGMENT, LEVELS } from "./levels.mjs";

const plan = await readPlan("okayama");

/** A word that some items have, in every department that the snippets name. */
const WORD = "市税";

/**
 * One of `SEEN`. The page must have been loaded to its end.
 *
 * @param {{department?: string, fragment?: boolean, reads?: string}} level of `LEVELS`
 */
export async function seen(page, level) {
  // A script that runs promises a widget for everything that it knows; without it no later moment can change the page.
  const promised = await page.evaluate(
    () => customElements.get("machi-plan") !== undefined && document.querySelector("machi-plan, .machi-plan, [data-machi-plan]") !== null,
  );
  if (promised) {
    await ready(page);
    await assertLive(page, level);
    return "live";
  }
  const frame = page.locator("iframe");
  if ((await frame.count()) > 0) return seenInFrame(page, frame, level);
  const names = await namesOf(page);
  if (names.length > 0) {
    await assertReadable(page, names, level.reads ?? FRAGMENT);
    if (level.reads) await assertPlain(page);
    return "table";
  }
  if ((await linksOf(page).count()) > 0) {
    await assertLeads(page);
    return "link";
  }
  const text = await page.evaluate(() => document.body.textContent);
  assert.ok(!plan.items.some(({ name }) => text.includes(name)), "text of the plan stands there, but in no table");
  return "nothing";
}

/** The texts in the heads of the visible rows. */
export const namesOf = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("th[scope=row]")].filter((cell) => cell.checkVisibility()).map((cell) => cell.textContent),
  );

/** `frame` where the widget lives in a frame that is named; `notice` where the frame may run no script and says so. */
async function seenInFrame(page, frame, level) {
  assert.equal(await frame.getAttribute("title"), "岡山市の行財政改革");
  const inside = await (await frame.elementHandle()).contentFrame();
  if (await inside.locator("main > p").isVisible()) {
    if ((await linksOf(page).count()) === 0) return "notice";
    await assertLeads(page);
    return "notice, link";
  }
  await ready(inside);
  await assertLive(inside, level);
  return "frame";
}

const linksOf = (page) => page.getByRole("link", { name: "行財政改革の項目一覧" });

/** The widget is narrowed as the snippet says, and a search narrows it further. */
export async function assertLive(page, { department }) {
  const asked = department ? { department: [department] } : {};
  assert.deepEqual(await shown(page), ids(select(plan, asked)));
  await field(page).fill(WORD);
  const found = ids(select(plan, { ...asked, q: WORD }));
  assert.ok(found.length > 0 && found.length < ids(select(plan, asked)).length, `${WORD} tells nothing`);
  assert.deepEqual(await shown(page), found);
}

/**
 * What a host does to HTML: names of elements and attributes, outside charts, that go altogether, of elements of which
 * `some` go, and of either that are `added`.
 */
export function losses(page, before, after) {
  return page.evaluate(
    ([before, after]) => {
      const read = (html) => {
        const { body } = new DOMParser().parseFromString(html, "text/html");
        const charts = [...body.querySelectorAll("svg")].map((chart) => {
          // The axes come before the drawn values.
          const signs = [...chart.querySelectorAll(":scope > g > text:not(g ~ *)")].map((text) => text.textContent).join("");
          chart.replaceChildren();
          // A row of an indicator has one or two signs, or none, which are in any text.
          return chart.classList.contains("machi-plan-chart") ? signs.replaceAll(/\s/g, "") : "";
        });
        const elements = [...body.querySelectorAll("*")];
        const count = (names) => names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map());
        return {
          charts,
          text: body.textContent.replaceAll(/\s/g, ""),
          elements: count(elements.map((element) => element.localName)),
          attributes: count(elements.filter((one) => one.localName !== "svg").flatMap((one) => one.getAttributeNames())),
        };
      };
      const [old, left] = [read(before), read(after)];
      const fewer = (one, other) => [...one.keys()].filter((name) => one.get(name) > (other.get(name) ?? 0)).sort();
      const gone = fewer(old.elements, left.elements);
      return {
        elements: gone.filter((name) => !left.elements.has(name)),
        some: gone.filter((name) => left.elements.has(name)),
        attributes: fewer(old.attributes, left.attributes).filter((name) => !left.attributes.has(name)),
        added: [...fewer(left.elements, old.elements), ...fewer(left.attributes, old.attributes)],
        // If a chart is dropped and its characters stay, they become words in the text.
        signsOfCharts: old.charts.some((signs) => signs && left.text.includes(signs)),
      };
    },
    [before, after],
  );
}

/** Every item is a row that is named, the table has its caption, and no text of the fragment is missing. */
export async function assertReadable(page, names, fragment = FRAGMENT) {
  const missed = plan.items.filter(({ name }) => !names.some((text) => text.trim().startsWith(name)));
  assert.deepEqual(missed.map(({ name }) => name), [], "items without a row");
  assert.equal(await page.getByText("具体的取組の一覧（43件）").isVisible(), true);
  const summary = page.locator("tbody summary").first();
  if ((await summary.count()) > 0) await summary.click();
  assert.equal(await page.getByText("・財政健全化指標の健全性を維持する。").isVisible(), true);
  assert.deepEqual(await missingTexts(page, fragment), []);
}

/** What is left of a table for editors needs nothing that an editor drops: no class, no id but anchors, no opening. */
async function assertPlain(page) {
  const left = await page.evaluate(() => {
    const main = document.querySelector("main") ?? document.body;
    const all = (selector) => [...main.querySelectorAll(selector)];
    const first = all("h2").find((heading) => heading.textContent === "行財政改革推進項目一覧 及び令和6年度取組実績");
    const ours = (element) => first.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    const tables = all("table").filter(ours);
    return {
      tables: tables.length,
      unnamed: tables.filter((table) => !table.caption?.textContent.trim()).length,
      nested: tables.filter((table) => table.querySelector("table")).length,
      heads: tables.filter((table) => !table.querySelector("th[scope=col]")).length,
      scopeless: all("th:not([scope])").filter(ours).length,
      names: all("h3").filter(ours).map((heading) => heading.textContent.trim()),
      lost: all("a[href^='#machi']").filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).length,
      links: all("a[href^='#machi']").length,
      unseen: tables.filter((table) => !table.checkVisibility()).length,
    };
  });
  const { tables, names, links, ...faults } = left;
  assert.deepEqual(faults, { unnamed: 0, nested: 0, heads: 0, scopeless: 0, lost: 0, unseen: 0 });
  assert.equal(tables, LEVELS.editor.reads.split("<table>").length - 1);
  // A row of its own in the list, a section of its own below it, in one order.
  assert.deepEqual(names.slice(0, plan.items.length), plan.items.map(({ id, name }) => `${id} ${name}`));
  assert.equal(links, plan.items.length);
}

/** The texts of a fragment outside its charts. It is markup of ours, and a page under a strict policy may not parse it. */
const textsOf = (fragment) =>
  fragment
    .replaceAll(/<svg.*?<\/svg>/gs, "")
    .split(/<[^>]*>/)
    .map((text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"))
    .map((text) => text.replaceAll(/\s/g, ""));

/** Those of them that the page has not, looked for in their order. */
async function missingTexts(page, fragment) {
  const whole = (await page.evaluate(() => document.body.textContent)).replaceAll(/\s/g, "");
  const missing = [];
  let at = 0;
  for (const text of textsOf(fragment)) {
    const found = whole.indexOf(text, at);
    if (found < 0) missing.push(text);
    else at = found + text.length;
  }
  return missing;
}

/** The link leads to the plan file, and its address still has the settings. */
async function assertLeads(page) {
  const address = new URL(await linksOf(page).evaluate((link) => link.href));
  assert.equal(decodeURIComponent(address.hash), "#?department=財政局");
  const answer = await page.request.get(address.href);
  assert.equal(answer.status(), 200, address.href);
  assert.match(await answer.text(), /^\ufeff?\{"format":"machi-plan"/);
}
