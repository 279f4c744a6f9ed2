// Every way to embed a plan, with every obstacle: a citizen sees what the table of the document says. Each cell is a
// page of a site with the obstacle, read as a citizen reads it.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertLive, assertReadable, namesOf } from "../hosts/support/citizen.mjs";
import { FRAGMENT } from "../hosts/support/levels.mjs";
import { DEADLINE, failed, ready, said, startBrowser } from "./support/browser.mjs";
import { embeddingTable } from "./support/embedding-table.mjs";
import { LEVELS, PLAN, READABLE, ROWS, SCRIPT, SEEN } from "./support/obstacles.mjs";
import { plain, sheets } from "./support/paper.mjs";
import { readPlan, select } from "./support/plan.mjs";
import { startServer } from "./support/server.mjs";

const pkg = (name) => readFile(new URL(`../../pkg/${name}`, import.meta.url));
const [script, embed, file] = await Promise.all(["machi-plan.js", "embed.html", "plans/okayama.json"].map(pkg));
const plan = await readPlan("okayama");

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

const html = (content, template) =>
  `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>行財政改革</title>${template ? `<script src="${SCRIPT}" defer></script>` : ""}</head>
  <body><main><h1>行財政改革</h1>${content}</main></body></html>`;

/** The site with an obstacle: every page of it is under the same policy. `asked` is called when the plan file is asked for. */
function siteWith(obstacle, asked) {
  const { csp = null, headers = {}, missing, keeps = (html) => html, file: how } = obstacle;
  const pages = {
    "/machi-plan/embed.html": { body: embed, csp, headers },
    [READABLE]: { body: html(FRAGMENT), csp, headers },
    // One that is slow has not come when the page is looked at; the server lets go of it at its end.
    [PLAN]: how === "slow" ? { respond: asked } : file,
  };
  if (missing !== SCRIPT) pages[SCRIPT] = script;
  if (how === "missing") delete pages[PLAN];
  const src = how && PLAN;
  for (const [level, { snippet, template }] of Object.entries(LEVELS)) {
    pages[pathOf(level)] = { body: html(keeps(snippet(src)), template), csp, headers };
  }
  return startServer({ pages });
}
const PLACE = new URL("../../docs/embedding-table.md", import.meta.url);
test("docs/embedding-table.md says what the tests hold, in its own words", async () => {
  for (const { name, seen } of ROWS) {
    assert.deepEqual(Object.keys(seen), Object.keys(LEVELS));
    assert.ok(Object.values(seen).every((word) => SEEN[word]), name);
  }
  if (process.env.UPDATE_SNAPSHOTS) await writeFile(PLACE, embeddingTable());
  assert.equal(await readFile(PLACE, "utf8"), embeddingTable());
});

const pathOf = (level) => `/${level.replaceAll(/\W+/g, "-")}.html`;

for (const obstacle of ROWS) {
  test(obstacle.name, async (t) => {
    let asked;
    const server = await siteWith(obstacle, () => asked());
    // One page serves all levels, because a new page for each would take longer than the check.
    const page = await browser.openPage({ javaScriptEnabled: obstacle.scripting !== false });
    if (obstacle.scripting !== false) await page.addInitScript(observe);
    try {
      for (const [level, expected] of Object.entries(obstacle.seen)) {
        await t.test(`${level}: ${expected}`, { timeout: 3 * DEADLINE }, async () => {
          const before = said(page).length;
          const isAsked = new Promise((done) => { asked = done; });
          await page.goto(server.url(pathOf(level)), { waitUntil: "load" });
          // The obstacle decides at which of several moments the page comes to rest; the table gives the view at that
          // moment.
          const inside = await frameOf(page);
          await atRest(inside ?? page, obstacle, isAsked);
          if (obstacle.offline) await page.context().setOffline(true);
          const seen = obstacle.paper ? await onPaper(page, level) : await seenOn(page, inside, level);
          await page.context().setOffline(false);
          assert.equal(seen, expected);
          const lines = said(page).slice(before).map(({ kind, text }) => `${kind}: ${text}`);
          assert.deepEqual(lines.filter((line) => !obstacle.say?.test(line)), [], "not silent");
        });
      }
    } finally {
      await page.context().close();
      await server.close();
    }
  });
}

// Runs in every page and frame before its own scripts.
function observe() {
  const { compile } = WebAssembly;
  globalThis.modules = [];
  WebAssembly.compile = (bytes) => {
    const compiling = compile(bytes);
    globalThis.modules.push(compiling.then(() => "compiled", () => "refused"));
    return compiling;
  };
}

async function frameOf(page) {
  const frame = page.locator("iframe");
  return (await frame.count()) > 0 ? (await frame.elementHandle()).contentFrame() : null;
}

/** Waits until the script will change nothing more: it is missing, was refused, waits, or is done. */
async function atRest(page, { scripting, refuses, file }, isAsked) {
  if (scripting === false || page.url().startsWith("chrome-error:")) return;
  const promised = await page.evaluate(
    () => customElements.get("machi-plan") !== undefined && document.querySelector("machi-plan") !== null,
  );
  if (!promised) return;
  if (refuses === "wasm") {
    const outcome = await page.waitForFunction(() => globalThis.modules[0]).then((handle) => handle.jsonValue());
    assert.equal(outcome, "refused");
  } else if (refuses === "policy") {
    // Nothing is even tried.
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    assert.deepEqual(await page.evaluate(() => globalThis.modules.length), 0);
  } else if (file === "slow") {
    await isAsked;
  } else if (file === "missing") {
    await failed(page);
  } else {
    await ready(page);
  }
}

/** One of `SEEN`. */
async function seenOn(page, inside, level) {
  if (!inside) return seenIn(page, level);
  const below = (await linksOf(page).count()) > 0;
  if (below) await assertLeads(page);
  const what = await seenInFrame(inside, level);
  return below && what !== "frame" ? `${what}, link` : what;
}

async function seenInFrame(inside, level) {
  if (inside.url().startsWith("chrome-error:")) return "error";
  const note = inside.getByText("計画の一覧がここに出ます。");
  const message = inside.locator(".machi-plan-message");
  if ((await note.count()) > 0) {
    assert.ok(await note.isVisible());
    assert.match(await note.innerText(), /このページを載せているページの資料/);
    return (await message.count()) > 0 ? "frame message" : "notice";
  }
  await assertLive(inside, LEVELS[level]);
  return "frame";
}

async function seenIn(page, level) {
  const message = page.locator(".machi-plan-message");
  if ((await message.count()) === 0 && (await page.locator("machi-plan input[type=search]").count()) > 0) {
    await assertLive(page, LEVELS[level]);
    return "live";
  }
  const what = await stillStands(page);
  if ((await message.count()) === 0) return what;
  assert.match(await message.innerText(), /計画を表示できませんでした/);
  assert.equal(/下の内容はそのままお読みいただけます/.test(await message.innerText()), what !== "nothing");
  return what === "nothing" ? "message" : `message, ${what}`;
}

/** What can be read where no widget lives. */
async function stillStands(page) {
  assert.equal(await page.locator("main :is(button, input, select)").count(), 0, "a control that does nothing");
  const names = await namesOf(page);
  if (names.length > 0) {
    await assertReadable(page, names);
    return "table";
  }
  if ((await linksOf(page).count()) > 0) {
    await assertLeads(page);
    return "link";
  }
  const text = await page.evaluate(() => [...document.querySelector("main").children].filter((one) => one.localName !== "h1").map((one) => one.textContent.trim()).join(""));
  assert.ok(!plan.items.some(({ name }) => text.includes(name)), "text of the plan stands there, but in no table");
  return "nothing";
}

const linksOf = (page) => page.getByRole("link", { name: "行財政改革の項目一覧" });

/** The link leads to a page on which every item can be read. */
async function assertLeads(page) {
  const address = new URL(await linksOf(page).evaluate((link) => link.href));
  assert.equal(address.pathname, READABLE);
  const answer = await page.request.get(address.href);
  assert.equal(answer.status(), 200);
  const text = await answer.text();
  assert.deepEqual(plan.items.filter(({ name }) => !text.includes(name)), []);
}

/** The content of the sheets: every item with its inside, only its head, or only what the frame shows. */
async function onPaper(page, level) {
  const { department } = LEVELS[level];
  const items = select(plan, department ? { department: [department] } : {});
  const text = (await sheets(page)).join("");
  const on = (words) => text.includes(plain(words));
  const names = items.filter(({ name }) => on(name));
  assert.ok(names.length > 0, "nothing of the plan is on the paper");
  if (names.length < items.length) return "paper, part";
  // Only the inside has the item's subject. A sheet may end in the middle of its sentence, but not in its first
  // words.
  const insides = items.filter(({ content }) => content);
  const printed = insides.filter(({ content }) => on(content.slice(0, 12)));
  if (printed.length === insides.length) return "paper";
  if ((await page.locator("iframe").count()) > 0) return "paper, part";
  assert.deepEqual(printed.map(({ id }) => id), [], "some insides are printed and some are not");
  return "paper, heads";
}
