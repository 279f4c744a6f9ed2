// Functions of the page that Rust needs and web-sys cannot provide: interfaces with a callback, a policy, a
// clipboard, a clone. src/widget/dom.rs calls every function here.

import { all, attribute, fileAddress, forget, fromText, made as element, spot, textNodes } from "./border.js";
import { meant } from "./plans.js";

/** @typedef {(action: (widget: wasm_bindgen.Widget) => any) => any} Call */
/**
 * Calls the widget of an element. No page can reach it.
 * @type {WeakMap<Element, Call>}
 */
export const calls = new WeakMap();

/**
 * The last change that the page received from an element, as JSON text: the program that knows its state may have
 * stopped.
 * @type {WeakMap<Element, string>}
 */
export const changes = new WeakMap();

/** Writes the widget of an element again, in another language. @type {WeakMap<Element, () => void>} */
export const mounts = new WeakMap();
/** @param {Element} host */
export const again = (host) => queueMicrotask(() => mounts.get(host)?.());

// Long enough that the next key does not cut off a sentence, short enough that the sentence belongs to the typing.
const SPEAK_AFTER_MS = 700;

/** @type {{ createHTML: (markup: string) => any } | null} */
let policy = null;

/**
 * Makes the one policy of the page. If the page's own policy forbids it, there is none, and the page stays as it is;
 * the browser itself reports its refusal.
 */
export function makePolicy() {
  const rules = { createHTML: (/** @type {string} */ markup) => markup };
  const { trustedTypes } = /** @type {any} */ (window);
  try {
    policy = trustedTypes ? trustedTypes.createPolicy("machi-plan", rules) : rules;
  } catch {
    policy = null;
  }
}

/** Whether our own markup may be written. */
export const hasPolicy = () => policy !== null;

/** @param {Element} element @param {string} markup */
export function markup(element, markup) {
  // The program does not start without a policy.
  element.innerHTML = /** @type {NonNullable<typeof policy>} */ (policy).createHTML(markup);
}

/**
 * In a shadow root the document names only its host.
 * @param {Element} element
 */
export function focused(element) {
  return /** @type {Document | ShadowRoot} */ (element.getRootNode()).activeElement;
}

/** @param {HTMLElement} element */
export function focusOnce(element) {
  element.tabIndex = -1;
  element.focus();
  element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
}

export { address, texts } from "./border.js";

/** @param {Element} element @param {string} places @param {Element} content */
export function fillPlaces(element, places, content) {
  for (const place of all(element, places)) place.replaceChildren(...content.cloneNode(true).childNodes);
}

/** @param {Element} near */
export const made = (near) => element("div", near.ownerDocument);

/** The content of `machi-plan:error` as an error that can be thrown. */
export class Problem extends Error {
  // A field of its own, because an assignment would call a setter that the page gave to all objects.
  code = "";
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}
/** @param {string} code @param {string} message */
export const problem = (code, message) => new Problem(code, message);

/**
 * Sends a bubbling event.
 * @param {Element} host @param {string} name @param {any} detail an object, or its JSON text
 */
export function send(host, name, detail) {
  if (typeof detail === "string") {
    changes.set(host, detail);
    detail = fromText(detail);
  }
  host.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

// Longer than between two keys of somebody who types.
const REST_MS = 300;
/** The hosts with an address to write, and their timers. @type {Map<Element, ReturnType<typeof setTimeout>>} */
const resting = new Map();
/** Writes the addresses that wait. */
function write() {
  for (const [host, timer] of resting) {
    clearTimeout(timer);
    resting.delete(host);
    calls.get(host)?.((widget) => widget.writeAddress());
  }
}

/**
 * Writing the address takes the browser longer than moving rows. So it waits until the typing rests, and not longer than
 * until anything else is done: a press, a key that is not typed, another field, another page.
 * @param {Element} host
 */
export function rest(host) {
  clearTimeout(resting.get(host));
  resting.set(host, setTimeout(write, REST_MS));
}
const isTyped = (/** @type {any} */ { type, key, altKey, ctrlKey, metaKey }) =>
  type === "keydown" && !altKey && !ctrlKey && !metaKey && (key?.length === 1 || key === "Backspace" || key === "Process");
for (const type of ["pointerdown", "keydown", "focusout", "pagehide"]) {
  globalThis.addEventListener?.(type, (event) => { if (resting.size && !isTyped(event)) write(); }, true);
}

/** @param {string} address @param {boolean} add */
export function go(address, add) {
  // The browser refuses it in a sandbox and after too many calls; the page works without it. A router keeps its own
  // state in the entry.
  try {
    history[add ? "pushState" : "replaceState"](history.state, "", address);
  } catch {}
}

/** @type {WeakMap<Element, ReturnType<typeof setTimeout>>} */
const speaking = new WeakMap();
/** @param {Element} live @param {string} sentence */
export function speak(live, sentence) {
  clearTimeout(speaking.get(live));
  speaking.set(live, setTimeout(() => { live.textContent = sentence; }, SPEAK_AFTER_MS));
}

// A slice leaves most of a frame to the page, also where a processor is four times slower. Safari has no idle callbacks.
const SLICE_MS = 5;
const PAUSE_MS = 30;
const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, PAUSE_MS));

/** The hosts whose widget goes on in a later task. @type {Set<Element>} */
const waiting = new Set();

/**
 * Lets the widget of an element write what is missing, a slice at a time, while the browser is idle. A widget that is gone
 * is not called.
 * @param {Element} host
 */
export function later(host) {
  if (waiting.has(host)) return;
  waiting.add(host);
  idle(() => {
    waiting.delete(host);
    const end = performance.now() + SLICE_MS;
    while (calls.get(host)?.((widget) => widget.fill())) if (performance.now() > end) return later(host);
  }, { timeout: 1000 });
}

/** @param {Element} host @param {string} item @param {string} text */
export function copy(host, item, text) {
  const report = (/** @type {boolean} */ done) => calls.get(host)?.((widget) => widget.copied(item, text, done));
  // Missing on pages without https.
  const { clipboard } = /** @type {{ clipboard?: Clipboard }} */ (navigator);
  clipboard ? clipboard.writeText(text).then(() => report(true), () => report(false)) : report(false);
}

export const canSend = () => "share" in navigator;
/** @param {string} url */
export const sendLink = (url) => {
  // The reader may close the sheet, and then nothing is wrong.
  navigator.share({ title: document.title, url }).catch(() => {});
};
export const print = () => window.print();
/** @param {Element} element */
export const bringIntoSight = (element) => element.scrollIntoView({ block: "nearest" });
export { scriptAddress } from "./border.js";
/**
 * The address of the plan's file; the empty text where the script contains the plan, undefined where no file does.
 * @param {HTMLElement} host @param {string} plan
 */
export function planAddress(host, plan) {
  const src = attribute(host, "src");
  if (src !== null) return new URL(src, document.baseURI).href;
  return meant(attribute(host, "plan")) === plan ? "" : undefined;
}

/**
 * A new link at each press: so the page has no link without a target, and no policy refuses a download. Returns whether
 * the browser got the file.
 * @param {string} name @param {string} type @param {Uint8Array<ArrayBuffer>} bytes
 */
export function download(name, type, bytes) {
  try {
    const link = element("a");
    link.href = fileAddress(bytes, type);
    link.download = name;
    link.click();
    // The browser may still be asking where to save.
    setTimeout(() => forget(link.href), 60_000);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a reader was using, before a widget is written again. The result gives the focus back, with the caret.
 * @param {Element} host
 */
export function keepFocus(host) {
  const before = /** @type {HTMLInputElement | null} */ (focused(host));
  const inside = () => host.contains(focused(host));
  if (!before || !inside()) return () => {};
  const kind = (/** @type {HTMLInputElement} */ one) =>
    [one.type, ...Object.values(one.dataset), /** @type {HTMLElement | null} */ (one.closest("[data-item]"))?.dataset.item].join();
  const { localName, selectionStart, selectionEnd } = before;
  const wanted = kind(before);
  return () => {
    for (const one of /** @type {HTMLInputElement[]} */ (all(host, localName))) {
      // A hidden one does not take it, and the next of its kind gets it.
      if (inside()) break;
      if (kind(one) !== wanted) continue;
      one.focus({ preventScroll: true });
      if (typeof selectionStart === "number") one.setSelectionRange(selectionStart, selectionEnd);
    }
  };
}

/**
 * A finger is wider than a point.
 * @param {Element} chart
 */
export function nearest(chart) {
  const [clientX, clientY] = spot;
  const away = [...chart.querySelectorAll("g title")].map(({ parentNode }) => {
    const { x, y, width, height } = /** @type {Element} */ (parentNode).getBoundingClientRect();
    return Math.hypot(x + width / 2 - clientX, y + height / 2 - clientY);
  });
  return away.indexOf(Math.min(...away));
}

/** @param {Element} element */
export function beginsInSight(element) {
  const { top } = element.getBoundingClientRect();
  // A browser scrolls to parts of a pixel.
  return top > -2 && top < innerHeight / 2;
}

// The values of the style sheet are written at each element, so that the file looks the same without it.
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order", "font-size", "font-weight"];

/** @param {SVGElement} svg */
export function drawing(svg) {
  const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
  const drawn = (/** @type {Element} */ root) => root.querySelectorAll("path, circle, text");
  const copies = drawn(copy);
  // The colours of the dark page are unsuitable on paper and on a light page.
  svg.classList.add("machi-plan-chart-light");
  drawn(svg).forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of LOOKS) copies[at].setAttribute(name, style.getPropertyValue(name));
  });
  const { backgroundColor } = getComputedStyle(svg);
  svg.classList.remove("machi-plan-chart-light");
  const ground = element("rect", svg.ownerDocument, svg.namespaceURI);
  const set = (/** @type {Element} */ element, /** @type {Record<string, string>} */ attributes) =>
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  set(ground, { width: "100%", height: "100%", fill: backgroundColor });
  set(copy, { width: "720", height: "440", "font-family": "sans-serif" });
  copy.setAttribute("role", "img");
  for (const name of ["tabindex", "aria-roledescription", "data-group"]) copy.removeAttribute(name);
  copy.querySelector("desc")?.after(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** @param {Range[]} marked @param {number} at @param {number} from @param {number} to */
export function addMark(marked, at, from, to) {
  try {
    const range = new Range();
    range.setStart(textNodes[at], from);
    range.setEnd(textNodes[at], to);
    marked.push(range);
  } catch {}
}

/** @type {Map<Element, Range[]>} */
const marks = new Map();

/**
 * Shows the hits of a host together with those of the others, and `beside` its own former ones.
 * @param {Element} host @param {Range[]} hits @param {boolean} [beside]
 */
export function mark(host, hits, beside) {
  textNodes.length = 0;
  if (!window.CSS?.highlights) return;
  if (beside) hits = [...(marks.get(host) ?? []), ...hits];
  hits.length ? marks.set(host, hits) : marks.delete(host);
  // One by one, because very many arguments of one call overflow the stack.
  const all = new Highlight();
  for (const ranges of marks.values()) for (const range of ranges) all.add(range);
  all.size ? CSS.highlights.set("machi-plan-hit", all) : CSS.highlights.delete("machi-plan-hit");
}
