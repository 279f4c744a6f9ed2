// The table for communications staff has the data of the tests in this folder. UPDATE_SNAPSHOTS=1 writes it.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { ROWS } from "./support/cells.mjs";
import { hostsPage } from "./support/document.mjs";
import { HOSTS, LEVELS } from "./support/levels.mjs";

const PLACE = new URL("../../docs/hosts.md", import.meta.url);

test("docs/hosts.md says what the tests hold", async () => {
  if (process.env.UPDATE_SNAPSHOTS) await writeFile(PLACE, hostsPage());
  assert.equal(await readFile(PLACE, "utf8"), hostsPage());
});

test("every level stands in the table with and without a script in the template, and every host has its cell", () => {
  const all = [false, true].flatMap((template) => Object.keys(LEVELS).map((level) => `${level} ${template}`));
  assert.deepEqual(ROWS.map(({ level, template }) => `${level} ${template}`), all);
  for (const { seen } of ROWS) {
    assert.deepEqual(Object.keys(seen), Object.keys(HOSTS));
    assert.ok(Object.values(seen).every(Boolean));
  }
});
