// An error is shown in the element, in Japanese, above its content; a good plan removes it.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { after, before, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSaid, assertSilent, failed, ready, startBrowser } from "./support/browser.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { STRICT, startServer } from "./support/server.mjs";

const good = planFile(smallPlan());
const bytes = Buffer.from(good);
const flipped = Buffer.from(bytes);
flipped[bytes.length - 40] ^= 1;
const login = "<!DOCTYPE html><html lang=ja><title>ログイン</title><form><input name=user></form></html>";

// The path of the file, its body, the code, and a part of the message.
const files = [
  ["/login.json", { body: login, headers: { "content-type": "text/html; charset=utf-8" } }, "not-a-plan", /ウェブページのようです/],
  ["/redirected.json", { body: login, status: 200 }, "not-a-plan", /ログイン画面やエラー画面/],
  ["/plan.xlsx", Buffer.concat([Buffer.from("PK\x03\x04\x14\x00"), Buffer.alloc(2000, 7)]), "not-a-plan", /Excel か zip/],
  ["/plan.gz", gzipSync(bytes), "not-a-plan", /形式がわかりません/],
  ["/plan.pdf", Buffer.from("%PDF-1.7\n%âãÏÓ\n"), "not-a-plan", /PDF/],
  ["/items.csv", "取組ID,体系ID,名称\n1,1-1,窓口\n", "not-a-plan", /CSV か表.*担当者のページか machi-plan compile で作った計画ファイル/],
  ["/shift-jis.csv", Buffer.from([0x8e, 0xe6, 0x91, 0x67, 0x49, 0x44, 0x2c, 0x96, 0xbc, 0x8f, 0xcc, 0x0a]), "not-a-plan", /CSV か表/],
  ["/other.json", '{"type":"FeatureCollection","features":[]}', "not-a-plan", /別の JSON/],
  ["/empty.json", "", "not-a-plan", /中身が空/],
  ["/nul.json", Buffer.alloc(100), "not-a-plan", /形式がわかりません/],
  ["/cut.json", bytes.subarray(0, bytes.length - 100), "truncated", /途中で切れています/],
  ["/cut-sign.json", bytes.subarray(0, bytes.indexOf(Buffer.from("小")) + 1), "truncated", /途中で切れています/],
  ["/flipped.json", flipped, "damaged", /確認用の符号と合いません/],
  ["/formatted.json", JSON.stringify(JSON.parse(good), null, 2), "damaged", /保存し直されたようです/],
  ["/newer.json", planFile(smallPlan(), { version: 3 }), "newer", /新しい版.*版3.*版2まで.*machi-plan\.js を新しいもの/],
  ["/broken-body.json", planFile({ items: "none" }), "damaged", /items が "none" になっています。オブジェクトの配列にしてください/],
  ["/no-years.json", planFile({ about: { plan_id: "x" } }), "damaged", /年度が0から0/],
  ["/twice.json", planFile(smallPlan((plan) => { plan.items[1].item_id = "1-1"; })), "damaged", /「取組」のID「1-1」が重なって/],
  ["/lost.json", planFile(smallPlan((plan) => { plan.items[0].outline_id = "9"; })), "damaged", /「1-1」が指す「9」がありません/],
];

const element = (attributes) => widgetPage(`<machi-plan ${attributes}>${FALLBACK}</machi-plan>`);
const pages = {
  "/unknown": element('plan="okayamashi"'),
  "/none": element(""),
  "/prototype": element('plan="constructor"'),
  "/404": element('src="nothing.json"'),
  "/500": element('src="/500.json"'),
  "/500.json": { body: "error", status: 500 },
  "/refused": element('src="/refused.json"'),
  "/refused.json": { respond: (request) => request.socket.destroy() },
  "/elsewhere": element('src="https://machi-plan.invalid/plan.json"'),
  "/unreadable": element('src="http://"'),
  "/breaks": element('src="/breaks.json"'),
  "/breaks.json": {
    respond: (request, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, 500), () => request.socket.destroy());
    },
  },
  "/good.json": good,
};
// A page's own path has no extension, which would say that it is something else.
const pageOf = (path) => `/page${path.replace(".", "-")}`;
for (const [path, body] of files) {
  pages[path] = body;
  pages[pageOf(path)] = element(`src="${path}"`);
}

let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function check(path, code, message) {
  const page = await browser.openPage({ url: server.url(path) });
  const errors = await failed(page);
  assert.deepEqual(errors.map((error) => error.code), [code]);
  assert.match(errors[0].message, message);
  const banner = page.locator("machi-plan > .machi-plan > .machi-plan-message");
  assert.equal(await banner.getAttribute("role"), "alert");
  // A heading one can go to, at the level of the widget's own.
  assert.equal(await banner.getByRole("heading", { level: 2 }).innerText(), "計画を表示できませんでした");
  const text = await banner.innerText();
  assert.ok(text.includes("計画を表示できませんでした") && text.includes(errors[0].message), text);
  assert.ok(text.includes("下の内容はそのままお読みいただけます。"), text);
  assert.equal(await page.locator("machi-plan > #fallback").isVisible(), true);
  const [above, below] = [await banner.boundingBox(), await page.locator("#fallback").boundingBox()];
  assert.ok(above.y + above.height <= below.y, "the message stands above what it speaks of");
  return page;
}

for (const [path, , code, message] of files) {
  test(`a file that is no plan: ${path.slice(1)}`, async () => {
    const page = await check(pageOf(path), code, message);
    assert.match(await page.locator(".machi-plan-message").innerText(), new RegExp(path.replace(".", "\\.")));
    assertSilent(page);
  });
}

test("an unknown plan is named, and so are those that there are", async () => {
  assertSilent(await check("/unknown", "unknown-plan", /「okayamashi」.*「okayama」「yamaguchi」.*plan 属性/));
  // A word that every JavaScript object knows is no plan.
  assertSilent(await check("/prototype", "unknown-plan", /「constructor」/));
});

test("an element that names no plan says how to name one", async () => {
  assertSilent(await check("/none", "no-plan", /plan 属性.*src 属性/));
});

test("a file that is not there, and a server that has a fault", async () => {
  assertSaid(await check("/404", "not-found", /「nothing\.json」.*サーバーの応答: 404/), [/^error: .*404/, /^missing: 404/]);
  assertSaid(await check("/500", "not-found", /サーバーの応答: 500/), [/^error: .*500/, /^missing: 500/]);
});

test("a server that does not answer, or not to the end", async () => {
  assertSaid(await check("/refused", "not-found", /サーバーにつながりませんでした/), [/^error: .*net::ERR_EMPTY_RESPONSE/]);
  assertSaid(await check("/breaks", "not-found", /サーバーにつながりませんでした/), [/^error: .*net::ERR_/]);
});

test("a file on another host, which is never asked, and an address that is none", async () => {
  // A request would be refused by the policy, which the browser reports.
  assert.match(STRICT, /connect-src 'self'/);
  assertSilent(await check("/elsewhere", "not-found", /machi-plan\.invalid/));
  assertSilent(await check("/unreadable", "not-found", /「http:\/\/」/));
});

// WCAG 3.3.1, 1.4.3: 読めなかったときの文を、すべての人が読める
test("the message can be read by everyone", async () => {
  const page = await check(pageOf("/items.csv"), "not-a-plan", /CSV/);
  await assertAccessible(page);
  assertSilent(page);
});

for (const [name, set] of [
  ["src", (host) => host.setAttribute("src", "/good.json")],
  ["plan", (host) => { host.removeAttribute("src"); host.setAttribute("plan", "okayama"); }],
]) {
  test(`a good ${name} takes the message away and mounts`, async () => {
    const page = await check(pageOf("/plan.pdf"), "not-a-plan", /PDF/);
    await page.locator("machi-plan").evaluate(set);
    assert.deepEqual(await ready(page), [{ adopted: false }]);
    assert.equal(await page.locator(".machi-plan-message, #fallback").count(), 0);
    assert.equal(await page.locator("tbody.machi-plan-item").count(), name === "src" ? 3 : 43);
    assert.equal((await failed(page)).length, 1);
    assertSilent(page);
  });
}

test("a bad src over a plan that is shown leaves the plan readable, and its dead controls go", async () => {
  const page = await browser.openPage({ url: server.url("/okayama.html"), until: "ready" });
  const host = page.locator("machi-plan");
  await page.fill("machi-plan input[type=search]", "窓口");
  await page.waitForFunction(() => document.querySelector("tbody.machi-plan-item[hidden]"));
  await host.evaluate((host) => host.setAttribute("src", "/items.csv"));
  await failed(page);
  assert.equal(await page.locator("tbody.machi-plan-item:visible").count(), 43);
  assert.equal(await host.locator("button, input, select").count(), 0);
  await host.evaluate((host) => host.removeAttribute("src"));
  await ready(page, 2);
  assert.equal(await page.locator(".machi-plan-message").count(), 0);
  assert.equal(await host.locator("input[type=search]").count(), 1);
  assertSilent(page);
});

test("a file that fails once is asked for again", async () => {
  const page = await browser.openPage();
  server.pages["/later"] = element('src="/later.json"');
  await page.goto(server.url("/later"), { waitUntil: "load" });
  await failed(page);
  server.pages["/later.json"] = good;
  await page.locator("machi-plan").evaluate((host) => { host.src = "/later.json?2"; });
  await ready(page);
  assertSaid(page, [/^error: .*404/, /^missing: 404/]);
});
