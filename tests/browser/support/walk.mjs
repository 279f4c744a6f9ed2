// A random walk through a widget, and the oracle beside it: whatever was moved and hidden on the way, the DOM equals
// that of a fresh element with the same state. `walkTools` runs in the page, before its own scripts. It walks through the
// first widget of the page, or through the one whose id `walk.through` was given.

/**
 * The seed of a random walk. It is the same each time, so that a test which fails was broken by the last change;
 * `cargo xtask soak` looks for what nobody has seen yet, with another seed each time.
 */
export const SEED = Number(process.env.MACHI_PLAN_SEED ?? 1);

/** Numbers in [0, 1) that follow from the seed alone (mulberry32). */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Typing and choosing come more often than the rest, as they do in use. */
export const OFTEN = ["type", "type", "choose", "choose", "row", "row", "takeOff"];

export function walkTools() {
  // What is left out of the comparison, and why. Everything else must be the same.
  const LEFT_OUT = [
    // It speaks 700 ms after typing stops. Its text is the result sentence, which is compared.
    [".machi-plan-live", "children"],
    // After a press on 「リンクをコピー」: a message or a field, until the row is written again.
    [".machi-plan-copy", "children"],
    // A view is written when it is first asked for, and then kept: the fresh element has only the one that is shown.
    [".machi-plan-view[hidden]", "all"],
    // The same for an item that was shown alone.
    [".machi-plan-alone[hidden]", "all"],
  ];
  // What is written when it is opened, or in idle time: it may be there in the one and not yet in the other. In the comparison
  // of everything it is there in both.
  const LATER = [
    [".machi-plan-inside-row > td > details:not([open]) > .machi-plan-inside", "all"],
    [".machi-plan-indicators .machi-plan-figure", "children"],
    // The counts of a closed facet are written when it is opened.
    [".machi-plan-facet li .machi-plan-count", "children"],
  ];
  const OWN = /^(id|for|href|data-name|aria-controls|aria-label|aria-labelledby|aria-describedby)$/;
  const ATTRIBUTES_LEFT_OUT = [
    // The attributes of the original markup; the present values are in the properties, which are compared.
    (element, name) => ["value", "checked", "selected"].includes(name) && element.matches("input, option"),
    // Whether a list of choices is unfolded is the reader's, no state.
    (element, name) => name === "open" && element.matches(".machi-plan-facet"),
    // A view without a button of its own takes the focus itself, and can have it only as long as it has it.
    (element, name) => name === "tabindex" && element.matches(".machi-plan-view") && element === document.activeElement,
  ];
  const PROPERTIES = ["checked", "value", "selectedIndex", "selected", "disabled", "hidden"];

  /** The DOM as lines, with the values of the properties. The widget's own name becomes NAME. */
  function lines(host, name, whole) {
    const out = [];
    const leftOut = whole ? LEFT_OUT : [...LEFT_OUT, ...LATER];
    // Asked of each of thousands of elements: one question for most of them.
    const anyLeftOut = leftOut.map(([selector]) => selector).join();
    const named = new RegExp(`(^|[#\\s(])${name}(?=$|[-\\s)?])`, "g");
    const unnamed = (text) => (text.includes(name) ? text.replaceAll(`（${name}）`, "").replace(named, "$1NAME") : text);
    const walk = (node, depth) => {
      if (node.nodeType === Node.TEXT_NODE) return out.push(" ".repeat(depth) + JSON.stringify(node.data));
      const left = node.matches(anyLeftOut) && leftOut.find(([selector]) => node.matches(selector))[1];
      if (left === "all") return undefined;
      // Their names alone: an object for each attribute would be a node that the page keeps.
      const attributes = node
        .getAttributeNames()
        .filter((name) => !ATTRIBUTES_LEFT_OUT.some((rule) => rule(node, name)))
        .map((name) => {
          const value = node.getAttribute(name);
          return `${name}=${OWN.test(name) ? unnamed(value) : value}`;
        });
      const properties = node.matches("input, select, option, details")
        ? PROPERTIES.filter((one) => one in node).map((one) => `.${one}=${node[one]}`)
        : [];
      if (node.localName === "details" && !node.matches(".machi-plan-facet")) properties.push(`.open=${node.open}`);
      out.push(" ".repeat(depth) + [node.localName, ...attributes.sort(), ...properties].join(" "));
      if (left) return undefined;
      const isPermalink = node.matches(".machi-plan-permalink");
      return node.childNodes.forEach((child) => {
        // The permanent link is printed as well as pointed to.
        if (isPermalink && child.nodeType === Node.TEXT_NODE) out.push(" ".repeat(depth + 1) + unnamed(child.data));
        else walk(child, depth + 1);
      });
    };
    host.normalize();
    host.childNodes.forEach((child) => walk(child, 0));
    const isLater = ({ startContainer: { parentElement } }) => !whole && LATER.some(([selector]) => parentElement.closest(selector));
    const hits = [...(CSS.highlights.get("machi-plan-hit") ?? [])].filter((range) => host.contains(range.startContainer) && !isLater(range));
    const place = (range) => range.startContainer.parentElement.closest(".machi-plan-item")?.dataset.item;
    return [...out, `marked: ${hits.map((range) => `${place(range)} ${range}`).join("|")}`];
  }

  let walked = "machi-plan";
  const widget = () => document.querySelector(walked);

  /**
   * The first difference to a fresh element in the same state; `null` if there is none. With `whole`, of everything: before
   * the page is printed both write what is missing.
   */
  async function difference(whole) {
    const host = widget();
    const fresh = document.createElement("machi-plan");
    fresh.id = "fresh";
    for (const [key, value] of Object.entries({ plan: host.plan, ...host.state })) fresh.setAttribute(key, value);
    const mounted = new Promise((done) => fresh.addEventListener("machi-plan:ready", done, { once: true }));
    document.querySelector("main").append(fresh);
    await mounted;
    if (whole) {
      dispatchEvent(new Event("beforeprint"));
      for (const facet of all(".machi-plan-facet:not([open]) > summary")) facet.click();
    }
    const [moved, expect] = [lines(host, host.id || "machi-plan", whole), lines(fresh, "fresh", whole)];
    if (whole) dispatchEvent(new Event("afterprint"));
    const shown = host.querySelectorAll(".machi-plan-view:not([hidden]) .machi-plan-item:not([hidden])").length;
    fresh.remove();
    if (moved.length < 200) return { at: 0, moved: "hardly anything was compared" };
    const at = moved.findIndex((line, place) => line !== expect[place]);
    if (at < 0 && moved.length === expect.length) return { same: true, shown };
    const around = (all) => all.slice(Math.max(0, at - 3), at + 3);
    return { at, moved: around(moved), fresh: around(expect), state: host.state };
  }

  // A `toggle` event comes in a task of its own after the press.
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const some = (list, random) => list[Math.floor(random * list.length)];
  const all = (selector) => [...widget().querySelectorAll(selector)];
  const seen = (selector) => all(selector).filter((element) => element.checkVisibility());

  // A page may have removed the element.
  const NOTHING = "nothing there";

  function type(text) {
    const [input] = all("input[type=search]");
    if (!input) return NOTHING;
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    return text;
  }

  async function traverse(by) {
    const { index } = navigation.currentEntry;
    globalThis.firstEntry ??= index;
    if (index + by < globalThis.firstEntry || index + by >= navigation.entries().length) return "nowhere to go";
    const done = new Promise((arrived) => addEventListener("popstate", arrived, { once: true }));
    history.go(by);
    await done;
    return `to entry ${index + by}`;
  }

  const press = (selector, random) => {
    const found = some(seen(selector), random);
    found?.click();
    return found ? found.textContent.trim().slice(0, 20) || found.dataset.value : NOTHING;
  };

  const ACTIONS = {
    type: (random, other) => {
      // A widget that begins with an item alone has no rows yet.
      const text = (some(all(".machi-plan-item"), random) ?? widget()).textContent.replace(/\s+/g, "");
      const word = (at) => text.slice(Math.floor(at * text.length)).slice(0, 1 + Math.floor(other * 4));
      return type(other < 0.15 ? "" : other < 0.3 ? `${word(random)} ${word(other)}` : word(other));
    },
    choose: (random) => {
      const box = some(all(".machi-plan-facet input"), random);
      if (!box) return NOTHING;
      const facet = box.closest("details");
      if (facet) facet.open = true;
      box.click();
      return `${box.dataset.key} ${box.dataset.value}`;
    },
    takeOff: (random) => press("[data-do=take-off], [data-do=take-off-all]", random),
    sort: (random) => press("[data-do=sort]", random),
    order: (random) => {
      const [select] = all("select");
      if (!select) return NOTHING;
      select.selectedIndex = Math.floor(random * select.options.length);
      select.dispatchEvent(new Event("change", { bubbles: true }));
      return select.value;
    },
    row: (random) => press("tbody.machi-plan-item > tr > th a, .machi-plan-inside-row > td > details > summary", random),
    go: (random) => press("a[data-do=go]", random),
    link: (random) => press(".machi-plan-inside a[data-do=open], section a[data-do=open]", random),
    view: (random) => press("[data-do=view]", random),
    back: () => traverse(-1),
    forward: () => traverse(1),
    leap: (random) => traverse(-1 - Math.floor(random * 4)),
  };

  globalThis.walk = {
    names: Object.keys(ACTIONS),
    through(id) {
      walked = `#${id}`;
    },
    difference,
    /** Runs one action after the other, each `[name, random, other]`, and returns the effect of each. */
    async act(actions) {
      const told = [];
      for (const [name, random, other] of actions) {
        told.push(`${name}: ${await ACTIONS[name](random, other)}`);
        await settled();
      }
      return told;
    },
    async step(name, random, other, whole = false) {
      const [told] = await this.act([[name, random, other]]);
      return { told, ...(await difference(whole)) };
    },
  };
}
