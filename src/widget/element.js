// The custom element. It has only what must be JavaScript: the class, its attributes, one listener for each kind of
// event. Rust decides what is visible.

import { ATTRIBUTES, EVENTS, HIDDEN_PARTS, LANG, NO_NAME, SCRIPT_ONLY, SORT_BUTTONS, STATE, STOPPED, UNKNOWN_PLAN } from "names";
import { attribute, attributesText, byId, fromText, language, mostBytes, parsed, planText, sheetName, stateText, eventData } from "./border.js";
import { Problem, calls, changes, keepFocus, makePolicy, mark, mounts, send } from "./host.js";
import { boot, drop, free, isRunning, loadPlan, openEarly, stopped, style } from "./load.js";
import { isAsked, near } from "./near.js";
import { pause } from "./unpack.js";

const FRAGMENT = ":scope > .machi-plan[data-fingerprint]";
const WINDOW_EVENTS = ["popstate", "hashchange", "beforeprint", "afterprint"];

/** The elements in the page that are not inside another. @type {Set<MachiPlan>} */
const hosts = new Set();
// Names are given in page order: elements that are in the page are upgraded in that order.
/** @type {Set<string>} */
const names = new Set();
/** @param {string} id */
function takeName(id) {
  const isOwn = NO_NAME.test(id);
  let name = isOwn ? "machi-plan" : id;
  for (let n = 2; isOwn && (names.has(name) || byId(name)); n++) name = "machi-plan-" + n;
  names.add(name);
  return name;
}

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * A style sheet belongs to its document. If a page moves the element into a frame, it works without this style sheet. Where the
 * page has the very same sheet, nothing is added.
 * @param {Element} host
 */
function adopt(host) {
  const name = sheetName(host);
  if (name && style.includes(`:${name}}`)) return;
  const { adoptedStyleSheets } = /** @type {Document | ShadowRoot} */ (host.getRootNode());
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
  }
  try {
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
  } catch {}
}

// Without elements, as on a server, the class is never used.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

class MachiPlan extends Base {
  static observedAttributes = ATTRIBUTES;
  /** @type {string | undefined} */
  #name;
  #mounting = 0;
  // Whether a mount is in progress.
  #pending = false;
  /** @type {wasm_bindgen.Widget | undefined} */
  #widget;
  // The object that the page gave as the plan, until it is read; then its text.
  /** @type {unknown} */
  #data = null;
  #text = "";
  #mounted = false;
  // Whether there was ever a widget here. Settings after that are newer than the address.
  #shown = false;
  // How many calls into the widget have not returned, and the widgets that were released meanwhile.
  #calls = 0;
  /** @type {wasm_bindgen.Widget[]} */
  #leaving = [];
  // Ends the wait for a reader; undefined when nothing waits.
  /** @type {(() => void) | undefined} */
  #wake;
  // A state that was set before the plan was loaded, and attributes that were set after it or while the widget was
  // being made again.
  /** @type {string | undefined} */
  #early;
  /** @type {Set<string>} */
  #missed = new Set();

  connectedCallback() {
    if (this.parentElement?.closest("machi-plan")) return;
    // Properties that were set before the script loaded hide those of the class.
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of Object.keys(this).filter((name) => name in MachiPlan.prototype)) {
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
    this.#name = takeName(this.id);
    hosts.add(this);
    this.#mount();
  }

  disconnectedCallback() {
    this.#unmount();
    this.#missed.clear();
    if (this.#name) names.delete(this.#name);
    hosts.delete(this);
    this.#name = undefined;
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "autostart") {
      this.#wake?.();
      return;
    }
    // The last setting counts.
    if (after !== null && (name === "plan" || name === "src")) this.#setData(null);
    // Without a name the element is not connected yet (an upgrade reports the attributes first), or it is inside
    // another.
    if (!this.#name) return;
    // The choice of a reader ends.
    if (name === LANG) this.#change(LANG);
    if (name === LANG || !STATE.includes(name)) this.#mount();
    else if (this.#wake) this.#wake();
    else if (this.#widget) this.#change(name);
    else if (this.#shown || this.#early !== undefined) this.#missed.add(name);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.currentTarget === window) {
      const print = event.type.endsWith("print");
      this.#call((widget) => (print ? widget.printing(event.type === "beforeprint") : widget.addressChanged(attributesText(this))));
      return;
    }
    const what = eventData(event);
    if (!what) return;
    // In a new tab, one of our links would follow a `<base>` of the page.
    const link = /** @type {HTMLAnchorElement | null} */ (what[0].closest("a[href^='#']"));
    const [here] = location.href.split("#");
    if (link && !link.href.startsWith(here + "#")) link.href = here + link.hash;
    if (this.#call((widget) => widget.handle(...what))) event.preventDefault();
  }

  get state() { return this.#object((widget) => widget.state()); }
  /** @param {unknown} state */
  set state(state) { this.#setState(stateText(state)); }
  get planData() { return this.#object((widget) => widget.planData()); }
  /** @param {unknown} data */
  set planData(data) {
    this.#setData(data);
    if (this.#name) this.#mount();
  }

  /**
   * The selected items as CSV; `undefined` before `machi-plan:ready`.
   * @param {unknown} [form]
   */
  exportCsv(form = "tidy") {
    if (form !== "tidy" && form !== "excel") throw new TypeError('exportCsv(): "tidy" か "excel" を指定してください。');
    return this.#call((widget) => widget.exportCsv(form === "excel"));
  }

  /** @param {(widget: wasm_bindgen.Widget) => string} text */
  #object(text) {
    const json = this.#call(text);
    return json === undefined ? json : fromText(json);
  }

  /** @param {unknown} data */
  #setData(data) {
    this.#data = data;
    this.#text = "";
  }

  /** @param {string} text */
  #setState(text) {
    this.#early = this.#widget ? undefined : text;
    // A state replaces the whole previous one.
    this.#missed.clear();
    this.#call((widget) => widget.setState(text));
  }

  /** @param {string} name */
  #change(name) {
    this.#call((widget) => widget.attributeChanged(name, attribute(this, name) ?? undefined));
  }

  /** @param {string} [kept] the state, where only the language changes */
  async #mount(kept) {
    // Without a name the element is not in a page yet, or it is inside another widget.
    if (!this.#name) return;
    // What was typed a moment ago is in no address yet, and the next widget reads it there.
    this.#call((widget) => widget.writeAddress());
    this.#unmount();
    // A later call, or a removal, overtakes this one.
    const turn = this.#mounting;
    const current = () => turn === this.#mounting && this.isConnected;
    this.#pending = true;
    await this.#reader();
    if (!current()) return;
    const booting = boot();
    if (!this.#data) openEarly(this.#source());
    await parsed();
    const rust = await booting;
    if (!current()) return;
    try {
      if (rust) await this.#begin(rust, current, kept);
      // It ran once in this page and cannot start again.
      else if (stopped) this.#fail(rust, stopped);
      else this.#letGo();
    } catch (error) {
      if (!current()) return;
      // The script does not have the plan of this fragment, but the fragment is complete: only the officer gets a
      // warning.
      const standing = this.querySelector(":scope > .machi-plan[data-plan]")?.getAttribute("data-plan");
      if (!(error instanceof Problem)) {
        this.#stop();
      } else if (error.code === UNKNOWN_PLAN && standing === attribute(this, "plan")) {
        console.warn(error.message);
        this.#letGo();
      } else {
        this.#fail(rust, error);
      }
    }
    if (current()) this.#pending = false;
  }

  /**
   * Waits while a fragment shows all that is asked for, until a reader comes near or touches it, or the page asks for more. An
   * element without a fragment does not wait, and neither does one that was shown before.
   */
  async #reader() {
    const asked = () => !this.#name || this.#shown || this.#data || this.#early !== undefined || isAsked(this, this.#name);
    // The fragment of a hook is put into the element after that is in the page.
    await null;
    const fragment = this.querySelector(FRAGMENT);
    if (!fragment || asked()) return;
    await near(this, fragment, asked, (wake) => (this.#wake = wake));
    this.#wake = undefined;
  }

  #source = () => ({ plan: attribute(this, "plan"), src: attribute(this, "src"), most: mostBytes(this), lang: language(this) });

  /** @param {import("./load.js").Rust} rust @param {() => boolean} current @param {string} [kept] */
  async #begin(rust, current, kept) {
    if (this.#data && !this.#text) {
      const text = planText(rust, this.#data, language(this));
      // A getter of the object may have set another plan.
      if (!current()) return;
      this.#text = text;
      // Later changes of the page to its object do not change the plan.
      this.#data = true;
    }
    const own = this.#text ? rust.planFromText(this.#text, language(this)) : undefined;
    const plan = own ?? (await loadPlan(rust, this.#source()));
    // To open a plan is one task, to write or adopt its page another.
    await pause();
    if (!current() || !this.#name) return own && free(own);
    const mounting = rust.mount(this, plan, this.#name, attributesText(this), this.#shown, kept);
    if (own) free(own);
    if (mounting.adopted) await pause();
    if (!current()) return free(mounting);
    adopt(this);
    rust.hideMessage(this);
    this.#mounted = true;
    const focusAgain = keepFocus(this);
    const widget = mounting.finish(attributesText(this));
    const { adopted } = mounting;
    free(mounting);
    // The fragment is newer than the plan, or the page took the root away.
    if (!widget) {
      this.#mounted = false;
      return this.#letGo();
    }
    // A listener of an event from mounting has removed the element, or set it up again.
    if (!current()) return free(widget);
    this.#widget = widget;
    calls.set(this, (action) => this.#call(action));
    mounts.set(this, () => this.#mount(this.#call((widget) => widget.state())));
    for (const type of EVENTS) this.addEventListener(type, this);
    // `toggle` does not bubble.
    this.addEventListener("toggle", this, true);
    for (const type of WINDOW_EVENTS) window.addEventListener(type, this);
    this.#shown = true;
    const missed = [...this.#missed];
    if (this.#early !== undefined) this.#setState(this.#early);
    this.#missed.clear();
    for (const name of missed) this.#change(name);
    // Only now the field has its text, and setting a text moves the caret.
    focusAgain();
    if (kept !== undefined) this.#call((widget) => widget.sayLanguage());
    if (current()) send(this, "machi-plan:ready", { adopted });
  }

  #unmount() {
    this.#mounting++;
    this.#wake?.();
    this.#pending = false;
    const widget = this.#widget;
    if (!widget) return;
    for (const type of EVENTS) this.removeEventListener(type, this);
    this.removeEventListener("toggle", this, true);
    for (const type of WINDOW_EVENTS) window.removeEventListener(type, this);
    this.#widget = undefined;
    calls.delete(this);
    mounts.delete(this);
    changes.delete(this);
    mark(this, []);
    if (this.#calls) this.#leaving.push(widget);
    else free(widget);
  }

  /** @template T @param {(widget: wasm_bindgen.Widget) => T} action @returns {T | undefined} */
  #call(action) {
    const widget = this.#widget;
    if (!widget) {
      this.#wake?.();
      return undefined;
    }
    // A stopped program is not called, whoever asks.
    if (!isRunning(widget)) return undefined;
    this.#calls++;
    try {
      return action(widget);
    } catch {
      // A panic, or a DOM method that the page replaced and that throws: the content stays readable, and the widget
      // is released.
      if (isRunning(widget)) this.#stop();
      return undefined;
    } finally {
      this.#calls--;
      if (!this.#calls) this.#leaving.splice(0).forEach(free);
    }
  }

  // The program is dropped with its memory, because its data may be incomplete. The other elements continue in a new
  // program, each with its state. The element in which it stopped does not, or it would stop again and again.
  #stop() {
    drop();
    this.#unmount();
    for (const host of hosts) if (host !== this) host.#again();
    const turn = this.#mounting;
    boot().then((rust) => {
      if (turn === this.#mounting && this.#name) this.#fail(rust, rust?.stopped(language(this)) ?? stopped ?? new Problem(STOPPED, ""));
    });
  }

  // Mounts again in another program. The content of the element is not touched before that has started.
  #again() {
    if (!this.#widget && !this.#pending) return;
    const change = this.#widget && changes.get(this);
    if (change) this.#early = stateText(fromText(change).state);
    this.#mount();
  }

  // Removes the parts that need the program, and the room that the style sheet reserves for them; shows the rows that
  // it hid. A later mount finds no box for controls and writes the widget again.
  #letGo() {
    const all = (/** @type {string} */ selector) => this.querySelectorAll(selector);
    for (const part of all(SCRIPT_ONLY)) part.remove();
    for (const chart of all("svg[tabindex]")) {
      chart.setAttribute("role", "img");
      for (const name of ["tabindex", "aria-roledescription"]) chart.removeAttribute(name);
    }
    if (!this.#mounted) return;
    for (const button of all(SORT_BUTTONS)) button.replaceWith(...button.childNodes);
    for (const part of all(HIDDEN_PARTS)) part.removeAttribute("hidden");
    this.#mounted = false;
  }

  /** @param {import("./load.js").Rust | null} rust @param {Problem} problem */
  #fail(rust, { code, message }) {
    try {
      this.#letGo();
      adopt(this);
      rust?.showMessage(this, message, language(this));
    } catch { /* the program stops here too: the page stays as it was */ }
    send(this, "machi-plan:error", { code, message });
  }
}

/** Defines the element, with a property for each attribute. */
export function define() {
  makePolicy();
  // HTML has a property `lang` of its own.
  for (const name of ATTRIBUTES.filter((name) => name !== LANG)) {
    const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    Object.defineProperty(MachiPlan.prototype, property, {
      // A page may have added to the prototype of all objects; a descriptor would read those keys too.
      // @ts-ignore
      __proto__: null,
      get() { return this.getAttribute(name); },
      set(value) {
        if (value === null || value === undefined || value === false) this.removeAttribute(name);
        else this.setAttribute(name, value === true ? "" : value);
      },
      enumerable: true,
      configurable: true,
    });
  }
  customElements.define("machi-plan", MachiPlan);
}
