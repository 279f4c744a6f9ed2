// The two ways in which the three browsers accept the commands of W3C WebDriver: over HTTP (chromedriver,
// WebKitWebDriver), and over Firefox's own socket, Marionette. geckodriver (Debian has no package of it) only
// translates it to HTTP.

import { once } from "node:events";
import { connect } from "node:net";

/** Each command: its method and path over HTTP, its name over Marionette. */
const COMMANDS = {
  navigate: ["POST", "/url", "Navigate"],
  address: ["GET", "/url", "GetCurrentURL"],
  back: ["POST", "/back", "Back"],
  forward: ["POST", "/forward", "Forward"],
  find: ["POST", "/element", "FindElement"],
  click: ["POST", "/element/{id}/click", "ElementClick"],
  clear: ["POST", "/element/{id}/clear", "ElementClear"],
  type: ["POST", "/element/{id}/value", "ElementSendKeys"],
  role: ["GET", "/element/{id}/computedrole", "GetComputedRole"],
  label: ["GET", "/element/{id}/computedlabel", "GetComputedLabel"],
  run: ["POST", "/execute/async", "ExecuteAsyncScript"],
  act: ["POST", "/actions", "PerformActions"],
  release: ["DELETE", "/actions", "ReleaseActions"],
  frame: ["POST", "/frame", "SwitchToFrame"],
  screenshot: ["GET", "/screenshot", "TakeScreenshot"],
  print: ["POST", "/print", "Print"],
  window: ["GET", "/window", "GetWindowHandle"],
  newWindow: ["POST", "/window/new", "NewWindow"],
  toWindow: ["POST", "/window", "SwitchToWindow"],
  closeWindow: ["DELETE", "/window", "CloseWindow"],
  rect: ["POST", "/window/rect", "SetWindowRect"],
  timeouts: ["POST", "/timeouts", "SetTimeouts"],
  end: ["DELETE", "", "DeleteSession"],
};

/** What a browser refused, with the name that the standard gives the mistake (“no such element”). */
export class Refused extends Error {
  constructor(command, { error, message }) {
    super(`${command}: ${error}: ${message}`);
    this.code = error;
  }
}

/** A session over HTTP. `origin` is the driver's, `path` of a command that is no standard may be given in its place. */
export async function overHttp(origin, capabilities) {
  const ask = async (name, method, path, parameters) => {
    const body = method === "POST" ? JSON.stringify(parameters) : undefined;
    const response = await fetch(origin + path, { method, body, headers: { "content-type": "application/json" } });
    const { value } = await response.json();
    if (!response.ok) throw new Refused(name, value);
    return value;
  };
  const { sessionId } = await ask("start", "POST", "/session", { capabilities: { alwaysMatch: capabilities } });
  return (name, parameters = {}) => {
    const [method, path] = COMMANDS[name] ?? ["POST", name];
    return ask(name, method, `/session/${sessionId}${path.replace("{id}", parameters.id)}`, parameters);
  };
}

/** A session over Marionette: `LENGTH:[0, number, name, parameters]`, answered by `LENGTH:[1, number, error, value]`. */
export async function overMarionette(port, capabilities) {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let greeted;
  const greeting = new Promise((done) => { greeted = done; });
  socket.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const colon = received.indexOf(":");
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || received.length < end) return;
      const packet = JSON.parse(received.subarray(colon + 1, end));
      received = received.subarray(end);
      if (!Array.isArray(packet)) greeted(packet);
      else waiting.get(packet[1])(packet);
    }
  });
  socket.on("close", () => {
    for (const answer of waiting.values()) answer([1, 0, { error: "closed", message: "Firefox has gone" }, null]);
  });
  await greeting;
  let number = 0;
  const ask = async (name, parameters) => {
    const mine = ++number;
    const text = Buffer.from(JSON.stringify([0, mine, name, parameters]));
    const answer = new Promise((done) => waiting.set(mine, done));
    socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    const [, , error, value] = await answer;
    waiting.delete(mine);
    if (error) throw new Refused(name, error);
    return value;
  };
  await ask("WebDriver:NewSession", { capabilities: { alwaysMatch: capabilities } });
  return async (name, parameters = {}) => {
    const told = await ask(name.includes(":") ? name : `WebDriver:${COMMANDS[name][2]}`, parameters);
    // Values are wrapped; an answer with several fields is not.
    return told !== null && typeof told === "object" && Object.keys(told).join() === "value" ? told.value : told;
  };
}
