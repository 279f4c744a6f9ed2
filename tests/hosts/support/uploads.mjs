// Files for uploading, each with its own name in a temporary folder: a CMS checks the name and the content.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder } from "./process.mjs";

const pkg = fileURLToPath(new URL("../../../pkg/", import.meta.url));

/** @returns {Promise<{files: Record<string, string>, remove: () => void}>} files by their content */
export async function makeUploads() {
  const { path: folder, remove } = await makeFolder();
  const plan = await readFile(join(pkg, "plans/okayama.json"));
  const made = {
    plan,
    module: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    drawing: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    // An archive of nothing: its end alone.
    archive: Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]),
  };
  const copied = { "plan for an upload": "plans/okayama.txt", script: "machi-plan.js", style: "machi-plan.css", page: "embed.html" };
  const files = {};
  for (const [name, content] of Object.entries(made)) {
    files[name] = join(folder, name);
    await writeFile(files[name], content);
  }
  for (const [name, from] of Object.entries(copied)) {
    files[name] = join(folder, name);
    await copyFile(join(pkg, from), files[name]);
  }
  return { files, remove };
}
