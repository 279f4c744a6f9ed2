// Computed styles for comparison, of one element of each kind (its tag, class and position), with its ::before and
// ::after. All of a view's thousands of elements would take the browser a minute.

/** What holds the form: no sheet of the page may change it. */
export const FORM = [
  "display", "position", "float", "clear", "visibility", "opacity", "transform", "box-sizing", "overflow-x", "overflow-y", "clip-path",
  "padding-top", "padding-right", "padding-bottom", "padding-left",
  "border-top-width", "border-right-width", "border-bottom-width", "border-left-width", "border-top-style", "border-left-style",
  "border-top-left-radius", "box-shadow", "outline-style", "list-style-type", "text-align", "text-transform", "text-indent",
  "white-space-collapse", "text-wrap-mode", "word-break", "overflow-wrap", "vertical-align", "border-collapse", "table-layout", "caption-side",
  "column-count", "column-width", "flex-direction", "flex-wrap", "flex-grow", "min-width", "min-height", "max-height",
  "appearance", "content", "stroke-width",
];

/** What a page that says nothing with `!important` leaves as it is, too. */
export const LOOKS = [
  ...FORM, "margin-top", "margin-right", "margin-bottom", "font-size", "font-weight", "font-style", "line-height", "letter-spacing",
  "word-spacing", "text-decoration-line", "text-shadow", "background-color", "background-image", "border-top-color", "color", "fill", "stroke", "cursor",
];

/**
 * The looks of a page's widgets, or of what `selector` finds: `{element: {property: value}}`. Colours that come from the page
 * are left out: that is what they are for.
 */
export function looks(page, properties = LOOKS, selector = "machi-plan *") {
  return page.evaluate(
    ([properties, selector]) => {
      const kind = (element) => `${element.localName}.${element.getAttribute("class") ?? ""}`;
      const found = {};
      const of = (element, name, pseudo) => {
        const style = getComputedStyle(element, pseudo);
        if (pseudo && ["none", "normal"].includes(style.content)) return;
        const own = Object.fromEntries(properties.map((property) => [property, style.getPropertyValue(property)]));
        const ofPage = getComputedStyle(document.body).color;
        for (const property of ["color", "border-top-color"]) if (own[property] === ofPage) delete own[property];
        found[name + (pseudo ?? "")] = own;
      };
      for (const element of document.querySelectorAll(selector)) {
        const path = [element.parentElement?.parentElement, element.parentElement, element].filter(Boolean);
        const states = ["hidden", "aria-pressed", "data-label", "open"].filter((name) => element.hasAttribute(name));
        const name = `${path.map(kind).join(" > ")}${states.map((state) => `[${state}=${element.getAttribute(state)}]`).join("")}`;
        if (name in found || element.closest("option")) continue;
        of(element, name);
        if (!element.closest("svg")) for (const pseudo of ["::before", "::after"]) of(element, name, pseudo);
      }
      return found;
    },
    [properties, selector],
  );
}

/** The differences between two such collections, in words. */
export function differences(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [was, is] = [before[name] ?? {}, after[name] ?? {}];
    const properties = new Set([...Object.keys(was), ...Object.keys(is)]);
    return [...properties].filter((one) => was[one] !== is[one]).map((one) => `${name}: ${one} ${was[one]} → ${is[one]}`);
  });
}
