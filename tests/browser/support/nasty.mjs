// A plan whose every text is markup, for the widget and for the native command.

import { smallPlan } from "./plans.mjs";

/** Markup, script, an attribute's end, entities: all of it must come out as it went in, as text. */
export const NASTY =
  `<script>alert(1)</script><img src=/x onerror=alert(2)>"'><iframe src=//evil.invalid></iframe>` +
  `<a href="javascript:alert(3)">x</a></td></table><svg onload=alert(4)>&lt;b&gt;&#60;\${7*7}{{8*8}}`;

/** An id may hold marks, but no white space and no comma. */
export const NASTY_ID = `a"><b>'&lt;/#?%`;

/** A unit may hold no number, or its values would be words. */
export const NASTY_UNIT = `<b>`;

const KEPT = new Set(["cells", "direction", "kind"]);
const IDS = new Set(["plan_id", "outline_id", "item_id", "indicator_id", "repost_of", "parent_id"]);

/** The small plan with `text` in every text field and `mark` in every id. */
export function nastyPlan({ text = NASTY, mark = NASTY_ID } = {}) {
  const fill = (value, key) => {
    if (Array.isArray(value)) {
    return value.map((each) => (typeof each === "string" ? (each === "→" ? each : text) : fill(each, key)));
    }
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, name)]));
    }
    if (typeof value !== "string" || KEPT.has(key)) return value;
    if (IDS.has(key)) return mark + value;
    if (key === "updated") return value;
    // The unit is the hostile text, after a number, so that a chart is drawn.
    if (key === "printed" || key === "baseline") return `${parseInt(value)}${NASTY_UNIT}`;
    if (key === "unit") return NASTY_UNIT;
    return text;
  };
  return fill(
    smallPlan((plan) => {
      plan.about.subtitle = plan.about.licence = plan.about.contact = plan.about.source_url = "x";
      plan.departments = [{ name: "x", kana: "x", aliases: ["y"] }];
      plan.glossary = [{ term: "x", kana: "x", explanation: "x" }];
      plan.statuses = [{ status: "x", definition: "x", stage: "done" }];
      plan.items[0].indicators[0].reference_name = "x";
      plan.items[0].indicators[0].reference = "1";
      plan.items[0].indicators[0].as_of = "x";
      for (const item of plan.items.slice(0, 2)) item.indicators[0].series = "x";
      for (const row of plan.outline) Object.assign(row, { description: "x", page: "x", note: "x" });
    }),
    "",
  );
}

/** Runs in the page: every element or attribute that can only have come out of the plan's text. */
export function strangers(host) {
  const own = new Set(
    (
      "machi-plan div h1 h2 h3 h4 h5 h6 p span a strong table caption thead tbody tr th td abbr details summary ul li " +
      "section dl dt dd label input select option button fieldset legend svg g path circle line text title desc"
    ).split(" "),
  );
  const found = [];
  for (const element of host.querySelectorAll("*")) {
    const name = element.localName;
    // Only the words around a hit have marks, in parts of our own.
    const isMark = name === "mark" && element.parentElement.className === "machi-plan-excerpt" && !element.attributes.length;
    if (!own.has(name) && !isMark) found.push(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^src|^srcdoc|^action|^formaction/.test(attribute)) found.push(`<${name} ${attribute}>`);
      if (attribute === "href" && !value.startsWith("#")) found.push(`<${name} href="${value}">`);
    }
  }
  if (host.querySelector("title")?.closest("svg") === null) found.push("<title> outside a chart");
  return found;
}
