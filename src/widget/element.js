// The custom element. Only what must be JavaScript: the class, its attributes, one listener for each kind of event.
// What is visible is decided in Rust.

import { STYLE } from "built";
import { ATTRIBUTES, HIDDEN_PARTS, SCRIPT_ONLY, SORT_BUTTONS, STATE, STOPPED, UNKNOWN_PLAN } from "names";
import { makePolicy, mark, widgets } from "./host.js";
import { boot, loadPlan, parsed } from "./load.js";
import { unpacked } from "./unpack.js";

const WINDOW_EVENTS = ["popstate", "hashchange", "beforeprint", "afterprint"];
const EVENTS = ["click", "change", "input", "keydown", "focusin", "pointerdown", "compositionend"];

// Names are given in page order: elements that stand in the page are upgraded in that order.
/** @type {Set<string>} */
const names = new Set();
/** @param {HTMLElement} host */
function takeName(host) {
  let name = host.id || "machi-plan";
  const taken = () => names.has(name) || document.getElementById(name);
  for (let n = 2; !host.id && taken(); n++) name = "machi-plan-" + n;
  names.add(name);
  return name;
}

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * A sheet belongs to its document: in a frame, into which a page moved the element, it works without.
 * @param {Node} root
 */
function adopt(root) {
  const { adoptedStyleSheets } = /** @type {Document | ShadowRoot} */ (root);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(new TextDecoder().decode(unpacked(STYLE, 0)));
  }
  try {
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
  } catch {}
}

/** @param {wasm_bindgen.Widget} widget */
function free(widget) {
  try { widget.free(); } catch { /* the program stopped inside this widget: there is nothing left to free */ }
}

// Where there are no elements, the class is never used.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

class MachiPlan extends Base {
  static observedAttributes = ATTRIBUTES;
  /** @type {string | undefined} */
  #name;
  #mounting = 0;
  /** @type {unknown} */
  #data = null;
  #mounted = false;
  // Whether there ever was a widget here: what is set from then on is younger than the address.
  #shown = false;
  // How many calls into the widget have not returned, and the widgets that were let go of meanwhile.
  #calls = 0;
  /** @type {wasm_bindgen.Widget[]} */
  #leaving = [];
  // A state that was set while the plan was still on its way, and attributes that were set after it, or while the widget was
  // being made anew.
  /** @type {unknown} */
  #early;
  /** @type {Set<string>} */
  #missed = new Set();

  connectedCallback() {
    if (this.parentElement?.closest("machi-plan")) return;
    // What was set before the script came stands over the properties of the class.
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of Object.keys(this).filter((name) => name in MachiPlan.prototype)) {
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
    this.#name = takeName(this);
    this.#mount();
  }

  disconnectedCallback() {
    this.#unmount();
    this.#missed.clear();
    if (this.#name) names.delete(this.#name);
    this.#name = undefined;
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    // What was set last is shown.
    if (after !== null && (name === "plan" || name === "src")) this.#data = null;
    // Without a name it is not connected yet (an upgrade tells of the attributes first), or it stands inside another.
    if (!this.#name) return;
    if (!STATE.includes(name)) this.#mount();
    else if (this.#widget) this.#call((widget) => widget.attributeChanged(name));
    else if (this.#shown || this.#early !== undefined) this.#missed.add(name);
  }

  /** @param {Event} event */
  handleEvent(event) {
    // In a new tab a link of ours would follow a `<base>` of the page.
    const { closest } = /** @type {Partial<Element>} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (closest?.call(event.target, "a[href^='#']") ?? null);
    const [here] = location.href.split("#");
    if (link && !link.href.startsWith(here + "#")) link.href = here + link.hash;
    this.#call((widget) => {
      if (event.type.endsWith("print")) widget.printing(event.type === "beforeprint");
      else if (event.currentTarget === window) widget.addressChanged();
      else widget.handle(event);
    });
  }

  get #widget() { return widgets.get(this); }

  get state() { return this.#widget?.state; }
  /** @param {unknown} state */
  set state(state) {
    this.#early = this.#widget ? undefined : state;
    // A state is whole.
    this.#missed.clear();
    this.#call((widget) => widget.setState(state));
  }
  get planData() { return this.#widget?.planData(); }
  /** @param {unknown} data */
  set planData(data) {
    this.#data = data;
    if (this.#name) this.#mount();
  }

  /** The items that are selected, as CSV; `undefined` before `machi-plan:ready`. */
  exportCsv() { return this.#widget?.exportCsv(); }

  async #mount() {
    // No name: not in a page yet, or inside another widget.
    if (!this.#name) return;
    this.#unmount();
    // A later call, or a removal, overtakes this one.
    const turn = this.#mounting;
    const current = () => turn === this.#mounting && this.isConnected;
    await parsed();
    const rust = await boot();
    if (!current()) return;
    if (!rust) {
      this.#letGo();
      return;
    }
    try {
      const plan = this.#data
        ? rust.planFromObject(this.#data)
        : await loadPlan(rust, this.getAttribute("plan"), this.getAttribute("src"));
      if (!current()) return;
      adopt(this.getRootNode());
      rust.hideMessage(this);
      this.#mounted = true;
      const mounted = rust.mount(this, plan, this.#name, this.#shown);
      if (mounted.stale) {
        console.warn(mounted.stale);
        this.#mounted = false;
        this.#letGo();
      }
      const widget = mounted.take();
      const { adopted } = mounted;
      mounted.free();
      if (!widget) return;
      // A listener of an event that the mounting caused took the element away, or set it up anew.
      if (!current()) {
        widget.free();
        return;
      }
      widgets.set(this, widget);
      for (const type of EVENTS) this.addEventListener(type, this);
      // `toggle` does not bubble.
      this.addEventListener("toggle", this, true);
      for (const type of WINDOW_EVENTS) window.addEventListener(type, this);
      this.#shown = true;
      const missed = [...this.#missed];
      if (this.#early !== undefined) this.state = this.#early;
      this.#missed.clear();
      for (const name of missed) this.#call((widget) => widget.attributeChanged(name));
      if (current()) rust.sendReady(this, adopted);
    } catch (error) {
      if (!current()) return;
      // A fragment of a plan that the script does not have is whole as it stands: that is the officer's to know.
      const standing = this.querySelector(":scope > .machi-plan[data-plan]")?.getAttribute("data-plan");
      if (/** @type {any} */ (error)?.code === UNKNOWN_PLAN && standing === this.getAttribute("plan")) {
        console.warn(/** @type {any} */ (error).message);
        this.#letGo();
      } else {
        this.#fail(rust, error);
      }
    }
  }

  #unmount() {
    this.#mounting++;
    const widget = this.#widget;
    if (!widget) return;
    for (const type of EVENTS) this.removeEventListener(type, this);
    this.removeEventListener("toggle", this, true);
    for (const type of WINDOW_EVENTS) window.removeEventListener(type, this);
    widgets.delete(this);
    mark(this, []);
    if (this.#calls) this.#leaving.push(widget);
    else free(widget);
  }

  /** @param {(widget: wasm_bindgen.Widget) => void} action */
  #call(action) {
    const widget = this.#widget;
    if (!widget) return;
    this.#calls++;
    try {
      action(widget);
    } catch (error) {
      // A panic: what stands in the page stays readable, the widget lets go of it.
      this.#unmount();
      boot().then((rust) => this.#fail(rust, error));
    } finally {
      this.#calls--;
      if (!this.#calls) this.#leaving.splice(0).forEach(free);
    }
  }

  // What only the program could work goes, with the room that the style sheet keeps for it; rows that it hid come back.
  // A later mount finds no place for controls and writes the widget anew.
  #letGo() {
    const all = (/** @type {string} */ selector) => this.querySelectorAll(selector);
    for (const part of all(SCRIPT_ONLY)) part.remove();
    for (const chart of all("svg[tabindex]")) chart.removeAttribute("tabindex");
    if (!this.#mounted) return;
    for (const button of all(SORT_BUTTONS)) button.replaceWith(...button.childNodes);
    for (const part of all(HIDDEN_PARTS)) part.removeAttribute("hidden");
    this.#mounted = false;
  }

  /** @param {import("./load.js").Rust | null} rust @param {any} error */
  #fail(rust, error) {
    const stopped = () => {
      try { return rust?.stopped(); } catch { return undefined; }
    };
    // A number is the code of one of the browser's own exceptions.
    const problem = typeof error?.code === "string" ? error : (stopped() ?? { code: STOPPED, message: String(error) });
    const { code, message } = problem;
    try {
      this.#letGo();
      adopt(this.getRootNode());
      rust?.showMessage(this, message);
    } catch { /* the program itself stopped: the page stands as it was */ }
    this.dispatchEvent(new CustomEvent("machi-plan:error", { bubbles: true, detail: { code, message } }));
  }
}

/** Defines the element, with a property for each attribute. */
export function define() {
  makePolicy();
  for (const name of ATTRIBUTES) {
    const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    Object.defineProperty(MachiPlan.prototype, property, {
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
