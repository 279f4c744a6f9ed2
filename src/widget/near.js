// When a fragment in the page needs the program: docs/decisions/widget.md.

import { LANG, STATE } from "names";
import { attribute, language, spoken } from "./border.js";

// A reader who scrolls is a moment away.
const MARGIN = "100% 0px";
const TOUCHES = ["pointerdown", "focusin", "keydown", "toggle"];
const ADDRESS = ["hashchange", "popstate"];

/**
 * Whether the page asks for what the fragment in an element does not show: by the attribute `autostart`, in the address, or by an
 * attribute.
 * @param {Element} host
 * @param {string} name
 */
export function isAsked(host, name) {
  const root = /** @type {HTMLElement | null} */ (host.querySelector(".machi-plan[data-fingerprint]"));
  if (!root || host.hasAttribute("autostart")) return true;
  if (location.hash.startsWith(`#${encodeURIComponent(name)}`) || location.hash.startsWith(`#${name}`)) return true;
  const [plan, src] = [attribute(host, "plan"), attribute(host, "src")];
  if (src === null && plan !== (root.dataset.plan ?? null)) return true;
  if ((attribute(host, "controls") === "none") !== !!root.querySelector(".machi-plan-source")) return true;
  if ((attribute(host, "heading-level") ?? "2") !== root.dataset.headingLevel) return true;
  if (spoken(language(host)) !== root.lang) return true;
  const shown = new URLSearchParams(root.dataset.state);
  return STATE.filter((key) => key !== LANG).some((key) => {
    const isView = key === "view";
    return (attribute(host, key) ?? (isView ? "items" : null)) !== (isView ? root.dataset.view : shown.get(key));
  });
}

/**
 * Waits until a fragment is near what the reader sees, or is touched, or is asked for. `give` gets what ends it earlier.
 * @param {Element} host
 * @param {Element} fragment
 * @param {() => unknown} asked
 * @param {(wake: () => void) => void} give
 * @returns {Promise<void>}
 */
export function near(host, fragment, asked, give) {
  return new Promise((done) => {
    const ended = new AbortController();
    const { signal } = ended;
    const watcher = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && wake(), {
      rootMargin: MARGIN,
    });
    function wake() {
      ended.abort();
      watcher.disconnect();
      done();
    }
    give(wake);
    watcher.observe(fragment);
    // `toggle` does not bubble.
    for (const type of TOUCHES) host.addEventListener(type, wake, { signal, capture: true });
    for (const type of ADDRESS) window.addEventListener(type, () => asked() && wake(), { signal });
  });
}
