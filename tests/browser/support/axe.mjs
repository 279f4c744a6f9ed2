// axe-core in a page under the strict policy. The source is evaluated through the debugging protocol, to which the
// policy does not apply; a script element (`page.addScriptTag`) would be refused.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const source = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const japanese = JSON.parse(await readFile(require.resolve("axe-core/locales/ja.json"), "utf8"));

/**
 * Runs axe-core with all rules on the page or the part under `include`.
 *
 * @returns {Promise<{id: string, impact: string, help: string, nodes: string[]}[]>} the violations; empty is good
 */
export async function axe(page, { include, options = {} } = {}) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(source);
  }
  return page.evaluate(
    async ([context, locale, options]) => {
      globalThis.axe.configure({ locale });
      const within = context === "changes" ? { include: globalThis.takeChanges() } : (context ?? document);
      if (within.include?.length === 0) return [];
      const run = (selectors) => globalThis.axe.run(within, { resultTypes: ["violations"], selectors, ...options });
      // The selector of every element that a rule looks at is a third of its time, and only mistakes need theirs.
      const found = await run(false);
      const { violations } = found.violations.length > 0 ? await run(true) : found;
      return violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact,
        help,
        nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.html}`),
      }));
    },
    [include, japanese, options],
  );
}

/** The rules about colours. They take axe-core most of its time, because it asks what lies behind every text. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * Runs axe-core on a page whose state changes. The first call looks at everything. Each later one applies the rules about
 * colours to the parts that have changed since the call before, and the other rules to the whole page.
 *
 * @param {object} [options]
 * @param {"colours"} [options.only] another page with the same markup has been looked at, so only colours are left
 * @param {string} [options.include] the part that is checked as the page
 */
export async function axeOnChanges(page, { only, include } = {}) {
  if (!(await page.evaluate(() => "takeChanges" in globalThis))) {
    await page.evaluate(watchChanges);
    return axe(page, { include });
  }
  const colours = await axe(page, { include: "changes", options: { runOnly: COLOURS } });
  if (only === "colours") return colours;
  return [...colours, ...(await axe(page, { include, options: { rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) } }))];
}

// Runs in the page: keeps every element that changes, and gives those that can be seen.
function watchChanges() {
  const changed = new Set();
  const note = (records) => {
    for (const { type, target, addedNodes } of records) {
      const elements = type === "attributes" ? [target] : [...addedNodes].map((node) => (node instanceof Element ? node : target));
      if (type === "characterData" || elements.length === 0) elements.push(target instanceof Element ? target : target.parentElement);
      for (const element of elements) changed.add(element);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  globalThis.takeChanges = () => {
    note(observer.takeRecords());
    // Focus and a box that is checked change no markup.
    changed.add(document.activeElement.closest("label, li") ?? document.activeElement);
    const seen = [...changed].filter((element) => element?.isConnected && element !== document.body && element.checkVisibility());
    changed.clear();
    const kept = new Set(seen);
    const isWithin = (element) => {
      for (let at = element.parentElement; at; at = at.parentElement) if (kept.has(at)) return true;
      return false;
    };
    return seen.filter((element) => !isWithin(element));
  };
}

/** Fails with every violation and its element. */
export async function assertAccessible(page, options) {
  assert.deepEqual(await axe(page, options), [], `axe-core found mistakes on ${page.url()}`);
}
