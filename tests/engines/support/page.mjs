// A page in the engine of this run: the actions of a reader, and the content of the page. It uses only commands of
// W3C WebDriver, so a test is written once for the three browsers. Every wait is for a state of the page, never for
// time.

import assert from "node:assert/strict";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Keys as WebDriver names them. */
export const KEYS = { Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Escape: "\uE00C", Space: " ", Backspace: "\uE003", Down: "\uE015", End: "\uE010" };

// Runs in the page with the values from `evaluate`: the function, its arguments, and the callback of the command.
const CALL = (text) => `
  const given = [...arguments], done = given.pop();
  Promise.resolve().then(() => (${text})(...given)).then(
    (value) => done({ value: value === undefined ? null : value }),
    (error) => done({ failed: String((error && error.stack) || error) + " " + String(error) }),
  );`;

// The same again and again, once for each frame, until it is something; a page that draws no frames is asked all the same.
const UNTIL = (text) => `
  const given = [...arguments], done = given.pop(), last = Date.now() + 50000;
  const next = (work) => document.visibilityState === "visible" ? requestAnimationFrame(work) : setTimeout(work, 16);
  const ask = () => {
    try {
      const value = (${text})(...given);
      if (value) done({ value });
      else if (Date.now() > last) done({ failed: "it never was" });
      else next(ask);
    } catch (error) { done({ failed: String(error) }); }
  };
  ask();`;

export class Page {
  constructor(session) {
    this.session = session;
  }

  /** Runs a function in the page with plain values; returns a plain value. What belongs to the page is `window.…` in it. */
  async evaluate(work, ...given) {
    return this.#run(CALL(work), work, given);
  }

  /** Waits until the function says something that is not nothing; returns it. */
  async until(work, ...given) {
    return this.#run(UNTIL(work), work, given);
  }

  async #run(script, work, args) {
    const { value, failed } = await this.session("run", { script, args });
    assert.equal(failed, undefined, `${failed} in ${work}`);
    return value;
  }

  /** The session's id of the first element that can be seen. */
  async find(selector) {
    const at = await this.until((selector) => {
      const all = [...document.querySelectorAll(selector)];
      return all.findIndex((one) => one.checkVisibility()) + 1;
    }, selector).catch((error) => assert.fail(`${selector}: ${error.message}`));
    const mark = await this.#run(
      `const [selector, at, done] = arguments; done({ value: document.querySelectorAll(selector)[at - 1] });`, "find", [selector, at],
    );
    return mark[ELEMENT];
  }

  async click(selector) {
    const id = await this.find(selector);
    // The middle of the window: nothing of a page that sticks to an edge lies over it there.
    await this.evaluate((selector) => {
      const seen = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
      seen.scrollIntoView({ block: "center" });
    }, selector);
    await this.session("click", { id });
  }

  /** Types into a field, key by key. */
  async type(selector, text) {
    const id = await this.find(selector);
    await this.session("type", { id, text, value: [...text] });
  }

  /** Empties a field as a reader does it: by the key. */
  async clear(selector) {
    const length = await this.evaluate((selector) => document.querySelector(selector).value.length, selector);
    if (length > 0) await this.type(selector, KEYS.End + KEYS.Backspace.repeat(length));
  }

  /** Presses keys wherever the focus is; `Shift` holds to the end of the call. */
  async press(...names) {
    const actions = [];
    for (const name of names) {
      const value = KEYS[name] ?? name;
      actions.push({ type: "keyDown", value });
      if (name !== "Shift") actions.push({ type: "keyUp", value });
    }
    if (names.includes("Shift")) actions.push({ type: "keyUp", value: KEYS.Shift });
    await this.session("act", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  async role(selector) {
    return this.session("role", { id: await this.find(selector) });
  }

  async label(selector) {
    return this.session("label", { id: await this.find(selector) });
  }

  /** The tag of the first elements that can be seen, at most `most`, and their roles and names as the browser computes them. */
  async computed(selector, most) {
    const seen = await this.#run(
      `const [selector, most, done] = arguments;
      const seen = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).slice(0, most);
      done({ value: seen.map((one) => [one.localName, one]) });`, "find", [selector, most],
    );
    const found = [];
    for (const [tag, { [ELEMENT]: id }] of seen) {
      found.push({ tag, role: await this.session("role", { id }), label: (await this.session("label", { id })).replace(/\s+/g, " ").trim() });
    }
    return found;
  }

  text(selector) {
    return this.evaluate((selector) => document.querySelector(selector).innerText.trim(), selector);
  }

  /** Enters a frame of the page; later steps happen there, until `leave`. */
  async enter(selector) {
    const id = await this.find(selector);
    await this.session("frame", { id: { [ELEMENT]: id }, element: id });
  }

  async leave() {
    await this.session("frame", { id: null });
  }

  /** Back, by the browser's own button; in a frame, of which no driver knows the history, by the page. */
  async back() {
    if (await this.evaluate(() => window === window.top)) await this.session("back");
    else await this.evaluate(() => history.back());
  }

  /** The fragment of the address, decoded. */
  fragment() {
    return this.evaluate(() => decodeURIComponent(location.hash));
  }

  /** Waits until `count` widgets have said `machi-plan:ready`; returns the details of those events. */
  async ready(count = 1) {
    const heard = await this.until((least) => window.machiPlanWatch.ready.length >= least && window.machiPlanWatch.ready, count)
      .catch(async (error) => assert.fail(`not ready: ${error.message}; ${JSON.stringify(await this.watch())}`));
    return heard.map((event) => event.detail);
  }

  /** What the page has said and heard: see watch.js. */
  watch() {
    return this.evaluate(() => JSON.parse(JSON.stringify(window.machiPlanWatch)));
  }

  /** The end of every test: nothing was said, nothing refused. */
  async assertSilent() {
    const { said, refused } = await this.watch();
    assert.deepEqual({ said, refused }, { said: [], refused: [] });
  }

  /** The picture of the window, as PNG. */
  async screenshot() {
    return Buffer.from(await this.session("screenshot", { full: false, hash: false }), "base64");
  }
}
