// A WordPress from Debian's packages for the tests of a file: its own folder, its own database behind a socket, PHP's
// own web server on 127.0.0.1. It is not a service of the machine, and nothing of it stays.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder, run, startProgram } from "./process.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const php = fileURLToPath(new URL("wordpress/", import.meta.url));

/** Where `cargo xtask test hosts` has unpacked the packages. */
const UNPACKED = process.env.MACHI_PLAN_WORDPRESS ?? join(root, "target/xtask/wordpress");

// Debian puts it where only root's path leads.
const MARIADBD = "/usr/sbin/mariadbd";

/** Installs and starts it. Call it in `before`, and its `close` in `after`. */
export async function startWordPress() {
  assert.ok(existsSync(UNPACKED), `${UNPACKED} is not there: cargo xtask test hosts unpacks it`);
  const folder = await makeFolder();
  const programs = [];
  const close = async () => {
    for (const program of programs.reverse()) await program.stop();
    folder.remove();
  };
  try {
    return await startIn(folder.path, programs, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function startIn(folder, programs, close) {
  const [site, data, socket] = ["site", "data", "socket"].map((name) => join(folder, name));
  await Promise.all([copySite(site), makeDatabase(data)]);
  const database = ["--no-defaults", `--datadir=${data}`, `--socket=${socket}`, "--skip-networking", ...SMALL];
  programs.push(await startProgram(MARIADBD, database, /ready for connections/));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = { MACHI_PLAN_SOCKET: socket, MACHI_PLAN_ORIGIN: origin };
  const call = async (script, input = "") => JSON.parse(await run("php", [join(php, script), site], { env, input }));
  const { version } = await call("install.php");
  programs.push(await startProgram("php", ["-S", `127.0.0.1:${port}`, "-t", site], /Development Server/, env));
  const rest = (requests) => call("rest.php", JSON.stringify(requests));
  return {
    origin,
    version,
    close,
    /** Publishes articles `{user, content}`; returns the address of each and the content that was kept. */
    async post(articles) {
      const asked = articles.map(({ user, content }) => ({
        user,
        route: "/wp/v2/posts",
        fields: { title: "行財政改革", status: "publish", content },
      }));
      return (await rest(asked)).map(({ status, data }) => {
        assert.equal(status, 201, JSON.stringify(data));
        return { url: data.link, kept: data.content.raw, shown: data.content.rendered };
      });
    },
    /** Uploads files `{user, name, file}` to the media library; returns each one's status and address. */
    async upload(files) {
      const asked = files.map(({ user, name, file }) => ({
        user,
        file,
        route: "/wp/v2/media",
        headers: {
          "Content-Type": "application/octet-stream",
          "Content-Disposition": `attachment; filename="${name}"`,
        },
      }));
      return (await rest(asked)).map(({ status, data }) => ({ status, url: data.source_url, code: data.code }));
    },
  };
}

// A database of a few articles for a minute: little memory, and no care for a loss of power.
const SMALL = [
  "--innodb-buffer-pool-size=32M",
  "--innodb-log-file-size=8M",
  "--innodb-flush-log-at-trx-commit=0",
  "--skip-name-resolve",
  // It refuses to run as root without this option.
  ...(userInfo().uid === 0 ? ["--user=root"] : []),
];

async function makeDatabase(data) {
  const options = ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"];
  await run("mariadb-install-db", [...options, ...SMALL]);
}

async function copySite(site) {
  await cp(join(UNPACKED, "usr/share/wordpress"), site, { recursive: true });
  await mkdir(join(site, "wp-content/mu-plugins"));
  await cp(join(php, "wp-config.php"), join(site, "wp-config.php"));
  await cp(join(php, "template.php"), join(site, "wp-content/mu-plugins/template.php"));
  // A browser asks for it, and PHP's server would answer with an error.
  await writeFile(join(site, "favicon.ico"), "");
  // What a vendor, or whoever may write to the server, puts beside WordPress.
  await mkdir(join(site, "machi-plan"));
  for (const name of ["machi-plan.js", "embed.html"]) await cp(join(root, "pkg", name), join(site, "machi-plan", name));
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
