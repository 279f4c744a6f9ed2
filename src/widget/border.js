// The border to the page. Everything that comes from the page is read here, with bounds, into text and bytes:
// objects, attributes, addresses, files, events. No code of the page runs while the program reads, so no exception of
// the page can pass through the program and leave it in the middle of its work. Only known keys are touched: own keys
// of our formats, up to their bounds (docs/api.md lists them). The functions of the language and of the document are
// taken when the script starts. A page that names an image `createElement`, or changes a prototype later, does not
// affect them.

import { ATTRIBUTES, LANG, LANGUAGES, MAX_BYTES, MAX_LISTED, MAX_LISTED_TOGETHER, MAX_TEXT, MAX_VALUE, MAX_VALUES, MOST_BYTES, SHAPE, STATE } from "names";

const { parse } = JSON;
const { hasOwn, keys } = Object;
const { isArray } = Array;
const { get, set } = Map.prototype;
const { max, min } = Math;
const { Blob, URL, getComputedStyle } = globalThis;
const { createObjectURL, revokeObjectURL } = URL;
// On a server that writes pages there are no elements, and nothing here is called.
const { prototype } = globalThis.Document ?? { prototype: {} };
const { createElementNS, createTreeWalker, getElementById, querySelectorAll } = prototype;
const { closest, getAttribute, matches } = globalThis.Element?.prototype ?? {};
const { getRootNode } = globalThis.Node?.prototype ?? {};
const { origin } = globalThis;
const currentScript = Object.getOwnPropertyDescriptor(prototype, "currentScript");
/** The address of this script, which only its first run knows. A module has none. @type {string | undefined} */
const script = currentScript?.get?.call(document)?.src;
/** The address of the script for another page. */
export const scriptAddress = () => script || "machi-plan.js";
const readyState = Object.getOwnPropertyDescriptor(prototype, "readyState");

/** @param {string} text */
export const fromText = (text) => parse(text);

// Written here, because pages replace `JSON.stringify`, or remove it, before this script starts.
/** A text as JSON. @param {string} text */
const quote = (text) =>
  `"${text.replace(/["\\\0-\x1f]|\p{Cs}/gu, (sign) => "\\u" + (0x10000 + sign.charCodeAt(0)).toString(16).slice(1))}"`;
/** A text, a number or a flag as JSON. @param {unknown} value */
const json = (value) => (typeof value === "string" ? quote(value) : `${value}`);

/**
 * The address of a new file. Throws an exception if a function of the page made another one than was asked for.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {string} type
 */
export function fileAddress(bytes, type) {
  const file = new Blob([bytes], { type });
  const address = file.size === bytes.length ? createObjectURL(file) : "";
  if (!address.startsWith("blob:")) throw new Error();
  return address;
}
/** @param {string} address */
export const forget = (address) => revokeObjectURL(address);

/** A new element. @param {string} name @param {Document} [page] @param {string | null} [space] @returns {any} */
export const made = (name, page = document, space = "http://www.w3.org/1999/xhtml") => createElementNS.call(page, space, name);
/** @param {string} id */
export const byId = (id) => getElementById.call(document, id);
/** @param {Document | Element} within @param {string} selector @returns {Element[]} */
export const all = (within, selector) =>
  [...(within === document ? querySelectorAll : within.querySelectorAll).call(within, selector)];
/** Whether the page has been parsed, or a promise of it. */
export const parsed = () =>
  readyState?.get?.call(document) !== "loading" ||
  new Promise((done) => window.addEventListener("DOMContentLoaded", done, { once: true }));
/** The text nodes of the last call of `texts`, until their hits are marked. @type {Node[]} */
export const textNodes = [];
/**
 * The texts in an element as one: a call for each would take longer than the search.
 * @param {Element} element @param {string} skipped
 */
export function texts(element, skipped) {
  const walker = createTreeWalker.call(element.ownerDocument, element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT : matches.call(node, skipped) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP);
  textNodes.length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) textNodes.push(node);
  return textNodes.map(({ nodeValue }) => `${nodeValue}`.replaceAll("\0", " ")).join("\0");
}

// A text of an attribute, a field or a state is cut off.
/** @param {unknown} value */
const cut = (value, most = MAX_TEXT) => (typeof value === "string" ? value.slice(0, most) : value);
/** @param {string[]} parts */
const object = (parts) => `{${parts.join(",")}}`;

/** The pattern that src/planfile/shape.rs writes. @typedef {any} Shape */

/** The present position in the object: keys and indices. @type {(string | number)[]} */
let path = [];
/** How many characters its texts may still have. */
let left = 0;
/** Whether a value of another shape was found. Nothing after it is read, because the program refuses the plan for it. */
let wrong = false;
/** The entries of each table so far, and of all other lists together. @type {Map<Shape, number>} */
let sums;

/** The object is longer than what is read. For a list it has the number of entries and the limit, else 0. */
class TooMuch {
  /** @param {number} [found] @param {number} [limit] */
  constructor(found = 0, limit = 0) {
    this.found = found;
    this.limit = limit;
  }
}

/** @param {string} text */
function counted(text) {
  left -= text.length + 1;
  if (left < 0) throw new TooMuch();
  return text;
}

/**
 * The length of a list that the plan may still have.
 * @param {any[]} list @param {Shape} shape
 */
function lengthOf(list, shape) {
  // A proxy can say anything.
  const length = max(0, list.length) || 0;
  const of = shape[1] ? shape : 0;
  const sum = (get.call(sums, of) ?? 0) + length;
  const over = (/** @type {number} */ found, /** @type {number} */ most) => { if (found > most) throw new TooMuch(found, most); };
  over(length, shape[1] ?? MAX_LISTED);
  over(sum, shape[1] ?? MAX_LISTED_TOGETHER);
  set.call(sums, of, sum);
  return length;
}

/**
 * Counts the rows of all lists and the characters of their texts before anything is copied, which takes ten times as long.
 * The lists of all rows of a table come before those inside them: rows of rows of rows are refused by a few lengths. An
 * exception of the page ends the count, and the copy meets it again.
 * @param {[any[], number][]} lists @param {Shape} shape
 */
function measure(lists, shape) {
  const weigh = (/** @type {unknown} */ text) => {
    if (typeof text === "string" && (left -= text.length) < 0) throw new TooMuch();
  };
  /** @type {[string, Shape, [any[], number][]][]} */
  const found = keys(shape).map((key) => [key, shape[key], []]);
  for (const [list, length] of lists) {
    for (let at = 0; at < length; at++) {
      const row = list[at];
      weigh(row);
      for (const [key, inner, next] of found) {
        const value = typeof row === "object" && row && hasOwn(row, key) && row[key];
        path.push(key);
        if (isArray(inner) && isArray(value)) next.push([value, lengthOf(value, inner)]);
        weigh(value);
        path.pop();
      }
    }
  }
  for (const [key, [row], next] of found.filter(([, , next]) => next.length)) {
    path.push(key + "[]");
    measure(next, row);
    path.pop();
  }
}

/**
 * The part of a value that has this shape, as JSON text. A value of another shape ends it, and the program reports
 * which one is required.
 * @param {any} value
 * @param {Shape} shape
 * @returns {string}
 */
function copy(value, shape) {
  if (value === undefined || value === null) return counted("null");
  wrong = isArray(value) !== isArray(shape) || typeof value !== typeof shape;
  if (typeof value === "string") {
    // Checked before it is quoted.
    if (value.length > left) throw new TooMuch();
    return counted(quote(value));
  }
  if (typeof value === "boolean" || (typeof value === "number" && value - value === 0)) return counted(`${value}`);
  wrong ||= typeof value !== "object";
  counted("{}");
  let text = "";
  const step = (/** @type {string | number} */ key, /** @type {string} */ before, /** @type {Shape} */ inner) => {
    path.push(key);
    text += (text && ",") + counted(before) + copy(value[key], inner);
    path.pop();
  };
  if (isArray(value)) {
    if (wrong) return "[]";
    const length = lengthOf(value, shape);
    for (let at = 0; at < length && !wrong; at++) step(at, "", shape[0]);
    return `[${text}]`;
  }
  for (const key of keys(shape)) {
    if (wrong) break;
    path.push(key);
    const is = hasOwn(value, key);
    path.pop();
    if (is) step(key, `"${key}":`, shape[key]);
  }
  return `{${text}}`;
}

/**
 * The plan that a page gave as an object, as JSON text of the known keys. Throws a problem if the object is too large
 * or throws an exception itself.
 * @param {typeof wasm_bindgen} rust
 * @param {unknown} data
 * @param {string} lang
 */
export function planText(rust, data, lang) {
  const begin = () => {
    path = [];
    sums = new Map();
    left = MAX_BYTES;
  };
  wrong = false;
  try {
    begin();
    try {
      measure([[[data], 1]], SHAPE);
    } catch (error) {
      if (error instanceof TooMuch) throw error;
    }
    begin();
    return copy(data, SHAPE);
  } catch (error) {
    const { found, limit } = error instanceof TooMuch ? error : { found: 0, limit: 1 };
    if (!limit) throw rust.tooLarge("planData", MAX_BYTES + 1, MAX_BYTES, lang);
    const where = path.map((key) => (typeof key === "number" ? `[${key}]` : "." + key)).join("");
    throw rust.unreadable(where.slice(1) || "plan", min(found, 0xffffffff), limit, lang);
  }
}

/**
 * A state, as JSON text of its readable keys.
 * @param {any} state
 */
export function stateText(state) {
  return object(STATE.flatMap((key) => {
    try {
      const value = typeof state === "object" && hasOwn(state, key) ? state[key] : null;
      const simple = (/** @type {unknown} */ one) => typeof one === "string" || typeof one === "boolean" || Number.isInteger(one);
      if (!isArray(value)) return simple(value) ? `"${key}":${json(cut(value))}` : [];
      const values = [];
      for (let at = 0; at < value.length && at < MAX_VALUES; at++) {
        const one = cut(value[at], MAX_VALUE);
        if (simple(one)) values.push(json(one));
      }
      return `"${key}":[${values}]`;
    } catch {
      return [];
    }
  }));
}

/** @param {Element} host @param {string} name */
export const attribute = (host, name) => /** @type {string | null} */ (cut(getAttribute.call(host, name)));

/**
 * The language that an element has, or what it is in, also around a shadow root.
 * @param {Element} host
 * @returns {string}
 */
export function language(host) {
  const spoken = closest.call(host, "[lang]");
  if (spoken) return attribute(spoken, LANG) ?? "";
  const root = getRootNode.call(host);
  return root instanceof ShadowRoot ? language(root.host) : "";
}
/** The tag in which the script speaks to a language: see `Locale::of`. @param {string} asked */
export function spoken(asked) {
  const tag = asked.trim().toLowerCase();
  return get.call(LANGUAGES, tag) ?? get.call(LANGUAGES, tag.split("-")[0]) ?? "ja";
}

/**
 * The attributes of an element that belong to us, as JSON text.
 * @param {Element} host
 */
export const attributesText = (host) =>
  object(ATTRIBUTES.flatMap((name) => {
    const value = name === LANG ? language(host) : attribute(host, name);
    return value === null ? [] : `"${name}":${quote(value)}`;
  }));

/** The name of our style sheet that the page has for an element, or nothing: src/view/document/hold.rs. @param {Element} host */
export const sheetName = (host) => getComputedStyle(host).getPropertyValue("--machi-plan-sheet");

/** How many bytes of a plan file are read for an element. @param {Element} host */
export const mostBytes = (host) => min(max(MAX_BYTES, Number(attribute(host, "max-bytes")) || 0), MOST_BYTES);

/** The address of the page. */
export const address = () => location.href;

/** The position of the current click. */
export let spot = [0, 0];

/**
 * The data of an event: its target, type, key or value, and the ways of src/widget/events.rs.
 * @param {any} event
 * @returns {[Element, string, string, number] | null}
 */
export function eventData(event) {
  try {
    const { target, type, key, isComposing, ctrlKey, metaKey, shiftKey, altKey, button, clientX, clientY } = event;
    if (!(target instanceof Element)) return null;
    const { value, checked } = /** @type {HTMLInputElement} */ (target);
    spot = [+clientX, +clientY];
    const ways = [isComposing, ctrlKey || metaKey || shiftKey || button, altKey || ctrlKey || metaKey, checked];
    const text = cut(type === "keydown" ? key : value);
    return [target, `${type}`, typeof text === "string" ? text : "", ways.reduce((bits, way, at) => bits | (way ? 1 << at : 0), 0)];
  } catch {
    return null;
  }
}

/**
 * The bytes of a plan file, up to so many. It throws a function that gives the problem, because the program may not run
 * yet.
 * @param {string} address @param {number} most
 */
export async function fileBytes(address, most) {
  const notFound = (status = 0) => (/** @type {typeof wasm_bindgen} */ rust, /** @type {string} */ lang) => rust.notFound(address, status, lang);
  const tooLarge = (/** @type {number} */ bytes) => (/** @type {typeof wasm_bindgen} */ rust, /** @type {string} */ lang) => rust.tooLarge(address, bytes, most, lang);
  const refuse = () => { throw notFound(); };
  // A page with its own plan file, in a block of data: one file contains everything.
  if (address.startsWith("#")) {
    // The block may come after the script.
    await parsed();
    const block = byId(address.slice(1)) ?? refuse();
    const text = block.textContent ?? "";
    if (text.length > most) throw tooLarge(text.length);
    return new TextEncoder().encode(text);
  }
  const response = await request(address).catch(refuse);
  if (!response.ok) throw notFound(response.status);
  const stated = Number(response.headers.get("content-length"));
  if (stated > most) {
    response.body?.cancel();
    throw tooLarge(stated);
  }
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader() ?? refuse();
  for (;;) {
    const { done, value } = await reader.read().catch(refuse);
    if (done) break;
    length += value.length;
    if (length > most) {
      reader.cancel();
      throw tooLarge(length);
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/**
 * The first request has the mode and the credentials of `<link rel="preload" as="fetch" crossorigin>`, so that the browser
 * takes what that has fetched. That mode would allow another site, so the origin is compared before, and no redirect is
 * followed. The second request follows one within the site. A malformed address throws here, and an address without a
 * server rejects.
 * @param {string} address
 */
async function request(address) {
  const url = new URL(address, baseURI());
  if (url.origin !== origin) throw url;
  const response = await fetch(url, { redirect: "manual" });
  return response.type === "opaqueredirect" ? fetch(url, { mode: "same-origin" }) : response;
}

// Every node has this attribute; the document's own can be an image with that name.
const baseURI = () => made("a").baseURI;
