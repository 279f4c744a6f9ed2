// The driver itself: its typing arrives, and the messages of a page are heard. A test that hears nothing would always
// pass.

import assert from "node:assert/strict";
import { test } from "node:test";
import { site } from "./support/site.mjs";

const own = site();

test("what is typed arrives as keys, in a window and in a narrow frame", async () => {
  for (const width of [1280, 320]) {
    const page = await own.open("<label>語<input></label>", { widgets: 0, width });
    assert.equal(await page.evaluate(() => innerWidth), width);
    await page.evaluate(() => {
      window.inputs = [];
      addEventListener("input", (event) => window.inputs.push(event.target.value));
    });
    await page.type("input", "窓口A");
    assert.deepEqual(await page.evaluate(() => window.inputs), ["窓", "窓口", "窓口A"]);
    await page.clear("input");
    assert.equal(await page.evaluate(() => document.querySelector("input").value), "");
    assert.equal(await page.label("input"), "語");
    await page.assertSilent();
  }
});

test("what a page says, throws, misses and is refused is heard", async () => {
  own.server.pages["/loud.js"] = `
    console.error("an error"); console.warn("a warning"); Promise.reject(new Error("a rejection"));
    document.body.setAttribute("style", "color: red");
    setTimeout(() => { throw new Error("an exception"); });`;
  const page = await own.open('<script src="/loud.js"></script><img src="/nowhere.png" alt="">', { widgets: 0 });
  await page.until(() => window.machiPlanWatch.said.length >= 5 && window.machiPlanWatch.refused.length >= 1);
  const { said, refused } = await page.watch();
  for (const pattern of [/^error: an error/, /^warn: a warning/, /^rejection: .*/, /^exception: .*an exception/, /^missing: img .*nowhere/]) {
    assert.ok(said.some((line) => pattern.test(line)), `${pattern}: ${said.join("\n")}`);
  }
  assert.match(refused.join(), /style-src/);
  await assert.rejects(() => page.assertSilent());
});
