// Editors and filters of content management systems drop unknown elements. What they leave becomes the element: anything
// of our class or with `data-machi-plan`, a plain link of that class, the root of a fragment that was pasted.

import { VERSION } from "built";
import { ATTRIBUTES } from "names";
import { all, made } from "./border.js";
import { parsed } from "./load.js";

const HOOKS = ".machi-plan, [data-machi-plan]";
const ROOTS = ".machi-plan[data-fingerprint]";

/**
 * Turns every hook in a part of the page into an element; where hooks stand in one another, the outermost.
 * @param {Document | Element} within
 */
function upgrade(within = document) {
  const hooks = /** @type {HTMLElement[]} */ (all(within, HOOKS));
  if ("matches" in within && within.matches(HOOKS)) hooks.unshift(/** @type {HTMLElement} */ (within));
  for (const hook of hooks) {
    // A class of the whole page is the site's own.
    if (hook.closest("machi-plan") || hook.querySelector("machi-plan") || hook.localName === "body") continue;
    const root = hook.matches(ROOTS) ? hook : /** @type {HTMLElement | null} */ (hook.querySelector(ROOTS));
    const host = made("machi-plan");
    const settings = settingsOf(hook, root);
    for (const [name, value] of settings) host.setAttribute(name, value);
    // Without either the element could only say what is missing: an element that has our class for its looks stays.
    if (!settings.has("plan") && !settings.has("src")) continue;
    // HTML ends a paragraph where a block begins: the fragment of an element that stands in one stands behind it.
    const torn = hook.previousElementSibling?.lastElementChild;
    const same = (/** @type {string} */ name) => torn?.getAttribute(name) === host.getAttribute(name);
    if (hook === root && torn?.matches("p > machi-plan") && !torn.firstElementChild && same("plan") && same("src")) {
      torn.append(root);
      continue;
    }
    // What stood in the hook is the fallback: it stays until the plan is there. An adopted fragment must be a child.
    const fallback = root ?? hook;
    if (fallback.id && !host.id) [host.id, fallback.id] = [fallback.id, ""];
    fallback.replaceWith(host);
    host.append(fallback);
  }
}

/**
 * Settings of a hook: its own data attributes, over those of the fragment in it, over the address of its first link.
 * @param {HTMLElement} hook
 * @param {HTMLElement | null} root
 */
function settingsOf(hook, root) {
  /** @type {Map<string, string>} */
  const settings = new Map();
  const link = hook.matches("a[href]") ? hook : hook.querySelector("a[href]");
  const own = [root, hook].filter((part) => part !== null);
  if (root?.dataset.name && root.dataset.name !== "machi-plan") settings.set("id", root.dataset.name);
  if (!root && link && !hook.dataset.plan && !hook.dataset.src && !hook.dataset.machiPlan) {
    const [file, fragment = ""] = (link.getAttribute("href") ?? "").split("#");
    fromQuery(settings, fragment);
    // A link that is no hook itself says so by its settings: elements may have our name for their looks. One that names
    // its plan leads to a page for people.
    if (file && !settings.has("plan") && !settings.has("src") && (link === hook || fragment.includes("?"))) settings.set("src", file);
  }
  for (const part of own) {
    fromQuery(settings, `?${part.dataset.state ?? ""}`);
    // Which plan a hook names is its own to say, whatever stands in it.
    if (part.dataset.machiPlan || part.dataset.plan) settings.delete("src");
    if (part.dataset.machiPlan) settings.set("plan", part.dataset.machiPlan);
    for (const name of ATTRIBUTES) {
      const value = part.getAttribute(`data-${name}`);
      if (value !== null) settings.set(name, value);
    }
  }
  // As for the element: a file goes before a name.
  if (settings.has("src")) settings.delete("plan");
  return settings;
}

/**
 * 「…?key=value&…」 with the keys of the element; what is none of them is not ours.
 * @param {Map<string, string>} settings
 * @param {string} fragment
 */
function fromQuery(settings, fragment) {
  for (const pair of fragment.slice(fragment.indexOf("?") + 1).split("&")) {
    const [name, value = ""] = pair.split("=");
    if (!ATTRIBUTES.includes(name)) continue;
    try {
      settings.set(name, decodeURIComponent(value));
    } catch {
      // A stray % of someone who wrote the link by hand.
      settings.set(name, value);
    }
  }
}

/** Gives the page the one name beside the element, what a page that writes its content later calls, and calls it once. */
export function offerUpgrade() {
  Object.assign(window, { machiPlan: Object.freeze({ version: VERSION, upgrade }) });
  Promise.resolve(parsed()).then(() => upgrade());
}
