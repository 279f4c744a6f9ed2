// Editors and filters of content management systems drop unknown elements. This file turns the remaining markup into
// the element: anything of our class or with `data-machi-plan`, a plain link of that class, the root of a pasted
// fragment.

import { VERSION } from "built";
import { ATTRIBUTES, LANG } from "names";
import { all, made, parsed } from "./border.js";

const HOOKS = ".machi-plan, [data-machi-plan]";
const ROOTS = ".machi-plan[data-fingerprint]";

/**
 * Turns every hook in a part of the page into an element. Of nested hooks only the outermost counts.
 * @param {Document | Element} within
 */
function upgrade(within = document) {
  const hooks = /** @type {HTMLElement[]} */ (all(within, HOOKS));
  if ("matches" in within && within.matches(HOOKS)) hooks.unshift(/** @type {HTMLElement} */ (within));
  for (const hook of hooks) {
    // A class of the whole page belongs to the site.
    if (hook.closest("machi-plan") || hook.querySelector("machi-plan") || hook.localName === "body") continue;
    const root = hook.matches(ROOTS) ? hook : /** @type {HTMLElement | null} */ (hook.querySelector(ROOTS));
    const host = made("machi-plan");
    const settings = settingsOf(hook, root);
    for (const [name, value] of settings) host.setAttribute(name, value);
    // Without either, the element could only show an error. An element that has our class only for its looks stays as
    // it is.
    if (!settings.has("plan") && !settings.has("src")) continue;
    // HTML ends a paragraph where a block begins, so the fragment of an element inside a paragraph comes after it.
    const torn = hook.previousElementSibling?.lastElementChild;
    const same = (/** @type {string} */ name) => torn?.getAttribute(name) === host.getAttribute(name);
    if (hook === root && torn?.matches("p > machi-plan") && !torn.firstElementChild && same("plan") && same("src")) {
      torn.append(root);
      continue;
    }
    // The content of the hook is the fallback: it stays until the plan is loaded. An adopted fragment must be a
    // child.
    const fallback = root ?? hook;
    if (fallback.id && !host.id) [host.id, fallback.id] = [fallback.id, ""];
    fallback.replaceWith(host);
    host.append(fallback);
  }
}

/**
 * The settings of a hook: its own data attributes come before those of the fragment in it, and those before the
 * address of its first link.
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
    // A link inside the hook counts only if it has settings, because elements may have our name for their looks. A
    // link that names its plan leads to a page for people.
    if (file && !settings.has("plan") && !settings.has("src") && (link === hook || fragment.includes("?"))) settings.set("src", file);
  }
  // A fragment in another language was made for this place.
  if (root && !/^(ja)?$/.test(root.lang)) settings.set(LANG, root.lang);
  for (const part of own) {
    fromQuery(settings, `?${part.dataset.state ?? ""}`);
    // A plan that the hook itself names has priority over its content.
    if (part.dataset.machiPlan || part.dataset.plan) settings.delete("src");
    if (part.dataset.machiPlan) settings.set("plan", part.dataset.machiPlan);
    for (const name of ATTRIBUTES) {
      const value = part.getAttribute(`data-${name}`);
      if (value !== null) settings.set(name, value);
    }
  }
  // As for the element, a file has priority over a name.
  if (settings.has("src")) settings.delete("plan");
  return settings;
}

/**
 * Reads 「…?key=value&…」 with the keys of the element and ignores other keys.
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
      // The % was typed by a person and is not an escape.
      settings.set(name, value);
    }
  }
}

/** Gives the page the one global name besides the element, which a page calls after it has added content, and calls it once. */
export function offerUpgrade() {
  Object.assign(window, { machiPlan: Object.freeze({ version: VERSION, upgrade }) });
  Promise.resolve(parsed()).then(() => upgrade());
}
