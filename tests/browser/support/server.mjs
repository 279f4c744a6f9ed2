// The server of the browser tests: the folder `www` on 127.0.0.1, each page under the strict policy unless a test
// asks for another. It is not `cargo xtask serve`, because a test adds pages of its own and changes the policy page
// by page.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The policy that `cargo xtask serve` sends, from the same file. */
export const STRICT = (await readFile(join(root, "xtask/policy.txt"), "utf8")).replace(/\s+/g, " ").trim();

/** The same, but WebAssembly may not run: only the fragment works. */
export const WITHOUT_WASM = STRICT.replace(" 'wasm-unsafe-eval'", "");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".wasm": "application/wasm",
};

/**
 * Starts a server on a free port.
 *
 * @param {object} [options]
 * @param {string} [options.folder] served in place of `www`
 * @param {Record<string, string | Buffer | {body?: string | Buffer, headers?: Record<string, string>,
 *   status?: number, csp?: string | null, respond?: (request, response) => void}>} [options.pages] pages by path. `csp` replaces the strict policy, `null`
 *   sends none. Without `body` the file of that path is sent, so `{"/index.html": {csp: WITHOUT_WASM}}` serves a page
 *   of `www` under another policy. `respond` answers in place of the server: a stream, a connection that breaks. The
 *   map may be changed while the server runs.
 * @returns {Promise<{origin: string, url: (path: string) => string, pages: object, requests: string[],
 *   close: () => Promise<void>}>} `requests` are the paths that were asked for, in order.
 */
export async function startServer({ folder = join(root, "www"), pages = {} } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://127.0.0.1").pathname;
    requests.push(path);
    const given = pages[path];
    const page = typeof given === "string" || Buffer.isBuffer(given) ? { body: given } : (given ?? {});
    if (page.respond) {
      page.respond(request, response);
      return;
    }
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const body = page.body ?? (await readBelow(folder, file));
    if (body === undefined) {
      // A browser requests the icon of a site that names none; that is not an error of the page under test.
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
      return;
    }
    // A page of memory without an extension is a page.
    const type = TYPES[extname(file)] ?? (given === undefined ? "application/octet-stream" : TYPES[".html"]);
    const headers = { "content-type": type, "cache-control": "no-store" };
    const policy = page.csp === undefined ? STRICT : page.csp;
    if (type.startsWith("text/html") && policy) {
      headers["content-security-policy"] = policy;
    }
    response.writeHead(page.status ?? 200, { ...headers, ...page.headers });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (path) => new URL(path, origin).href,
    pages,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        // A browser keeps its connections open; without this the test would wait for them.
        server.closeAllConnections();
      }),
  };
}

async function readBelow(folder, path) {
  try {
    const file = normalize(join(folder, decodeURIComponent(path)));
    return file.startsWith(normalize(folder + sep)) ? await readFile(file) : undefined;
  } catch {
    return undefined; // Not there, or not a name: 404 either way.
  }
}
