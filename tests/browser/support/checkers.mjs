// Three more checkers beside axe-core and html-validate: IBM's engine and HTML_CodeSniffer in the page, and the Nu Html
// Checker on its markup. Each has rules that the others lack. What one reports wrongly is listed here with its reason, as narrow
// as can be: a rule and the elements.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";

const require = createRequire(import.meta.url);
const [ibmSource, snifferSource] = await Promise.all(
  ["accessibility-checker-engine/ace.js", "html_codesniffer/build/HTMLCS.js"].map((name) => readFile(require.resolve(name), "utf8")),
);

/** What is not a mistake: the rule, what its element matches, and why. */
const NOT_MISTAKES = [
  // It takes the legend of a closed facet for hidden, and names the fieldset, which is hidden as well.
  ["IBM fieldset_label_valid.Fail_1", "details:not([open]) > fieldset"],
  // A link to a state of the widget or to a row of another view: the script shows it. `permanent links` are tested apart.
  ["HTML_CodeSniffer WCAG2AA.Principle2.Guideline2_4.2_4_1.G1,G123,G124.NoSuchID", "a[data-do=go], a[data-do=open]"],
  // It wants `headers` as soon as cells have heads above and beside them. `scope` says the same (technique H63).
  ["HTML_CodeSniffer WCAG2AA.Principle1.Guideline1_3.1_3_1.H43.HeadersRequired", "table:has(th[scope]):not(:has(th:not([scope])))"],
  ["IBM table_headers_related.Fail_1", "th[scope=colgroup]"],
  // An item that repeats another has its indicators. The name is the document's, and each chart is below the head of its item.
  ["IBM aria_application_label_unique.fail_label_not_unique", "svg.machi-plan-chart[aria-labelledby]"],
];

/** The same of the Nu Html Checker, by the beginning of its message. */
const NOT_MISTAKES_OF_NU = [
  // Browsers drop the roles of a table that a narrow container lays out as blocks, so they are written out.
  /^The “role” attribute must not be used on a “(tr|td|th)” element which has a “table” ancestor/,
];

/** Each finding of the two engines in the page under a part of it, as `checker rule: element: message`; empty is good. */
export async function findings(page, selector) {
  // The debugging protocol evaluates them: a script element would be refused by the policy.
  if (!(await page.evaluate(() => "HTMLCS" in globalThis))) {
    await page.evaluate(`${ibmSource}; globalThis.ace = ace;`);
    await page.evaluate(snifferSource);
  }
  return page.evaluate(async ([selector, known]) => {
    const part = document.querySelector(selector);
    const found = [];
    const add = (checker, rule, element, message) => {
      if (!part.contains(element)) return;
      const isKnown = known.some(([wrong, matches]) => `${checker} ${rule}` === wrong && element.matches(matches));
      if (!isKnown) found.push(`${checker} ${rule}: ${element.outerHTML.slice(0, 160)}: ${message}`);
    };
    const { results } = await new globalThis.ace.Checker().check(document, ["WCAG_2_2"]);
    for (const { ruleId, reasonId, value, message, node } of results) {
      if (value[0] === "VIOLATION" && value[1] === "FAIL") add("IBM", `${ruleId}.${reasonId}`, node?.nodeType === 1 ? node : node?.parentElement ?? document.body, message);
    }
    await new Promise((done, fail) => HTMLCS.process("WCAG2AA", document, done, fail));
    for (const { type, code, element, msg } of HTMLCS.getMessages()) {
      if (type === HTMLCS.ERROR) add("HTML_CodeSniffer", code, element, msg);
    }
    // A mistake of a template is made in each row: one line for each rule.
    const rules = Map.groupBy(found, (line) => line.split(": ")[0]);
    return [...rules.values()].map((lines) => `${lines.length} × ${lines[0]}`);
  }, [selector, NOT_MISTAKES]);
}

const jar = require.resolve("vnu-jar/build/dist/vnu.jar");

/** The errors of the Nu Html Checker in files, as `file:line: message`. One program checks all: it takes seconds to start. */
export async function nuMistakes(files) {
  const options = ["-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always", ...files];
  const { stderr } = await promisify(execFile)("java", options, { maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(stderr);
  const mistakes = messages.filter(({ message }) => !NOT_MISTAKES_OF_NU.some((known) => known.test(message)));
  return mistakes.map(({ url, lastLine, message, extract }) => `${url.split("/").at(-1)}:${lastLine}: ${message} ${extract ?? ""}`);
}

