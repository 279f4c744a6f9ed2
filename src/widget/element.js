// The custom element. Only what must be JavaScript: the class, its attributes, one listener for each kind of event,
// fetching, and the browser interfaces that want a callback. What is visible is decided in Rust.
//
// Stands inside the function that the build writes around it, after `wasm_bindgen`, PLANS, STYLE, `unpack`, `openPlans`
// and `program`, which gives the bytes of the module.

const STATE = ["view", "item", "indicator", "department", "lead", "branch", "year", "status", "has", "q", "sort"];
const SETTINGS = ["plan", "src", "heading-level", "controls"];
const WINDOW_EVENTS = ["popstate", "hashchange", "beforeprint", "afterprint"];
const EVENTS = ["click", "change", "input", "keydown", "focusin", "pointerdown", "compositionend"];
// As in src/planfile/head.rs, which checks it again.
const MAX_BYTES = 20_000_000;
// Long enough that a sentence is not cut off by the next key, short enough to be tied to the typing.
const SPEAK_AFTER_MS = 700;

// One policy a page, made by the first script that runs. Where the page's policy forbids it there is none, and the
// page stays as it is; the browser itself reports its refusal.
function makePolicy() {
  const rules = { createHTML: (markup) => markup };
  try {
    return window.trustedTypes ? trustedTypes.createPolicy("machi-plan", rules) : rules;
  } catch {
    return null;
  }
}
const policy = makePolicy();

function machiPlanMarkup(element, markup) {
  element.innerHTML = policy.createHTML(markup);
}

// In a shadow root the document names its host alone.
function machiPlanFocused(element) {
  return element.getRootNode().activeElement;
}

function machiPlanAddress() {
  return location.href;
}

function machiPlanGo(address, add) {
  // Refused in a sandbox and when called too often; the page works on without. A router keeps its own state in the entry.
  try {
    history[add ? "pushState" : "replaceState"](history.state, "", address);
  } catch {}
}

const speaking = new WeakMap();
function machiPlanSpeak(live, sentence) {
  clearTimeout(speaking.get(live));
  speaking.set(live, setTimeout(() => { live.textContent = sentence; }, SPEAK_AFTER_MS));
}

function machiPlanCopy(host, item, text) {
  const told = (done) => host[WIDGET]?.copied(item, text, done);
  // Missing on pages without https.
  const clipboard = navigator.clipboard;
  clipboard ? clipboard.writeText(text).then(() => told(true), () => told(false)) : told(false);
}

// A link of its own at each press: nothing stands in the page that leads nowhere, and no policy refuses a download.
function machiPlanDownload(name, type, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  // The browser may still be asking where to save.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// A finger is wider than a point.
function machiPlanNearest(chart, { clientX, clientY }) {
  const away = [...chart.querySelectorAll("g title")].map(({ parentNode }) => {
    const { x, y, width, height } = parentNode.getBoundingClientRect();
    return Math.hypot(x + width / 2 - clientX, y + height / 2 - clientY);
  });
  return away.indexOf(Math.min(...away));
}

// What the sheet says of each element is written at it, so that the file looks the same where no sheet reaches.
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order", "font-size", "font-weight"];
function machiPlanDrawing(svg) {
  const copy = svg.cloneNode(true);
  const drawn = (root) => root.querySelectorAll("path, circle, text");
  const copies = drawn(copy);
  // On paper and on a light page the dark page's colours would not do.
  svg.classList.add("machi-plan-chart-light");
  drawn(svg).forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of LOOKS) copies[at].setAttribute(name, style.getPropertyValue(name));
  });
  const { backgroundColor } = getComputedStyle(svg);
  svg.classList.remove("machi-plan-chart-light");
  const ground = document.createElementNS(svg.namespaceURI, "rect");
  const set = (element, attributes) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  set(ground, { width: "100%", height: "100%", fill: backgroundColor });
  set(copy, { width: 720, height: 440, "font-family": "sans-serif" });
  copy.removeAttribute("tabindex");
  copy.querySelector("desc").after(ground);
  return new XMLSerializer().serializeToString(copy);
}

const marks = new Map();
function machiPlanMarks(host, hits) {
  if (!window.CSS?.highlights) return;
  hits.length ? marks.set(host, hits) : marks.delete(host);
  const all = [...marks.values()].flat();
  all.length ? CSS.highlights.set("machi-plan-hit", new Highlight(...all)) : CSS.highlights.delete("machi-plan-hit");
}

function unpacked(base64, units) {
  return unpack(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)), units);
}

// Where WebAssembly is switched off (a policy without 'wasm-unsafe-eval', Lockdown Mode) or the Trusted Types policy is
// forbidden this is null, quietly: the fragment in the page is the widget.
let booting;
function boot() {
  booting ??= (async () => {
    if (!policy) return null;
    try {
      const module = await WebAssembly.compile(await program());
      wasm_bindgen.initSync({ module });
      return wasm_bindgen;
    } catch {
      return null;
    }
  })();
  return booting;
}

const parsed = () =>
  document.readyState !== "loading" ||
  new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

class Problem extends Error {
  constructor(object) {
    super(object.message);
    this.code = object.code;
  }
}

async function fetchBytes(rust, address) {
  const fail = (code, number = 0) => { throw new Problem(rust.problemOf(code, address, [], number)); };
  // A page that carries its plan file itself, in a block of data: one file with everything inside.
  if (address.startsWith("#")) {
    const block = document.getElementById(address.slice(1)) ?? fail("not-found");
    return new TextEncoder().encode(block.textContent);
  }
  // An address that is none throws at once; one that leads nowhere, later.
  const get = async () => fetch(new URL(address, document.baseURI), { mode: "same-origin" });
  const response = await get().catch(() => fail("not-found"));
  if (!response.ok) fail("not-found", response.status);
  const stated = Number(response.headers.get("content-length"));
  if (stated > MAX_BYTES) {
    response.body.cancel();
    fail("too-large", stated);
  }
  const chunks = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => fail("not-found"));
    if (done) break;
    length += value.length;
    if (length > MAX_BYTES) {
      reader.cancel();
      fail("too-large", length);
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

// Widgets of one plan share it. A failed load is tried again by the next widget.
const plans = new Map();
function loadPlan(rust, plan, src) {
  const key = src === null ? "plan " + plan : "src " + src;
  if (!plans.has(key)) {
    const load = async () => {
      if (src !== null) return rust.loadPlan(await fetchBytes(rust, src), src);
      const known = openPlans();
      const ids = [...known.keys()];
      if (plan === null) throw new Problem(rust.problemOf("no-plan", "", ids, 0));
      if (!known.has(plan)) throw new Problem(rust.problemOf("unknown-plan", plan, ids, 0));
      return rust.loadPlan(new TextEncoder().encode(known.get(plan)), plan);
    };
    const loading = load();
    loading.catch(() => plans.delete(key));
    plans.set(key, loading);
  }
  return plans.get(key);
}

// Names are given in page order: elements that stand in the page are upgraded in that order.
const names = new Set();
function takeName(host) {
  let name = host.id || "machi-plan";
  const taken = () => names.has(name) || document.getElementById(name);
  for (let n = 2; !host.id && taken(); n++) name = "machi-plan-" + n;
  names.add(name);
  return name;
}

// A sheet belongs to its document: in a frame, into which a page moved the element, it works without.
const adopt = (root) => {
  try {
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  } catch {}
};
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

const WIDGET = Symbol("widget");

class MachiPlan extends HTMLElement {
  static observedAttributes = [...STATE, ...SETTINGS];
  #name;
  #mounting = 0;
  #data = null;
  #mounted = false;
  // Whether there ever was a widget here: what is set from then on is younger than the address.
  #shown = false;
  // A state that was set while the plan was still on its way, and attributes that were set after it, or while the widget was
  // being made anew.
  #early;
  #missed = new Set();

  connectedCallback() {
    if (this.parentElement?.closest("machi-plan")) return;
    // What was set before the script came stands over the properties of the class.
    for (const name of Object.keys(this).filter((name) => name in MachiPlan.prototype)) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#name = takeName(this);
    this.#mount();
  }

  disconnectedCallback() {
    this.#unmount();
    this.#missed.clear();
    names.delete(this.#name);
    this.#name = undefined;
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    // What was set last is shown.
    if (after !== null && (name === "plan" || name === "src")) this.#data = null;
    // Without a name it is not connected yet (an upgrade tells of the attributes first), or it stands inside another.
    if (!this.#name) return;
    if (!STATE.includes(name)) this.#mount();
    else if (this[WIDGET]) this.#call((widget) => widget.attributeChanged(name));
    else if (this.#shown || this.#early !== undefined) this.#missed.add(name);
  }

  handleEvent(event) {
    // In a new tab a link of ours would follow a `<base>` of the page.
    const link = event.target.closest?.("a[href^='#']");
    const [here] = location.href.split("#");
    if (link && !link.href.startsWith(here + "#")) link.href = here + link.hash;
    this.#call((widget) => {
      if (event.type.endsWith("print")) widget.printing(event.type === "beforeprint");
      else if (event.currentTarget === window) widget.addressChanged();
      else widget.handle(event);
    });
  }

  get state() { return this[WIDGET]?.state; }
  set state(state) {
    this.#early = this[WIDGET] ? undefined : state;
    // A state is whole.
    this.#missed.clear();
    this.#call((widget) => widget.setState(state));
  }
  get planData() { return this[WIDGET]?.planData(); }
  set planData(data) {
    this.#data = data;
    if (this.#name) this.#mount();
  }

  /** The items that are selected, as CSV; `undefined` before `machi-plan:ready`. */
  exportCsv() { return this[WIDGET]?.exportCsv(); }

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
      this[WIDGET] = mounted.take();
      const { adopted } = mounted;
      mounted.free();
      if (!this[WIDGET]) return;
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
      const standing = this.querySelector(":scope > .machi-plan[data-plan]")?.dataset.plan;
      if (error?.code === "unknown-plan" && standing === this.getAttribute("plan")) {
        console.warn(error.message);
        this.#letGo();
      } else {
        this.#fail(rust, error);
      }
    }
  }

  #unmount() {
    this.#mounting++;
    const widget = this[WIDGET];
    if (!widget) return;
    for (const type of EVENTS) this.removeEventListener(type, this);
    this.removeEventListener("toggle", this, true);
    for (const type of WINDOW_EVENTS) window.removeEventListener(type, this);
    this[WIDGET] = undefined;
    machiPlanMarks(this, []);
    try { widget.free(); } catch { /* the program stopped inside this widget: there is nothing left to free */ }
  }

  #call(action) {
    const widget = this[WIDGET];
    if (!widget) return;
    try {
      action(widget);
    } catch (error) {
      // A panic: what stands in the page stays readable, the widget lets go of it.
      this.#unmount();
      boot().then((rust) => this.#fail(rust, error));
    }
  }

  // What only the program could work goes, with the room that the style sheet keeps for it; rows that it hid come back.
  // A later mount finds no place for controls and writes the widget anew.
  #letGo() {
    const all = (selector) => this.querySelectorAll(selector);
    for (const place of all(".machi-plan-controls, .machi-plan-downloads, .machi-plan-copy, .machi-plan-save, .machi-plan-point, .machi-plan-tail button, .machi-plan-empty")) place.remove();
    for (const chart of all("svg[tabindex]")) chart.removeAttribute("tabindex");
    if (!this.#mounted) return;
    for (const button of all("[data-do=sort]")) button.replaceWith(...button.childNodes);
    for (const element of all(".machi-plan-view:not([hidden]) [hidden]:not(.machi-plan-today, .machi-plan-alone)")) element.hidden = false;
    this.#mounted = false;
  }

  #fail(rust, error) {
    let problem = error;
    // A number is the code of one of the browser's own exceptions.
    if (typeof error?.code !== "string") {
      try { problem = rust.problemOf("stopped", "", [], 0); } catch { problem = { code: "stopped", message: String(error) }; }
    }
    const { code, message } = problem;
    try {
      this.#letGo();
      adopt(this.getRootNode());
      rust.showMessage(this, message);
    } catch { /* the program itself stopped: the page stands as it was */ }
    this.dispatchEvent(new CustomEvent("machi-plan:error", { bubbles: true, detail: { code, message } }));
  }
}

for (const name of [...STATE, ...SETTINGS]) {
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
