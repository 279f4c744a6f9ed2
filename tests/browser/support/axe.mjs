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
      const { violations } = await globalThis.axe.run(context ?? document, { resultTypes: ["violations"], ...options });
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

/** Fails with every violation and its element. */
export async function assertAccessible(page, options) {
  assert.deepEqual(await axe(page, options), [], `axe-core found mistakes on ${page.url()}`);
}
