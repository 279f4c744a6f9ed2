// The package as npm gives it: packed, installed in a fresh project, bundled by two bundlers, typed; and the module served
// as it is.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { result } from "./support/widget.mjs";

const run = promisify(execFile);
const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));
