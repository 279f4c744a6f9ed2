// The possible positions and origins of an element: in boxes that are closed or hidden, in paragraphs, in every
// spelling, inserted later, moved and copied.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertSilent, failed, ready } from "./support/browser.mjs";
import { FALLBACK } from "./support/pages.mjs";
import { ids, readPlan, select } from "./support/plan.mjs";
import { WITHOUT_WASM } from "./support/server.mjs";
import { element, field, html, row, shown, site } from "./support/widget.mjs";

const plan = await readPlan("okayama");
const FRAGMENT = (await readFile(new URL("../../pkg/fragments/okayama.html", import.meta.url), "utf8")).trim();
const ALL = ids(plan.items);
const FINANCE = ids(select(plan, { department: ["財政局"] }));
const own = site({
  "/tabs.css": ".closed { display: none } .unseen { visibility: hidden } .flat { height: 0; overflow: hidden } .later { content-visibility: hidden }",
});
const { open } = own;

/** Whether the widget of a page works: a search narrows the visible rows, and clearing it shows all. */
async function assertWorks(page, items = ALL, host = "machi-plan") {
  assert.deepEqual(await shown(page, host), items);
  await field(page, host).fill("市税");
  const found = await shown(page, host);
  assert.ok(found.length > 0 && found.length < items.length, `${found.length} of ${items.length}`);
  await field(page, host).fill("");
  assert.deepEqual(await shown(page, host), items);
}

/** Boxes that are closed at first, and the way to open them. */
const CLOSED = {
  "a <details>": ["<details id=box><summary>計画</summary>HERE</details>", (box) => box.querySelector("summary").click()],
  "what is hidden": ["<div id=box hidden>HERE</div>", (box) => { box.hidden = false; }],
  "what is hidden until found": ["<div id=box hidden=until-found>HERE</div>", (box) => { box.hidden = false; }],
  "a panel of tabs": [
    '<div role="tablist"><button role="tab" id="tab" aria-controls="box" aria-selected="false">計画</button></div>' +
      '<div id="box" role="tabpanel" aria-labelledby="tab" class="closed">HERE</div>',
    (box) => box.classList.remove("closed"),
  ],
  "a box that cannot be seen": ['<div id=box class="unseen">HERE</div>', (box) => box.classList.remove("unseen")],
  "a box without height": ['<div id=box class="flat">HERE</div>', (box) => box.classList.remove("flat")],
  "a part that is laid out later": ['<div id=box class="later">HERE</div>', (box) => box.classList.remove("later")],
  "a dialog": ["<dialog id=box aria-label=計画>HERE</dialog>", (box) => box.show()],
};

const FRESH = element("okayama", "", FALLBACK);
for (const [name, [box, show]] of Object.entries(CLOSED)) {
  for (const [what, inside] of Object.entries({ "an element": FRESH, "a fragment": FRAGMENT })) {
    // Adopting asks for no more of a box than writing does: the two that every site has will do.
    if (inside === FRAGMENT && !/details|what is hidden$/.test(name)) continue;
    test(`${what} in ${name} is ready, and whole when it is shown`, async () => {
      const path = `/closed-${Object.keys(own.pages).length}.html`;
      own.pages[path] = html(box.replace("HERE", inside), '<link rel="stylesheet" href="/tabs.css">');
      // A fragment starts when a reader comes near, which nobody does while it is closed.
      const page = await open(path, inside === FRAGMENT ? { until: "load" } : {});
      assert.deepEqual(await page.evaluate(() => globalThis.machiPlanReady), inside === FRAGMENT ? [] : [{ adopted: false }]);
      // A box without height clips its content, but the content still has a layout.
      if (!box.includes("flat")) assert.equal(await page.locator("machi-plan table").first().isVisible(), false);
      await page.locator("#box").evaluate(show);
      assert.deepEqual(await ready(page), [{ adopted: inside === FRAGMENT }]);
      assert.equal(await field(page).isVisible(), true);
      assert.ok((await page.locator("machi-plan").boundingBox()).height > 2000);
      await assertWorks(page);
      assertSilent(page);
      await page.context().close();
    });
  }
}

for (const [what, inside] of Object.entries({ "an element": FRESH, "a fragment": FRAGMENT })) {
  test(`a permanent link to an item of ${what} opens the <details> around it`, async () => {
    const around = `<details id="outer"><summary>市政</summary><details id="inner"><summary>計画</summary>${inside}</details></details><details id="other"><summary>他</summary>文</details>`;
    const page = await open(around, { hash: "#machi-plan-item-3-1-1a" });
    await row(page, "3-1-1a").locator(".machi-plan-inside").waitFor();
    const box = await row(page, "3-1-1a").boundingBox();
    assert.ok(box.y >= -1 && box.y < 900, `the row stands at ${box.y}`);
    assert.deepEqual(await page.locator("main > details, #inner").evaluateAll((all) => all.map(({ id, open }) => [id, open])), [["outer", true], ["inner", true], ["other", false]]);
    assertSilent(page);
    await page.context().close();
  });
}

test("an element that is not closed takes in what stands behind it, to the end of the box around it and no further", async () => {
  const page = await open('<div><machi-plan plan="okayama"/><p id="after">後</p></div><p id="behind">次</p>');
  await assertWorks(page);
  assert.deepEqual(await page.evaluate(() => ["after", "behind"].map((id) => document.getElementById(id) !== null)), [false, true]);
  assertSilent(page);
});

/** What an author, an editor or a filter writes; each is the widget of the whole plan, or of one department. */
const SPELLINGS = {
  "in capitals": ['<MACHI-PLAN PLAN="okayama" DEPARTMENT="財政局"></MACHI-PLAN>', FINANCE],
  "in another order, with others between": ['<machi-plan class="wide" department="財政局" title="計画" plan="okayama" data-x="1"></machi-plan>', FINANCE],
  "without quotes": ["<machi-plan plan=okayama department=財政局></machi-plan>", FINANCE],
  "with single quotes and line breaks": ["<machi-plan\n  plan='okayama'\n  department='財政局'\n></machi-plan>", FINANCE],
  "with an attribute twice": ['<machi-plan plan="okayama" plan="yamaguchi"></machi-plan>', ALL],
  "with spaces in a list of values": ['<machi-plan plan="okayama" department="財政局, 総務局"></machi-plan>', ids(select(plan, { department: ["財政局", "総務局"] }))],
  "with a view that there is not": ['<machi-plan plan="okayama" view="calendar"></machi-plan>', ALL],
  "with an order, a year and a heading level that there are not": ['<machi-plan plan="okayama" sort="name" heading-level="h2" controls="yes" lead="no"></machi-plan>', ALL],
  "with attributes of nobody": ['<machi-plan plan="okayama" width="100%" lang="ja" onload-x="1" src-x="/missing.json"></machi-plan>', ALL],
  "with empty attributes": ['<machi-plan plan="okayama" view="" department="" q="" year="" item="" heading-level="" controls="" id=""></machi-plan>', ALL],
  "with nothing but a hard space": [element("okayama", "", "&nbsp;"), ALL],
  "with nothing but a line break": [element("okayama", "", "<br>"), ALL],
  "with an empty paragraph of an editor": [element("okayama", "", '<p>&nbsp;<br data-mce-bogus="1"></p>'), ALL],
  "with a comment": [element("okayama", "", "<!-- ここに計画 -->\n"), ALL],
  "in a paragraph": [`<p>${element("okayama", "", '<a href="/plan.html">計画</a>')}</p>`, ALL],
  "in a paragraph, with a paragraph inside": [`<p>${element("okayama", "", "<p>計画</p>")}</p>`, ALL],
  "in what is meant for words": [`<p><strong><em><font size="2"><span>${element("okayama")}</span></font></em></strong></p>`, ALL],
  "in a heading": [`<h2>${element("okayama")}</h2>`, ALL],
  "in a list": [`<ul><li>${element("okayama")}</li></ul>`, ALL],
  "in a cell of a table": [`<table><tr><td>${element("okayama")}</td></tr></table>`, ALL],
  "in a table, in no cell": [`<table>${element("okayama")}<tr><td>表</td></tr></table>`, ALL],
  "in a form": [`<form action="/missing" onsubmit-x>${element("okayama")}<button>送る</button></form>`, ALL],
  "in a column of an old page": [`<center><table width="100%" border="0"><tr><td valign="top" width="600">${element("okayama")}</td></tr></table></center>`, ALL],
};

for (const [name, [body, items]] of Object.entries(SPELLINGS)) {
  test(`an element ${name}`, async () => {
    const page = await open(body);
    assert.equal((await ready(page)).length, 1);
    assert.equal(await page.locator("machi-plan").count(), 1);
    await assertWorks(page, items);
    assertSilent(page);
    await page.context().close();
  });
}

for (const [name, inside] of Object.entries({ "a hard space": "&nbsp;", "a line break": "<br>", nothing: "" })) {
  test(`where the plan cannot be shown and ${name} stands in the element, the message points at nothing below`, async () => {
    const page = await open(element("atlantis", "", inside), { until: "load" });
    await failed(page);
    assert.doesNotMatch(await page.locator(".machi-plan-message").innerText(), /下の内容/);
    assertSilent(page);
    await page.context().close();
  });
}

test("a fragment in a paragraph, out of which the parser takes it: one widget, and without it one table", async () => {
  const body = `<p>前${FRAGMENT}後</p><p>次の段落</p>`;
  const page = await open(body);
  assert.equal(await page.locator("machi-plan").count(), 1);
  assert.deepEqual(await ready(page), [{ adopted: true }]);
  await assertWorks(page);
  assert.match((await page.locator("main").innerText()).replaceAll(/\s+/g, ""), /^試験前.*後次の段落$/);
  assertSilent(page);
  own.pages["/paragraph-blocked.html"] = { body: html(body), csp: WITHOUT_WASM };
  const blocked = await open("/paragraph-blocked.html", { until: "load" });
  assert.equal(await blocked.locator("tbody.machi-plan-item:visible").count(), ALL.length);
});

/** Ways in which a page puts an element in after it was loaded; each returns nothing and leaves one element. */
const LATER = {
  "made, set and put in": (main) => {
    const host = document.createElement("machi-plan");
    host.setAttribute("plan", "okayama");
    main.append(host);
  },
  "made, put in and set": (main) => {
    const host = main.appendChild(document.createElement("machi-plan"));
    host.plan = "okayama";
  },
  "made by its class": (main) => {
    const host = new (customElements.get("machi-plan"))();
    host.plan = "okayama";
    main.prepend(host);
  },
  "in text that becomes markup": (main) => main.setHTMLUnsafe('<machi-plan plan="okayama"><p>計画</p></machi-plan>'),
  "from a template": (main) => {
    const template = document.createElement("template");
    template.setHTMLUnsafe('<section><machi-plan plan="okayama"></machi-plan></section>');
    main.append(template.content.cloneNode(true));
  },
  "from a page that was fetched": (main) => {
    const page = new DOMParser().parseFromString('<main><machi-plan plan="okayama"></machi-plan></main>', "text/html");
    main.replaceWith(document.importNode(page.querySelector("main"), true));
  },
  "moved from a page that was fetched": (main) => {
    const page = new DOMParser().parseFromString('<main><machi-plan plan="okayama"></machi-plan></main>', "text/html");
    main.append(page.querySelector("machi-plan"));
  },
  "put in, moved and moved again while it starts": (main) => {
    const host = document.createElement("machi-plan");
    host.plan = "okayama";
    document.body.append(host);
    main.append(host);
    main.prepend(host);
  },
  "put in, taken out and put in while it starts": async (main) => {
    const host = document.createElement("machi-plan");
    host.plan = "okayama";
    main.append(host);
    host.remove();
    await Promise.resolve();
    main.append(host);
  },
};

test("an element that is put in later, in every way", async () => {
  own.pages["/later.html"] = { body: html(""), csp: null };
  for (const [name, put] of Object.entries(LATER)) {
    const page = await open("/later.html", { until: "load" });
    await page.locator("main").evaluate(put);
    assert.equal((await ready(page)).length, 1, name);
    assert.equal(await page.locator("machi-plan").count(), 1, name);
    await assertWorks(page);
    assertSilent(page);
    await page.context().close();
  }
});

test("in a shadow root of the site it works and looks as anywhere", async () => {
  const page = await open("", { until: "load" });
  await page.evaluate(() => {
    const root = document.querySelector("main").appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    root.append(Object.assign(document.createElement("machi-plan"), { plan: "okayama" }));
    root.addEventListener("machi-plan:ready", (event) => machiPlanReady.push(event.detail));
  });
  await ready(page);
  await assertWorks(page);
  assert.equal(await page.locator("machi-plan caption").first().evaluate((caption) => getComputedStyle(caption).textAlign), "start");
  assertSilent(page);
});

test("a copy of a live widget is a widget of its own, with what its attributes say", async () => {
  const page = await open(element("okayama", 'department="財政局"'));
  await field(page).fill("市税");
  await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    host.after(host.cloneNode(true));
  });
  await ready(page, 2);
  const [first, second] = ["machi-plan:nth-of-type(1)", "machi-plan:nth-of-type(2)"];
  const unlike = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) !== at));
  assert.deepEqual(unlike, [], "an id stands twice");
  await assertWorks(page, FINANCE, second);
  assert.equal(await field(page, first).inputValue(), "市税");
  assert.ok((await shown(page, first)).length < FINANCE.length, "the first is as it was");
  assert.equal(await field(page, second).count(), 1, "no control stands twice");
  assertSilent(page);
});

test("a copy of a fragment that was adopted, and of a hook, works too", async () => {
  const page = await open(FRAGMENT);
  await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    host.after(host.cloneNode(true));
    host.remove();
  });
  await ready(page, 2);
  await assertWorks(page);
  await page.evaluate(() => {
    const hook = document.createElement("div");
    Object.assign(hook, { className: "machi-plan" }).dataset.plan = "okayama";
    document.querySelector("machi-plan").replaceWith(hook, hook.cloneNode(true));
    machiPlan.upgrade();
  });
  await ready(page, 4);
  await assertWorks(page, ALL, "machi-plan:nth-of-type(2)");
  assertSilent(page);
});

test("a copy of what stands where nothing may run is that content and no more", async () => {
  own.pages["/copy-blocked.html"] = { body: html(element("okayama", "", FALLBACK)), csp: WITHOUT_WASM };
  const page = await open("/copy-blocked.html", { until: "load" });
  await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    host.after(host.cloneNode(true));
  });
  assert.equal(await page.getByRole("link", { name: "計画を読む" }).count(), 2);
  assert.equal(await page.locator("machi-plan :is(button, [role=alert])").count(), 0);
  assertSilent(page);
});

/** Pages whose `<base>` leads elsewhere. */
const BASES = { "another folder": '<base href="/other/">', "another page": '<base href="/other/page.html?x=1" target="_blank">' };

for (const [name, base] of Object.entries(BASES)) {
  test(`under a <base> of ${name} links inside the widget stay on the page, in a new tab too`, async () => {
    const path = `/base-${Object.keys(own.pages).length}.html`;
    // Its strict policy would refuse the <base> itself.
    own.pages[path] = { body: html(FRAGMENT, base), csp: null };
    const page = await open(path, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
    const address = () => new URL(page.url());
    const pressedAside = async (link, options) => {
      const opened = page.context().waitForEvent("page");
      await link.click(options);
      const tab = await opened;
      await tab.waitForURL(/#/);
      const { pathname, hash } = new URL(tab.url());
      await tab.close();
      return [pathname, decodeURIComponent(hash)];
    };
    const item = page.locator("machi-plan tbody th a").first();
    for (const options of [{ modifiers: ["ControlOrMeta"] }, { button: "middle" }]) {
      assert.deepEqual(await pressedAside(item, options), [path, "#machi-plan-item-1-1-1"]);
    }
    await item.click();
    assert.equal(decodeURIComponent(address().hash), "#machi-plan?item=1-1-1");
    const inside = row(page, "1-1-1");
    await pressedAside(inside.locator(".machi-plan-permalink[data-do=open]"), { button: "middle" });
    await inside.getByRole("button", { name: "リンクをコピー" }).click();
    await inside.locator(".machi-plan-copy [role=status]").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${own.server.origin}${path}#machi-plan-item-1-1-1`);
    await page.locator("[data-do=view][data-value=overview]").click();
    const state = page.locator("a[data-do=go]:visible").first();
    const [there, hash] = await pressedAside(state, { modifiers: ["ControlOrMeta"] });
    assert.equal(there, path);
    assert.match(hash, /^#machi-plan\?/);
    await state.click();
    assert.equal(address().pathname, path);
    assert.equal(decodeURIComponent(address().hash), hash);
    assertSilent(page);
  });
}
