// Records that people read: what a test writes is compared with a file below tests/snapshots. `UPDATE_SNAPSHOTS=1` writes it again;
// the difference is read before it is committed.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const folder = new URL("../../snapshots/", import.meta.url);

/** Fails where `text` is not the record `name`, a path below tests/snapshots. Only a run that is `kept` writes the record. */
export async function assertSnapshot(name, text, { message, kept = true }) {
  const file = new URL(name, folder);
  if (process.env.UPDATE_SNAPSHOTS && kept) {
    await mkdir(new URL(".", file), { recursive: true });
    await writeFile(file, text);
  }
  const record = await readFile(file, "utf8").catch(() => "");
  assert.equal(text, record, `${message} ${fileURLToPath(file)}`);
}
